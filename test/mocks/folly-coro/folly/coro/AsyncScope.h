//===- AsyncScope.h - Tasks in the background that are joined ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_ASYNCSCOPE_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_ASYNCSCOPE_H

#include <folly/coro/Task.h>
#include <optional>

namespace folly::coro {

class AsyncScope {
public:
  AsyncScope() noexcept;
  explicit AsyncScope(bool ThrowOnJoin) noexcept;
  ~AsyncScope();
  std::size_t remaining() const noexcept;
  template <typename A> void add(A &&Awaitable, void *ReturnAddress = nullptr);
  Task<void> joinAsync() noexcept;
  SemiFuture<Unit> cleanup() noexcept;
};

class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept;
  explicit CancellableAsyncScope(bool ThrowOnJoin) noexcept;
  explicit CancellableAsyncScope(CancellationToken &&);
  CancellableAsyncScope(CancellationToken &&, bool ThrowOnJoin);
  std::size_t remaining() const noexcept;
  template <typename A>
  void add(A &&Awaitable, std::optional<CancellationToken> = std::nullopt,
           void *ReturnAddress = nullptr);
  template <class T>
  Task<void> co_schedule(Task<T> &&,
                         std::optional<CancellationToken> = std::nullopt);
  void requestCancellation() const noexcept;
  bool isScopeCancellationRequested() const noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
  Task<void> joinAsync() noexcept;
};

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_ASYNCSCOPE_H
