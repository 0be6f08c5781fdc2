//===- BoundedQueue.h - A queue that suspends -------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_BOUNDEDQUEUE_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_BOUNDEDQUEUE_H

#include <folly/coro/Task.h>

namespace folly::coro {

template <typename T, bool SingleProducer = false, bool SingleConsumer = false>
class BoundedQueue {
public:
  explicit BoundedQueue(uint32_t Capacity);
  template <typename U = T> Task<void> enqueue(U &&Item);
  template <typename U = T> bool try_enqueue(U &&Item);
  Task<T> dequeue();
  bool empty();
  size_t size();
};

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_BOUNDEDQUEUE_H
