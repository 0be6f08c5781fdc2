//===- kept-future.cpp - A future and the wait right below it -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/kept-future.h"
#include "core/iteration.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

/// Does `Below` call anything before `Call`, or beside it?
static bool callsOthers(const Stmt &Below, const CallExpr &Call,
                        const Ancestors &Around) {
  bool Others = false;
  walkSpelled(Below, [&](const Stmt &S, const Ancestors &) {
    Others |= isa<CallExpr>(S) && &S != &Call &&
              !llvm::is_contained(Around.all(), &S);
  });
  return Others;
}

static bool isUsedOnce(const FunctionBody &F, const VarDecl &Var) {
  unsigned Uses = 0;
  walkDeep(F.written(), [&](const Stmt &S, const Ancestors &) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    Uses += Ref && Ref->getDecl() == &Var;
  });
  return Uses == 1;
}

KeptFuture keptAbove(const FunctionBody &F, const VarDecl &Var,
                     const CallExpr &Call, const Ancestors &Around) {
  if (!isUsedOnce(F, Var))
    return {};
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = 0; I != Stack.size(); ++I) {
    const auto *Block = dyn_cast<CompoundStmt>(Stack[I]);
    // The call may itself be the statement.
    const Stmt *Below = I + 1 != Stack.size() ? Stack[I + 1] : &Call;
    const DeclStmt *Above = nullptr;
    if (!Block || !isa<Expr, DeclStmt, CoreturnStmt>(Below))
      continue;
    for (const Stmt *S : Block->body()) {
      if (S == Below)
        break;
      Above = dyn_cast<DeclStmt>(S);
    }
    if (Above && Above->isSingleDecl() && Above->getSingleDecl() == &Var &&
        !callsOthers(*Below, Call, Around))
      return {Above, Below};
  }
  return {};
}

} // namespace asyncmend
