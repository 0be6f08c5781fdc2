//===- awaited-work.cpp - Values that are unfinished work -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/awaited-work.h"
#include "core/escape.h"
#include "core/names.h"
#include "core/walk.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncmend {

static bool isOfNamespace(QualType T, llvm::ArrayRef<std::string> Namespaces) {
  std::string Class = className(T);
  return llvm::any_of(Namespaces, [&](const std::string &Name) {
    return llvm::StringRef(Class).starts_with(Name + "::");
  });
}

Work workOf(const TuModel &Tu, const Coroutine &C, QualType T) {
  Work W;
  ProfileSet::TaskRef Task = Tu.profiles().awaitable(className(T));
  if (Task && !Task.Type->Awaited)
    return W;
  W.OfProfile = Task && Task.Home == C.framework() &&
                Tu.fits(*Task.Home, Task.Type->Versions);
  // The pattern of a template has no promise yet that could be asked.
  W.AwaitableHere = C.IsPattern ? W.OfProfile : Tu.awaits().isAwaitable(C, T);
  // What runs by itself and cannot be awaited is meant to be thrown away.
  W.Found = W.AwaitableHere || (W.OfProfile && Task.Type->Lazy);
  if (!W.Found)
    return W;
  if (const Framework *Home = C.framework()) {
    W.MustBeKept = Home->MustKeep.contains(className(T)) ||
                   Home->MustKeep.contains(className(templateArgument(T, 0)));
    // Senders have types that nobody could list.
    if (!Task && isOfNamespace(T, Home->LazyNamespaces)) {
      W.OfProfile = true;
      W.Begins = Start::Lazy;
      return W;
    }
  }
  W.Begins = !W.OfProfile      ? Tu.awaits().startOf(T)
             : Task.Type->Lazy ? Start::Lazy
                               : Start::Eager;
  return W;
}

/// `co_await f() + g()` would await f() alone.
static bool needsParentheses(const Expr &E) {
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&E))
    return Call->isInfixBinaryOp();
  return isa<BinaryOperator, CXXRewrittenBinaryOperator>(E);
}

void awaitIn(EditBuilder &Edits, const Expr &E) {
  const Expr &Inner = ignoreTransparent(E);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&Inner)) {
    awaitIn(Edits, *Choice->getTrueExpr());
    awaitIn(Edits, *Choice->getFalseExpr());
  } else if (isa<ParenExpr>(E))
    Edits.prefix(E, "co_await ");
  else if (needsParentheses(Inner))
    Edits.wrap(Inner, "co_await (", ")");
  else
    Edits.prefix(Inner, "co_await ");
}

bool isNeverUsed(const Stmt &Body, const VarDecl &Var) {
  if (!Var.isReferenced())
    return true;
  bool Used = false, Moves = false;
  walkSpelled(Body, [&](const Stmt &S, const Ancestors &Around) {
    if (const auto *L = dyn_cast<LambdaExpr>(&S))
      for (const LambdaCapture &C : L->captures())
        Used |= C.capturesVariable() && C.getCapturedVar() == &Var;
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref || Ref->getDecl() != &Var)
      return;
    Moves = true;
    const auto *Moved = dyn_cast_or_null<CallExpr>(Around.parent());
    Used |=
        !Moved || !isPassThrough(*Moved) ||
        !isa_and_nonnull<CompoundStmt>(
            Around
                .before(llvm::find(Around.all(), Moved) - Around.all().begin())
                .parent());
  });
  return Moves && !Used;
}

} // namespace asyncmend
