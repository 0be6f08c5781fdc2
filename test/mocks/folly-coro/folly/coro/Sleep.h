//===- Sleep.h - Sleeping without a thread ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_SLEEP_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_SLEEP_H

#include <folly/coro/Task.h>

namespace folly::coro {
Task<void> sleep(HighResDuration, Timekeeper *Keeper = nullptr);
Task<void> sleepReturnEarlyOnCancel(HighResDuration,
                                    Timekeeper *Keeper = nullptr);
} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_SLEEP_H
