//===- Synchronized.h - A value with a mutex that suspends ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_SYNCHRONIZED_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_SYNCHRONIZED_H

#include <folly/coro/SharedMutex.h>
#include <folly/coro/Task.h>

namespace folly::coro {

template <typename Inner, typename Traits = void> class Synchronized {
public:
  Synchronized() = default;
  explicit Synchronized(Inner &&Value);

  template <typename ValueType, typename LockType> class GenericLockedPtr {
  public:
    GenericLockedPtr(GenericLockedPtr &&) noexcept;
    ValueType *operator->() const noexcept;
    ValueType &operator*() const noexcept;
    void unlock();
    explicit operator bool() const noexcept;
  };
  using ReadLockedPtr =
      GenericLockedPtr<const Inner, SharedLock<SharedMutexFair>>;
  using WriteLockedPtr =
      GenericLockedPtr<Inner, std::unique_lock<SharedMutexFair>>;

  Task<WriteLockedPtr> wLock();
  Task<ReadLockedPtr> rLock() const;
  WriteLockedPtr tryWLock();
  Task<void> swap(Inner &);
  Task<Inner> copy() const;
};

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_SYNCHRONIZED_H
