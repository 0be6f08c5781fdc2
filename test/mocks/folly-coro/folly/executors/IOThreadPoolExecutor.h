//===- IOThreadPoolExecutor.h - Event loops in threads, next to empty --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_IOTHREADPOOLEXECUTOR_H
#define MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_IOTHREADPOOLEXECUTOR_H

#include <cstddef>
#include <folly/executors/IOExecutor.h>

namespace folly {

class IOThreadPoolExecutor : public IOExecutor {
public:
  explicit IOThreadPoolExecutor(size_t NumThreads);
  void add(Func) override;
  EventBase *getEventBase() override;
  void join();
  void stop();
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_IOTHREADPOOLEXECUTOR_H
