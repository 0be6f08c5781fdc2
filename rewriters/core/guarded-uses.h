//===- guarded-uses.h - What a lock may protect -----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_GUARDED_USES_H
#define ASYNCMEND_CORE_GUARDED_USES_H

#include "core/held-locks.h"
#include <string>

namespace asyncmend {

/// What in `Code` somebody else could use at the same time, in words ("'queue_'
/// (line 12)"); empty if it only touches values that the coroutine `C` owns.
/// Errs on the side of "shared": members, references, pointers and what holds
/// some, variables that are no locals, locals that a lambda refers to; where
/// the lock itself is no member, every function that is not of a library.
std::string sharedUse(const TuModel &Tu, const Coroutine &C, const LockOf &Lock,
                      const clang::Stmt &Code);

/// Does a value of this type own all that it leads to?
bool ownsAll(const TuModel &Tu, clang::QualType T);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_GUARDED_USES_H
