//===- guard-place.h - Where a guard may stand ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_GUARD_PLACE_H
#define ASYNCMEND_CORE_GUARD_PLACE_H

#include "core/acquisitions.h"
#include "core/edit-builder.h"

namespace asyncmend {

struct GuardPlace {
  std::string Why; ///< There is none; empty if there is.
  const clang::CompoundStmt *Block = nullptr; ///< What it lives in.
  const clang::Stmt *Anchor = nullptr;
  bool Above = false;     ///< Of the anchor; else below.
  bool MayBeEmpty = true; ///< Is nothing known of success there?
};

/// Looks for a place from which a guard covers all releases of `A`.
GuardPlace guardPlace(const TuModel &Tu, const Coroutine &C,
                      const Acquisition &A);

/// A name for it that the function does not use, in the style of its others.
std::string guardName(const TuModel &Tu, const Coroutine &C,
                      const Acquisition &A,
                      llvm::ArrayRef<const Acquisition *> Earlier);

/// Takes a statement away, and the empty lines above it that would stand
/// before the end of the block then.
void removeWithBlanks(const TuModel &Tu, EditBuilder &Edits,
                      const clang::Stmt &S);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_GUARD_PLACE_H
