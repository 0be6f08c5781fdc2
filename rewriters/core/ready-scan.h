//===- ready-scan.h - What is known to be over already ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_READY_SCAN_H
#define ASYNCMEND_CORE_READY_SCAN_H

#include "core/blocking-calls.h"

namespace asyncmend {

/// Does code above `Call` show that what it waits for is over? A question
/// whether the future is ready, a promise that was kept here, an awaited
/// operation that had to do with the object, or a function that only runs in
/// the call itself (a deferred one). In doubt yes: a false alarm costs more
/// than a missed one.
bool isOverBefore(const TuModel &Tu, const FunctionBody &F,
                  const clang::CallExpr &Call, const BlockingCall &Known);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_READY_SCAN_H
