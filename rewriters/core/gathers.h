//===- gathers.h - Waiting for several tasks --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_GATHERS_H
#define ASYNCMEND_CORE_GATHERS_H

#include "core/races.h"

namespace asyncmend {

/// What is done with the results of a combination.
struct GatherUse {
  bool AllWanted = false; ///< Each is used, or the loop wants all turns' work.
  bool OrderUsed = false; ///< Of a group: who ended first.
  /// The structured binding that names the results, and its statement.
  const clang::DecompositionDecl *Names = nullptr;
  const clang::DeclStmt *Declared = nullptr;
  bool IsStatement = false; ///< The await is a statement of its own.
};

/// Of `a && b`.
GatherUse useOf(const TuModel &Tu, const Coroutine &C, const Combination &All);

/// Of a group, whose results begin with the order of the ends.
GatherUse groupUseOf(const TuModel &Tu, const Coroutine &C,
                     const Combination &Group);

/// A group that waits for all, and a look at each error. A suggestion where
/// names are bound, since others come between them.
llvm::Expected<Fix> gatherFix(const TuModel &Tu, const Coroutine &C,
                              const Combination &All, const GatherUse &Use);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_GATHERS_H
