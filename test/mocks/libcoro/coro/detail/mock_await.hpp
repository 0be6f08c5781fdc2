//===- mock_await.hpp - Awaiters and promises of libcoro's mock --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_DETAIL_MOCK_AWAIT_HPP
#define MOCKS_LIBCORO_CORO_DETAIL_MOCK_AWAIT_HPP

#include <coroutine>
#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

namespace coro::detail {

/// An awaiter whose value is never made: nothing here is run.
template <typename T> struct mock_awaiter {
  auto await_ready() const noexcept -> bool { return false; }
  auto await_suspend(std::coroutine_handle<>) noexcept -> void {}
  auto await_resume() -> T { throw; }
};

// The library's promises transform nothing that is awaited.
struct promise_base {
  auto initial_suspend() noexcept -> std::suspend_always { return {}; }
  auto final_suspend() noexcept -> std::suspend_always { return {}; }
  auto unhandled_exception() noexcept -> void {}
};

template <typename A> decltype(auto) mock_get_awaiter(A &&Awaitable) {
  if constexpr (requires { std::forward<A>(Awaitable).operator co_await(); })
    return std::forward<A>(Awaitable).operator co_await();
  else
    return std::forward<A>(Awaitable);
}
template <typename A>
using mock_result_t = std::remove_cvref_t<
    decltype(mock_get_awaiter(std::declval<A>()).await_resume())>;

} // namespace coro::detail

#endif // MOCKS_LIBCORO_CORO_DETAIL_MOCK_AWAIT_HPP
