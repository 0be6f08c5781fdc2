//===- ManualExecutor.h - Runs what it has when it is told to ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_MANUALEXECUTOR_H
#define MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_MANUALEXECUTOR_H

#include <cstddef>
#include <folly/Executor.h>

namespace folly {

class ManualExecutor : public DrivableExecutor {
public:
  void add(Func) override;
  std::size_t run();
  std::size_t step();
  std::size_t drain();
  void wait();
  void makeProgress() {
    wait();
    run();
  }
  void drive() override { makeProgress(); }
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_MANUALEXECUTOR_H
