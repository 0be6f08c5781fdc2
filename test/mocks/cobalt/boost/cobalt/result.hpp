//===- result.hpp - Errors as values ----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_RESULT_HPP
#define MOCKS_COBALT_BOOST_COBALT_RESULT_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/system/result.hpp>
#include <tuple>

namespace boost::cobalt {

struct as_result_tag {};
struct as_tuple_tag {};

namespace detail {

template <typename... Args> struct mock_op_result {
  using type = std::tuple<Args...>;
  using result = system::result<std::tuple<Args...>>;
};
template <> struct mock_op_result<> {
  using type = void;
  using result = system::result<void>;
};
template <typename T> struct mock_op_result<T> {
  using type = T;
  using result = system::result<T>;
};
template <> struct mock_op_result<system::error_code> {
  using type = void;
  using result = system::result<void>;
};
template <> struct mock_op_result<std::exception_ptr> {
  using type = void;
  using result = system::result<void, std::exception_ptr>;
};
template <typename T> struct mock_op_result<system::error_code, T> {
  using type = T;
  using result = system::result<T>;
};
template <typename T> struct mock_op_result<std::exception_ptr, T> {
  using type = T;
  using result = system::result<T, std::exception_ptr>;
};

template <typename A> auto mock_as_result(A &&Awaiter) {
  if constexpr (requires { Awaiter.await_resume(as_result_tag()); })
    return Awaiter.await_resume(as_result_tag());
  else
    return system::result<decltype(Awaiter.await_resume()),
                          std::exception_ptr>();
}
template <typename A> auto mock_as_tuple(A &&Awaiter) {
  if constexpr (requires { Awaiter.await_resume(as_tuple_tag()); })
    return Awaiter.await_resume(as_tuple_tag());
  else if constexpr (std::is_void_v<decltype(Awaiter.await_resume())>)
    return std::exception_ptr();
  else
    return std::tuple<std::exception_ptr, decltype(Awaiter.await_resume())>();
}

} // namespace detail

template <awaitable_type Aw> struct as_result_t {
  bool await_ready() { return false; }
  template <typename T> void await_suspend(std::coroutine_handle<T>) {}
  decltype(detail::mock_as_result(std::declval<Aw>())) await_resume() { throw; }
};
template <awaitable_type Aw> struct as_tuple_t {
  bool await_ready() { return false; }
  template <typename T> void await_suspend(std::coroutine_handle<T>) {}
  decltype(detail::mock_as_tuple(std::declval<Aw>())) await_resume() { throw; }
};

template <awaitable A> auto as_result(A &&Awaitable) {
  return as_result_t<std::decay_t<decltype(detail::mock_get_awaiter(
      std::forward<A>(Awaitable)))>>();
}
template <awaitable A> auto as_tuple(A &&Awaitable) {
  return as_tuple_t<std::decay_t<decltype(detail::mock_get_awaiter(
      std::forward<A>(Awaitable)))>>();
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_RESULT_HPP
