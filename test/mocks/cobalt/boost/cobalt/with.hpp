//===- with.hpp - Asynchronous work when a scope ends -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_WITH_HPP
#define MOCKS_COBALT_BOOST_COBALT_WITH_HPP

#include <boost/cobalt/detail/mock-await.hpp>

namespace boost::cobalt {

namespace detail {
template <typename T> struct [[nodiscard]] with_impl {
  bool await_ready() { return false; }
  template <typename Promise>
  void await_suspend(std::coroutine_handle<Promise>) {}
  T await_resume() { throw; }
};
} // namespace detail

template <typename Arg, typename Func, typename Teardown>
  requires requires(Func F, Arg &A, Teardown &T, std::exception_ptr E) {
    { std::move(F)(A) } -> awaitable;
    { std::move(T)(std::move(A), E) } -> awaitable;
  }
auto with(Arg, Func, Teardown) -> detail::with_impl<detail::co_await_result_t<
    decltype(std::declval<Func>()(std::declval<Arg &>()))>> {
  return {};
}

template <typename Arg, typename Func>
  requires requires(Func F, Arg &A, std::exception_ptr E) {
    { std::move(F)(A) } -> awaitable;
    { std::move(A).await_exit(E) } -> awaitable;
  }
auto with(Arg &&, Func &&) -> detail::with_impl<detail::co_await_result_t<
    decltype(std::declval<Func>()(std::declval<Arg &>()))>> {
  return {};
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_WITH_HPP
