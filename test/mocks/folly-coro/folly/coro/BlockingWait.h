//===- BlockingWait.h - Waits for a coroutine with the thread ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_BLOCKINGWAIT_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_BLOCKINGWAIT_H

#include <folly/coro/Task.h>

namespace folly::coro {

struct blocking_wait_fn {
  template <typename A>
  auto operator()(A &&) const -> detail::plain_result_t<A>;
  template <typename A>
  auto operator()(A &&, DrivableExecutor *) const -> detail::plain_result_t<A>;
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_BLOCKINGWAIT_H
