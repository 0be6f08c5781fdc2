//===- Semaphore.h - A semaphore for fibers and coroutines ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_FIBERS_SEMAPHORE_H
#define MOCKS_FOLLY_CORO_FOLLY_FIBERS_SEMAPHORE_H

#include <chrono>
#include <folly/coro/Task.h>

namespace folly::fibers {

class Semaphore {
public:
  explicit Semaphore(size_t TokenCount);
  void signal();
  void wait();
  bool try_wait();
  coro::Task<void> co_wait();
  coro::Task<void> co_try_wait_for(std::chrono::milliseconds);
};

} // namespace folly::fibers

#endif // MOCKS_FOLLY_CORO_FOLLY_FIBERS_SEMAPHORE_H
