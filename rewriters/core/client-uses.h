//===- client-uses.h - What a loop does with a client -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CLIENT_USES_H
#define ASYNCMEND_CORE_CLIENT_USES_H

#include "core/client-site.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <string>

namespace asyncmend {

/// Can all turns of a loop have one client in common?
struct ClientUses {
  std::string Why;          ///< Why not; empty if they can.
  bool GivenAway = false;   ///< Because it is moved or kept elsewhere.
  bool LeavesState = false; ///< They can, but one turn may notice another.
};

/// Looks at everything in `Scope` that names `Var`, except in the statements
/// of `Ignored`.
ClientUses usesOf(const TuModel &Tu, const clang::Stmt &Scope,
                  const clang::VarDecl &Var, const ClientSite &Site,
                  const llvm::SmallPtrSetImpl<const clang::Stmt *> &Ignored);

/// Is it seen in the body of `F` that it sets a client up?
bool setsUp(const Client &Kind, const clang::FunctionDecl &F,
            unsigned Depth = 3);

/// Does `S` name `Var`, in a lambda's body or captures perhaps?
bool names(const clang::Stmt &S, const clang::VarDecl &Var);

/// A test of a pointer: 1 if `Cond` holds only where `Var` is not null, -1 if
/// exactly where it is null, 0 for anything else.
int nullTest(const clang::Expr &Cond, const clang::VarDecl &Var,
             clang::ASTContext &Context);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLIENT_USES_H
