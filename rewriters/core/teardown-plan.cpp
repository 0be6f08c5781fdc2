//===- teardown-plan.cpp - What goes where around a teardown --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The region becomes the body of a lambda, the release that of a second one,
// with what belongs to it: an error code declared just for it, and the
// statements that look at that. What the code after the release needs of the
// region is declared before it.
//
// Refused: jumps out of the region, a co_return where code after the release
// would not be skipped, a release whose result is used elsewhere.
//
//===----------------------------------------------------------------------===//

#include "core/teardown-plan.h"
#include "core/await-site.h"
#include "core/lock-effect.h"
#include "core/names.h"
#include "core/release-site.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

namespace {

using Stmts = TeardownPlan::Stmts;

/// The variables and bindings that a statement declares for what follows it.
llvm::SmallVector<const ValueDecl *> declaredBy(const Stmt &S) {
  llvm::SmallVector<const ValueDecl *> Result;
  if (const auto *Local = dyn_cast<DeclStmt>(&S))
    for (const Decl *D : Local->decls()) {
      if (const auto *Var = dyn_cast<VarDecl>(D))
        Result.push_back(Var);
      if (const auto *Parts = dyn_cast<DecompositionDecl>(D))
        llvm::append_range(Result, Parts->bindings());
    }
  return Result;
}

bool namesAny(const Stmt &S, ArrayRef<const ValueDecl *> Decls) {
  return llvm::any_of(Decls, [&](const ValueDecl *D) { return names(S, *D); });
}

/// `Uses` says what may not name what `S` declares.
bool isUsedIn(const Stmt &S, const Stmts &Uses) {
  auto Declared = declaredBy(S);
  return llvm::any_of(
      Uses, [&](const Stmt *Use) { return namesAny(*Use, Declared); });
}

class Planner {
public:
  Planner(const TuModel &Tu, const Coroutine &C, const Teardown &T)
      : Tu(Tu), C(C), T(T), Region(T.Region) {}

  TeardownPlan plan() {
    TeardownPlan P;
    P.Why = whyNotAtAll();
    if (P.Why.empty()) {
      splitTail();
      P.Why = whyNotEarly();
    }
    if (P.Why.empty())
      P.Why = hoistLocals();
    if (P.Why.empty())
      P.Why = settleReturn();
    if (P.Why.empty() && Region.empty())
      P.Why = "nothing is left between acquisition and release";
    P.Region = Region;
    P.Close = Close;
    P.Cut = Cut;
    P.Hoisted = Hoisted;
    P.Return = MovesReturn ? After.front() : nullptr;
    return P;
  }

private:
  std::string line(const Stmt &S) const {
    return "line " + std::to_string(Tu.line(S.getBeginLoc()));
  }

  std::string whyNotAtAll() const {
    const TeardownProfile *Known =
        C.framework() ? &C.framework()->Teardown : nullptr;
    if (Known && !Known->NoFix.empty())
      return Known->NoFix;
    if (!Known || Known->To.empty() ||
        (!Known->Of.empty() && !Known->Of.contains(C.Task.Type->Name)))
      return "nothing is known that awaits a release on every way out in "
             "coroutines of this type";
    if (!C.Task.Type->NoFix.empty())
      return C.Task.Type->NoFix;
    Stmts Around = T.Main.Stack;
    Around.push_back(T.Main.Block);
    if (std::string Why = whyNoAwait(Tu, *T.Region.front(), Ancestors(Around));
        !Why.empty())
      return Why;
    std::string Why;
    for (const Stmt *Root : T.Region)
      walkSpelled(*Root, [&](const Stmt &S, const Ancestors &Outer) {
        bool InLoop =
            llvm::any_of(Outer.all(), [](const Stmt *O) { return isLoop(*O); });
        bool InSwitch = Outer.enclosing<SwitchStmt>();
        if ((isa<ContinueStmt>(S) && !InLoop) ||
            (isa<BreakStmt>(S) && !InLoop && !InSwitch))
          Why = "a jump in " + line(S) +
                " leaves the part that would become "
                "a function of its own";
        if (isa<GotoStmt, IndirectGotoStmt, LabelStmt>(S))
          Why = "a goto or its label in " + line(S) +
                " may lead in or out of the part that would become a function "
                "of its own";
        if (isa<CoyieldExpr>(S))
          Why = "a co_yield in " + line(S) +
                " stands in the part that would "
                "become a function of its own";
      });
    return Why;
  }

  /// What belongs to the release: the variables that are declared just before
  /// and only for it, and the statements after it that look at its result.
  void splitTail() {
    Stmts Body(T.Main.Block->body_begin(), T.Main.Block->body_end());
    size_t At = llvm::find(Body, T.Main.Unit) - Body.begin();
    Close = {T.Main.Unit};
    After.assign(Body.begin() + At + 1, Body.end());
    while (!Region.empty() && !declaredBy(*Region.back()).empty() &&
           isUsedIn(*Region.back(), Close) && isPlain(*Region.back())) {
      Close.insert(Close.begin(), Region.back());
      Region.pop_back();
    }
    while (Region.size() > 1 && isSetUp(*Region.back())) {
      Close.insert(Close.begin(), Region.back());
      Region.pop_back();
    }
    llvm::SmallVector<const ValueDecl *> Results;
    for (const Stmt *S : Close)
      llvm::append_range(Results, declaredBy(*S));
    while (!After.empty() && namesAny(*After.front(), Results) &&
           !isa<DeclStmt, CoreturnStmt>(After.front())) {
      Close.push_back(After.front());
      After.erase(After.begin());
    }
    CloseResults = Results;
  }

  /// `get_lowest_layer(stream).expires_after(30s);` right before the release
  /// is about the release.
  bool isSetUp(const Stmt &S) const {
    const auto *E = dyn_cast<Expr>(&S);
    if (!E || !E->getType()->isVoidType() || !names(S, *T.Object) ||
        llvm::any_of(Region, [&](const Stmt *Other) {
          return namesAny(S, declaredBy(*Other));
        }))
      return false;
    bool Suspends = false;
    walkSpelled(S, [&](const Stmt &Inner, const Ancestors &) {
      Suspends |= isa<CoroutineSuspendExpr, CXXThrowExpr>(Inner);
    });
    return !Suspends;
  }

  /// A declaration that does nothing which could be told from doing it sooner.
  bool isPlain(const Stmt &S) const {
    const auto *Local = cast<DeclStmt>(&S);
    for (const Decl *D : Local->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || isa<DecompositionDecl>(Var) || Var->isStaticLocal() ||
          (Var->getInit() && !isHarmless(*Var->getInit())))
        return false;
    }
    return true;
  }

  std::string whyNotEarly() {
    for (const AwaitedRelease &R : T.Early) {
      bool Inside = llvm::any_of(Region, [&](const Stmt *S) {
        return S == R.Unit || (R.Unit && isBelow(*R.Unit, *S));
      });
      if (!R.Unit)
        return "its release in " + line(*R.Call) +
               " is part of a larger expression";
      if (!Inside)
        continue;
      auto It = llvm::find(R.Block->body(), R.Unit);
      const Stmt *Next = ++It != R.Block->body_end() ? *It : nullptr;
      const auto *Return = dyn_cast_or_null<CoreturnStmt>(Next);
      const Expr *Value = Return ? Return->getOperand() : nullptr;
      bool Leaves =
          Next && leavesBlock(*Next) && !isa<BreakStmt, ContinueStmt>(Next);
      if (!Leaves || namesAny(*Next, declaredBy(*R.Unit)) ||
          (Value && (!isHarmless(*Value) || names(*Value, *T.Object))))
        return "it is released in " + line(*R.Call) +
               " as well, and something follows that may count on that";
      Cut.push_back(R.Unit);
    }
    for (const Stmt *S : After)
      for (const AwaitedRelease &R : T.Early)
        if (R.Unit && isBelow(*R.Unit, *S))
          return "it is released in " + line(*R.Call) + " once more";
    for (const Stmt *S : Close) {
      bool Returns = false;
      walkSpelled(*S, [&](const Stmt &Inner, const Ancestors &) {
        Returns |= isa<CoreturnStmt, BreakStmt, ContinueStmt>(Inner);
      });
      if (Returns)
        return "what follows the release in " + line(*S) +
               " depends on its result";
    }
    for (const Stmt *S : After)
      if (namesAny(*S, CloseResults))
        return "the result of the release is used in " + line(*S);
    return {};
  }

  bool isBelow(const Stmt &Inner, const Stmt &Outer) const {
    bool Found = false;
    walkSpelled(Outer, [&](const Stmt &S, const Ancestors &) {
      Found |= &S == &Inner;
    });
    return Found;
  }

  /// Locals of the region that are used after it move in front of it.
  std::string hoistLocals() {
    bool OnlyReturn = isOnlyReturn();
    for (const Stmt *S : Region) {
      auto Declared = declaredBy(*S);
      if (const auto *Local = dyn_cast<DeclStmt>(S);
          Local && Declared.empty() && !After.empty())
        return "a declaration in " + line(*S) +
               " may be needed after the release";
      if (!isUsedIn(*S, Close) && !isUsedIn(*S, After))
        continue;
      llvm::SmallVector<const ValueDecl *> Before;
      for (const Stmt *Earlier : Region) {
        if (Earlier == S)
          break;
        if (!llvm::is_contained(Hoisted, Earlier))
          llvm::append_range(Before, declaredBy(*Earlier));
      }
      if (isPlain(*S) && !namesAny(*S, Before) && !names(*S, *T.Object))
        Hoisted.push_back(S);
      else if (isUsedIn(*S, Close) || !OnlyReturn || !mayMoveReturn())
        return "'" + Declared.front()->getNameAsString() + "' of " + line(*S) +
               " is used after the release: it would be a local of another "
               "function there";
      else
        MovesReturn = true;
    }
    return {};
  }

  bool isTop() const { return T.Main.Block == &C.written(); }

  bool isOnlyReturn() const {
    return isTop() && After.size() == 1 && isa<CoreturnStmt>(After.front()) &&
           cast<CoreturnStmt>(After.front())->getOperand();
  }

  /// Its value would be made before the release.
  bool mayMoveReturn() const {
    const Expr *Value = cast<CoreturnStmt>(After.front())->getOperand();
    return !names(*Value, *T.Object) && !namesAny(*Value, CloseResults);
  }

  std::string settleReturn() {
    const Stmt *Return = nullptr;
    for (const Stmt *Root : Region)
      walkSpelled(*Root, [&](const Stmt &S, const Ancestors &) {
        if (!Return && isa<CoreturnStmt>(S))
          Return = &S;
      });
    if (!Return)
      return {};
    std::string Why = "the co_return in " + line(*Return) +
                      " would no longer skip what follows the release";
    bool IsVoid = valueType(Tu, C)->isVoidType();
    const auto *Last =
        After.size() == 1 ? dyn_cast<CoreturnStmt>(After.front()) : nullptr;
    if (!isTop())
      return Why;
    if (IsVoid && (After.empty() || (Last && !Last->getOperand())))
      return {};
    if (IsVoid || !isOnlyReturn() || !mayMoveReturn())
      return Why;
    MovesReturn = true;
    return {};
  }

  const TuModel &Tu;
  const Coroutine &C;
  const Teardown &T;
  Stmts Region, Close, After, Cut, Hoisted;
  llvm::SmallVector<const ValueDecl *> CloseResults;
  bool MovesReturn = false;
};

} // namespace

TeardownPlan planTeardown(const TuModel &Tu, const Coroutine &C,
                          const Teardown &T) {
  return Planner(Tu, C, T).plan();
}

QualType valueType(const TuModel &Tu, const Coroutine &C) {
  QualType Value = templateArgument(C.Function->getReturnType(), 0);
  return Value.isNull() ? Tu.ast().VoidTy : Value;
}

} // namespace asyncmend
