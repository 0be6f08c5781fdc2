//===- EventBase.h - An event loop, next to empty ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_EVENTBASE_H
#define MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_EVENTBASE_H

#include <folly/Executor.h>

namespace folly {

class EventBase : public DrivableExecutor {
public:
  EventBase();
  void add(Func) override;
  void drive() override;
  bool loop();
  void loopForever();
  bool runInEventBaseThread(Func);
  void terminateLoopSoon();
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_EVENTBASE_H
