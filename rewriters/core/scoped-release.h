//===- scoped-release.h - A guard in place of manual releases ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_SCOPED_RELEASE_H
#define ASYNCMEND_CORE_SCOPED_RELEASE_H

#include "core/acquisitions.h"
#include "llvm/Support/Error.h"

namespace asyncmend {

/// Lets a local object release `A` at the end of the block that it is acquired
/// in: `std::unique_ptr` for a pointer, a lock's guard, the project's or the
/// framework's scope guard for the rest. All manual releases go, or become
/// releases through the guard. `Earlier` acquisitions of the same function may
/// have got a guard of their own, whose name is not to be used again.
llvm::Expected<Fix> scopedRelease(const TuModel &Tu, const Coroutine &C,
                                  const Acquisition &A,
                                  const std::vector<Acquisition> &All,
                                  llvm::ArrayRef<const Acquisition *> Earlier);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_SCOPED_RELEASE_H
