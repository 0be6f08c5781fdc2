//===- GlobalExecutor.h - The process's executors, next to empty --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_GLOBALEXECUTOR_H
#define MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_GLOBALEXECUTOR_H

#include <folly/executors/IOExecutor.h>

namespace folly {
Executor::KeepAlive<> getGlobalCPUExecutor();
Executor::KeepAlive<IOExecutor> getGlobalIOExecutor();
} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_EXECUTORS_GLOBALEXECUTOR_H
