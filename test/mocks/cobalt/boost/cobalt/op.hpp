//===- op.hpp - Operations, and Asio's as such ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_OP_HPP
#define MOCKS_COBALT_BOOST_COBALT_OP_HPP

#include <boost/asio/async_result.hpp>
#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/result.hpp>
#include <tuple>

namespace boost::cobalt {

template <typename... Args> struct completion_handler;

template <typename... Args> struct op {
  virtual ~op() = default;
  struct awaitable {
    bool await_ready() { return false; }
    template <typename Promise>
    bool await_suspend(std::coroutine_handle<Promise>) noexcept {
      return false;
    }
    typename detail::mock_op_result<Args...>::type await_resume() { throw; }
    std::tuple<Args...> await_resume(const as_tuple_tag &) { throw; }
    typename detail::mock_op_result<Args...>::result
    await_resume(const as_result_tag &) {
      throw;
    }
  };
  awaitable operator co_await() { return {}; }
};

struct use_op_t {
  constexpr use_op_t() {}
  template <typename Inner> struct executor_with_default : Inner {
    typedef use_op_t default_completion_token_type;
    executor_with_default(const Inner &E) noexcept : Inner(E) {}
  };
  template <typename T>
  using as_default_on_t = typename T::template rebind_executor<
      executor_with_default<typename T::executor_type>>::other;
};
constexpr use_op_t use_op{};

} // namespace boost::cobalt

namespace boost::asio {

template <typename... Args>
struct async_result<boost::cobalt::use_op_t, void(Args...)> {
  using return_type = boost::cobalt::op<Args...>;

  template <typename Initiation, typename... InitArgs>
  struct op_impl final : boost::cobalt::op<Args...> {};

  template <typename Initiation, typename... InitArgs>
  static auto initiate(Initiation &&, boost::cobalt::use_op_t, InitArgs &&...)
      -> op_impl<std::decay_t<Initiation>, std::decay_t<InitArgs>...> {
    return {};
  }
};

} // namespace boost::asio

#endif // MOCKS_COBALT_BOOST_COBALT_OP_HPP
