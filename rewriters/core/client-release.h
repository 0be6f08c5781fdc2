//===- client-release.h - The calls that end a client's life ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CLIENT_RELEASE_H
#define ASYNCMEND_CORE_CLIENT_RELEASE_H

#include "core/client-site.h"
#include <string>

namespace asyncmend {

/// How one turn of a loop releases the handle that it has made.
struct TurnReleases {
  /// Why it is not certain that it does so once on each way; empty if it is.
  std::string Why;
  /// The statements that do it, each to be removed as a whole.
  llvm::SmallVector<const clang::Stmt *> Statements;
  const clang::FunctionDecl *Function = nullptr; ///< What they call.
  /// A `return`, `throw` or the like leaves the loop while there is a handle.
  bool LeavesEarly = false;
};

/// `Block` is the block that declares `Var`, in the statement `Declaration`.
TurnReleases releasesOf(const TuModel &Tu, const clang::CompoundStmt &Block,
                        const clang::Stmt &Declaration,
                        const clang::VarDecl &Var, const Client &Kind);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLIENT_RELEASE_H
