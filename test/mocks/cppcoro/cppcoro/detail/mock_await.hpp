//===- mock_await.hpp - Awaiters and promises of cppcoro's mock --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_DETAIL_MOCK_AWAIT_HPP
#define MOCKS_CPPCORO_CPPCORO_DETAIL_MOCK_AWAIT_HPP

#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

namespace cppcoro {

namespace detail {

/// An awaiter whose value is never made: nothing here is run.
template <typename T> struct mock_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { throw; }
};

// The library's promises transform nothing that is awaited.
struct mock_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}
};
template <typename T> struct mock_promise : mock_promise_base {
  template <typename U>
    requires std::is_convertible_v<U &&, T>
  void return_value(U &&) {}
};
template <> struct mock_promise<void> : mock_promise_base {
  void return_void() noexcept {}
};

struct void_value {};

// What cannot be cheaper to move comes by value.
template <typename T>
using mock_rvalue_t =
    std::conditional_t<std::is_arithmetic_v<T> || std::is_pointer_v<T>, T,
                       std::add_rvalue_reference_t<T>>;

template <typename A> decltype(auto) get_awaiter(A &&Awaitable) {
  if constexpr (requires { std::forward<A>(Awaitable).operator co_await(); })
    return std::forward<A>(Awaitable).operator co_await();
  else
    return std::forward<A>(Awaitable);
}
template <typename A>
using mock_result_t = std::remove_cvref_t<
    decltype(get_awaiter(std::declval<A>()).await_resume())>;

} // namespace detail

template <typename A> struct awaitable_traits {
  using await_result_t =
      decltype(detail::get_awaiter(std::declval<A>()).await_resume());
};

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_DETAIL_MOCK_AWAIT_HPP
