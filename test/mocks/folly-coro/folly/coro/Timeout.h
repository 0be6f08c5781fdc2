//===- Timeout.h - A limit to what is awaited -------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_TIMEOUT_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_TIMEOUT_H

#include <folly/coro/safe/NowTask.h>

namespace folly::coro {

namespace detail {
template <typename A> struct TimeoutTaskOf {
  using type = Task<semi_await_result_t<A>>;
};
template <typename T> struct TimeoutTaskOf<now_task<T>> {
  using type = now_task<T>;
};
template <typename A> using TimeoutTask = typename TimeoutTaskOf<A>::type;
} // namespace detail

template <typename SemiAwaitable, typename Duration,
          typename TimekeeperPtr = std::nullptr_t>
typename detail::TimeoutTask<SemiAwaitable>
timeout(SemiAwaitable, Duration, TimekeeperPtr Keeper = nullptr);

template <typename SemiAwaitable, typename Duration,
          typename TimekeeperPtr = std::nullptr_t>
typename detail::TimeoutTask<SemiAwaitable>
timeoutNoDiscard(SemiAwaitable, Duration, TimekeeperPtr Keeper = nullptr);

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_TIMEOUT_H
