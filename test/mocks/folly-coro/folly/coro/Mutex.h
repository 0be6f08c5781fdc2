//===- Mutex.h - A mutex that suspends --------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_MUTEX_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_MUTEX_H

#include <folly/coro/ViaIfAsync.h>
#include <mutex>

namespace folly::coro {

class Mutex {
  class ScopedLockAwaiter;
  class LockAwaiter;
  template <typename Awaiter> class LockOperation;

public:
  Mutex() noexcept {}
  Mutex(const Mutex &) = delete;
  ~Mutex();
  bool try_lock() noexcept;
  [[nodiscard]] LockOperation<ScopedLockAwaiter> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<LockAwaiter> co_lock() noexcept;
  void unlock() noexcept;

private:
  class LockAwaiter : public detail::Awaiter<void> {};
  class ScopedLockAwaiter : public detail::Awaiter<std::unique_lock<Mutex>> {};
  template <typename Awaiter> class LockOperation {
  public:
    auto viaIfAsync(Executor::KeepAlive<>) const { return Awaiter(); }
  };
};

inline Mutex::LockOperation<Mutex::ScopedLockAwaiter>
Mutex::co_scoped_lock() noexcept {
  return {};
}
inline Mutex::LockOperation<Mutex::LockAwaiter> Mutex::co_lock() noexcept {
  return {};
}

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_MUTEX_H
