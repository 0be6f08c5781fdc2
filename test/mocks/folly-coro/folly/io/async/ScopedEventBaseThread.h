//===- ScopedEventBaseThread.h - A thread of its own, next to empty --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_SCOPEDEVENTBASETHREAD_H
#define MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_SCOPEDEVENTBASETHREAD_H

#include <folly/executors/IOExecutor.h>
#include <folly/io/async/EventBase.h>

namespace folly {

class ScopedEventBaseThread : public IOExecutor {
public:
  ScopedEventBaseThread();
  EventBase *getEventBase() override;
  void add(Func) override;
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_SCOPEDEVENTBASETHREAD_H
