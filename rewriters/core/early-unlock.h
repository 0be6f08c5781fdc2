//===- early-unlock.h - Unlocking before a suspension -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Three shapes: a block around the guard and what it guards; where a variable
// of it is used later, `unlock()` above the first statement that suspends (the
// guard becomes one that can); a manual unlock moves up.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_EARLY_UNLOCK_H
#define ASYNCMEND_CORE_EARLY_UNLOCK_H

#include "core/edit-builder.h"
#include "core/held-locks.h"

namespace asyncmend {

/// The fix for all suspensions below the block in which the lock was taken, or
/// the reason why something there may still need the lock.
llvm::Expected<Fix> unlockEarly(const TuModel &Tu, const Coroutine &C,
                                const HeldLocks &All, const HeldAt &At);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_EARLY_UNLOCK_H
