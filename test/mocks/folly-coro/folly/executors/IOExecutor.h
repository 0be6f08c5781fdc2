//===- IOExecutor.h - Executors with an event loop, next to empty --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_IOEXECUTOR_H
#define MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_IOEXECUTOR_H

#include <folly/Executor.h>

namespace folly {

class EventBase;

class IOExecutor : public virtual Executor {
public:
  virtual EventBase *getEventBase() = 0;
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_IOEXECUTOR_H
