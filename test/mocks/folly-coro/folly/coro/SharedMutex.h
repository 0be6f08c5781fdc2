//===- SharedMutex.h - Readers and writers that suspend ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_SHAREDMUTEX_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_SHAREDMUTEX_H

#include <folly/coro/SharedLock.h>
#include <folly/coro/ViaIfAsync.h>

namespace folly::coro {

class SharedMutexFair {
  template <typename Awaiter> class LockOperation {
  public:
    auto viaIfAsync(Executor::KeepAlive<>) const { return Awaiter(); }
  };
  class LockAwaiter : public detail::Awaiter<void> {};
  class ScopedLockAwaiter
      : public detail::Awaiter<std::unique_lock<SharedMutexFair>> {};
  class LockSharedAwaiter : public detail::Awaiter<void> {};
  class ScopedLockSharedAwaiter
      : public detail::Awaiter<SharedLock<SharedMutexFair>> {};

public:
  SharedMutexFair() noexcept {}
  SharedMutexFair(const SharedMutexFair &) = delete;
  ~SharedMutexFair();
  bool try_lock() noexcept;
  bool try_lock_shared() noexcept;
  [[nodiscard]] LockOperation<LockAwaiter> co_lock() noexcept { return {}; }
  [[nodiscard]] LockOperation<ScopedLockAwaiter> co_scoped_lock() noexcept {
    return {};
  }
  [[nodiscard]] LockOperation<LockSharedAwaiter> co_lock_shared() noexcept {
    return {};
  }
  [[nodiscard]] LockOperation<ScopedLockSharedAwaiter>
  co_scoped_lock_shared() noexcept {
    return {};
  }
  void unlock() noexcept;
  void unlock_shared() noexcept;
};
using SharedMutex = SharedMutexFair;

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_SHAREDMUTEX_H
