//===- CPUThreadPoolExecutor.h - A pool of threads, next to empty --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_CPUTHREADPOOLEXECUTOR_H
#define MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_CPUTHREADPOOLEXECUTOR_H

#include <cstddef>
#include <folly/Executor.h>

namespace folly {

class CPUThreadPoolExecutor : public virtual Executor {
public:
  explicit CPUThreadPoolExecutor(size_t NumThreads);
  void add(Func) override;
  void join();
  void stop();
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_CPUTHREADPOOLEXECUTOR_H
