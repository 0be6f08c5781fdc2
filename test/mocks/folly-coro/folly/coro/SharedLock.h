//===- SharedLock.h - Holds a shared mutex ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_SHAREDLOCK_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_SHAREDLOCK_H

#include <mutex>

namespace folly::coro {

template <class Mutex> class [[nodiscard]] SharedLock {
public:
  SharedLock(SharedLock &&) noexcept;
  ~SharedLock();
  void unlock();
};

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_SHAREDLOCK_H
