//===- mock-await.hpp - Awaiters and promises of Cobalt's mock --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_DETAIL_MOCK_AWAIT_HPP
#define MOCKS_COBALT_BOOST_COBALT_DETAIL_MOCK_AWAIT_HPP

#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/cobalt/config.hpp>
#include <boost/cobalt/this_coro.hpp>
#include <concepts>
#include <coroutine>
#include <exception>
#include <utility>

namespace boost::cobalt {

template <typename Awaitable>
concept awaitable_type = requires(Awaitable A) {
  { A.await_ready() } -> std::convertible_to<bool>;
  A.await_resume();
};

template <typename Awaitable>
concept awaitable = awaitable_type<Awaitable> || requires(Awaitable &&A) {
  { std::forward<Awaitable>(A).operator co_await() } -> awaitable_type;
};

namespace detail {

/// An awaiter whose value is never made: nothing here is run.
template <typename T> struct mock_awaiter {
  bool await_ready() const { return false; }
  template <typename Promise>
  void await_suspend(std::coroutine_handle<Promise>) {}
  T await_resume() { throw; }
};

template <awaitable A> decltype(auto) mock_get_awaiter(A &&Awaitable) {
  if constexpr (requires { std::forward<A>(Awaitable).operator co_await(); })
    return std::forward<A>(Awaitable).operator co_await();
  else
    return std::forward<A>(Awaitable);
}

template <typename A>
using co_await_result_t =
    decltype(mock_get_awaiter(std::declval<A>()).await_resume());

template <typename Start> struct mock_promise_base {
  Start initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}

  template <awaitable Aw> Aw &&await_transform(Aw &&A) {
    return static_cast<Aw &&>(A);
  }
  mock_awaiter<executor> await_transform(this_coro::executor_t) noexcept {
    return {};
  }
  mock_awaiter<asio::cancellation_type>
  await_transform(this_coro::cancelled_t) noexcept {
    return {};
  }
  mock_awaiter<asio::cancellation_state>
  await_transform(asio::this_coro::cancellation_state_t) noexcept {
    return {};
  }
  template <typename Filter>
  mock_awaiter<void> await_transform(
      asio::this_coro::reset_cancellation_state_1_t<Filter>) noexcept {
    return {};
  }
  template <typename... Args, typename Initiation, typename... InitArgs>
  auto await_transform(
      asio::deferred_async_operation<void(Args...), Initiation, InitArgs...>) {
    return mock_awaiter<void>();
  }
};

template <typename Start, typename T>
struct mock_promise : mock_promise_base<Start> {
  void return_value(T) {}
};
template <typename Start>
struct mock_promise<Start, void> : mock_promise_base<Start> {
  void return_void() {}
};

} // namespace detail
} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_DETAIL_MOCK_AWAIT_HPP
