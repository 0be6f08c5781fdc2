//===- ignored-results.cpp - Results that nobody looks at -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/ignored-results.h"
#include "core/handle-uses.h"
#include "core/outlives.h"
#include "core/walk.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Expr.h"

using namespace clang;

namespace asyncmend {

/// Dropped, or the value of a local that nothing names.
static bool isIgnored(const CallExpr &Call, const Ancestors &Around) {
  if (isDiscarded(Call, Around))
    return true;
  const auto *Local = dyn_cast_or_null<DeclStmt>(Around.parent());
  const auto *Var = Local && Local->isSingleDecl()
                        ? dyn_cast<VarDecl>(Local->getSingleDecl())
                        : nullptr;
  return Var && !Var->isReferenced() && !Var->hasAttr<UnusedAttr>();
}

/// Is the handle a local, by itself or in a smart pointer?
static bool isOfLocal(const FunctionBody &F, const Expr &Handle) {
  const VarDecl *Named = nullptr;
  walkSpelled(Handle, [&](const Stmt &S, const Ancestors &) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        Named = Var;
  });
  return Named && !isa<ParmVarDecl>(Named) && isOwnLocal(F, *Named);
}

static bool namesOne(const Stmt &Root, const llvm::StringSet<> &Constants) {
  bool Found = false;
  walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    Found |= Ref && Ref->getDecl()->getIdentifier() &&
             Constants.contains(Ref->getDecl()->getName());
  });
  return Found;
}

std::vector<IgnoredResult> ignoredResults(const TuModel &Tu,
                                          const FunctionBody &F) {
  std::vector<IgnoredResult> Found;
  for (const CheckedCall &Kind : Tu.profiles().lifetimes().Calls)
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      if (Call && isCallOf(*Call, {Kind.Function}, /*ExternC=*/true) &&
          Kind.HandleArg < Call->getNumArgs() && isIgnored(*Call, Around) &&
          isOfLocal(F, *Call->getArg(Kind.HandleArg)) &&
          !namesOne(F.written(), Kind.Settings))
        Found.push_back({Call, &Kind});
    });
  return Found;
}

} // namespace asyncmend
