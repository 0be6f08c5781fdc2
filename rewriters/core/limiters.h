//===- limiters.h - Signs that a loop bounds what it starts -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LIMITERS_H
#define ASYNCMEND_CORE_LIMITERS_H

#include "core/iteration.h"
#include "core/tu-model.h"

namespace asyncmend {

/// The loop that makes the number of turns open-ended, or larger than the
/// limit; null if none does.
const LoopAround *openLoop(const TuModel &Tu, const FunctionBody &F,
                           llvm::ArrayRef<LoopAround> Loops);

/// Does the range, or the bound, go by a name of things that are few by nature:
/// workers, threads, shards, a maximum?
bool isFewByName(const TuModel &Tu, const Loop &L);

/// Is there, in the loop or in what `Site` starts, a semaphore, a permit, a
/// pace, or a check of how much is under way?
bool hasLimiter(const TuModel &Tu, const Loop &L, const clang::Stmt &Site);

/// Is each turn begun by what somebody else does: an endless loop, or one that
/// waits for a peer before `Site`?
bool waitsForEvents(const TuModel &Tu, const Loop &L, const clang::Stmt &Site);

/// Is `Site` the last that a loop does, since it is left right behind it?
bool leavesLoopAfter(const clang::Stmt &Site, const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LIMITERS_H
