//===- release-site.cpp - What may become of a manual release -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/release-site.h"
#include "core/calls.h"
#include "core/lock-effect.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

bool isHarmless(const Expr &E) {
  bool Harmless = true;
  walkSpelled(E, [&](const Stmt &S, const Ancestors &) {
    if (isa<CoroutineSuspendExpr, LambdaExpr, CXXNewExpr>(S))
      Harmless = false;
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call)
      return;
    const FunctionDecl *F = calleeOf(*Call);
    // Members of containers and strings, std::move and its like.
    bool IsKnown = F && F->isInStdNamespace();
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F))
      IsKnown = Method->getParent()->isInStdNamespace();
    Harmless &= IsKnown;
  });
  return Harmless;
}

bool leavesBlock(const Stmt &S) {
  if (const auto *Block = dyn_cast<CompoundStmt>(&S))
    return !Block->body_empty() && leavesBlock(*Block->body_back());
  if (const auto *Likely = dyn_cast<AttributedStmt>(&S))
    return leavesBlock(*Likely->getSubStmt());
  if (const auto *E = dyn_cast<Expr>(&S)) {
    const Expr &Inner = ignoreTransparent(*E);
    const auto *Call = dyn_cast<CallExpr>(&Inner);
    const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
    return isa<CXXThrowExpr>(Inner) || (F && F->isNoReturn());
  }
  return isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt>(S);
}

namespace {

class Site {
public:
  Site(const TuModel &Tu, const Acquisition &A, const ReleaseCall &R,
       const CompoundStmt &Guarded, ArrayRef<const Acquisition *> Others)
      : Tu(Tu), A(A), R(R), Guarded(Guarded), Others(Others), Stack(R.Stack) {}

  ReleaseSite get() {
    ReleaseSite Result;
    Result.Call = R.Call;
    Result.Unit = R.Call;
    size_t I = Stack.size();
    while (I > 0 && (isTransparent(*Stack[I - 1]) || isVoidCast(*Stack[I - 1])))
      Result.Unit = Stack[--I];
    if (isFullStatement(*R.Call, voidless())) {
      growOverTest(Result.Unit, I);
      Result.How = I > 0 && isa<CompoundStmt>(Stack[I - 1]) &&
                           !isNoticed(*Result.Unit, I) &&
                           !emptiesBlock(*Result.Unit, I)
                       ? ReleaseSite::Gone
                       : ReleaseSite::Now;
      return Result;
    }
    Result.How =
        checked(Result.Unit) ? ReleaseSite::Checked : ReleaseSite::Unclear;
    return Result;
  }

private:
  static bool isVoidCast(const Stmt &S) {
    const auto *Cast = dyn_cast<ExplicitCastExpr>(&S);
    return Cast && Cast->getType()->isVoidType();
  }

  /// What is around the release, but for a cast to void.
  Ancestors voidless() const {
    size_t I = Stack.size();
    while (I > 0 && (isTransparent(*Stack[I - 1]) || isVoidCast(*Stack[I - 1])))
      --I;
    return Ancestors(ArrayRef(Stack).take_front(I));
  }

  /// `if (f) fclose(f);` and `if (f) { fclose(f); f = nullptr; }` are one
  /// statement.
  void growOverTest(const Stmt *&Unit, size_t &I) const {
    size_t At = I;
    const Stmt *Then = Unit;
    if (At > 0)
      if (const auto *Block = dyn_cast<CompoundStmt>(Stack[At - 1])) {
        for (const Stmt *Child : Block->body())
          if (Child != Unit && !isClear(*Child))
            return;
        Then = Block;
        --At;
      }
    const auto *If = At > 0 ? dyn_cast<IfStmt>(Stack[At - 1]) : nullptr;
    if (!If || If->getElse() || If->getThen() != Then || If->hasVarStorage() ||
        If->hasInitStorage() || emptyWhen(Tu, A, *If->getCond()) != false)
      return;
    Unit = If;
    I = At - 1;
  }

  bool isClear(const Stmt &S) const {
    const auto *E = dyn_cast<Expr>(&S);
    return E && A.Kind->Kind == ResourceKind::Pointer &&
           llvm::any_of(A.Mentions, [&](const Mention &M) {
             return M.Use == HandleUse::Clear && !M.Stack.empty() &&
                    M.Stack.back() == &ignoreTransparent(*E);
           });
  }

  /// `fclose(other);`, with a test for null around it or not.
  bool releasesOther(const Stmt &S) const {
    return llvm::any_of(Others, [&](const Acquisition *Other) {
      return llvm::any_of(Other->Releases, [&](const ReleaseCall &Release) {
        const Stmt *Unit = &S;
        if (const auto *If = dyn_cast<IfStmt>(Unit);
            If && !If->getElse() &&
            emptyWhen(Tu, *Other, *If->getCond()) == false)
          Unit = If->getThen();
        if (const auto *Block = dyn_cast<CompoundStmt>(Unit);
            Block && Block->size() == 1)
          Unit = *Block->body_begin();
        const auto *E = dyn_cast<Expr>(Unit);
        return E && &ignoreTransparent(*E) == Release.Call;
      });
    });
  }

  /// Would an `if (bad) { fclose(f); }` be left with nothing in it?
  bool emptiesBlock(const Stmt &Unit, size_t I) const {
    const auto *Block = cast<CompoundStmt>(Stack[I - 1]);
    return Block != &Guarded && Block->size() == 1;
  }

  bool isInsideGuarded(size_t I) const {
    return llvm::is_contained(ArrayRef(Stack).take_front(I), &Guarded);
  }

  /// Is there anything between the release and the end of the guard's scope
  /// that could tell when it happens?
  bool isNoticed(const Stmt &Unit, size_t I) const {
    const Stmt *Below = &Unit;
    for (; I-- > 0; Below = Stack[I]) {
      if (const auto *Block = dyn_cast<CompoundStmt>(Stack[I])) {
        auto It = llvm::find(Block->body(), Below);
        for (++It; It != Block->body_end(); ++It) {
          if (isa<NullStmt>(*It) || isClear(**It) || releasesOther(**It))
            continue;
          return !isQuietJump(**It, I);
        }
        if (Block == &Guarded)
          return false;
      } else if (!isa<IfStmt, CXXTryStmt, CXXCatchStmt, AttributedStmt>(
                     Stack[I]))
        return true;
    }
    return true;
  }

  /// A jump out of the guarded block, after which it is left at once.
  bool isQuietJump(const Stmt &S, size_t I) const {
    auto Between = [&](auto Is) {
      for (size_t J = I; J > 0 && Stack[J] != &Guarded; --J)
        if (Is(*Stack[J]))
          return true;
      return false;
    };
    if (const auto *Return = dyn_cast<CoreturnStmt>(&S))
      return !Return->getOperand() || isHarmless(*Return->getOperand());
    if (isa<BreakStmt, ContinueStmt>(S))
      return !Between(
          [](const Stmt &T) { return isLoop(T) || isa<SwitchStmt>(T); });
    const auto *E = dyn_cast<Expr>(&S);
    const auto *Throw =
        E ? dyn_cast<CXXThrowExpr>(&ignoreTransparent(*E)) : nullptr;
    return Throw &&
           (!Throw->getSubExpr() || isHarmless(*Throw->getSubExpr())) &&
           !Between([](const Stmt &T) { return isa<CXXTryStmt>(T); });
  }

  /// Is the release what its statement begins with, whatever happens?
  bool checked(const Stmt *&Unit) const {
    const Stmt *Below = R.Call;
    for (size_t I = Stack.size(); I-- > 0; Below = Stack[I]) {
      if (isa<CompoundStmt>(Stack[I])) {
        Unit = Below;
        return true;
      }
      if (const auto *If = dyn_cast<IfStmt>(Stack[I])) {
        if (If->getCond() != Below || If->hasInitStorage())
          return false;
      } else if (const auto *Op = dyn_cast<BinaryOperator>(Stack[I])) {
        bool First = Op->getOpcode() == BO_Assign ? Op->getRHS() == Below
                                                  : Op->getLHS() == Below;
        if (!First && !Op->isComparisonOp())
          return false;
      } else if (const auto *Local = dyn_cast<DeclStmt>(Stack[I])) {
        if (!Local->isSingleDecl())
          return false;
      } else if (!isTransparent(*Stack[I]) && !isa<UnaryOperator>(Stack[I]) &&
                 !isa<CoreturnStmt, ExplicitCastExpr>(Stack[I]))
        return false;
    }
    return false;
  }

  const TuModel &Tu;
  const Acquisition &A;
  const ReleaseCall &R;
  const CompoundStmt &Guarded;
  ArrayRef<const Acquisition *> Others;
  const std::vector<const Stmt *> &Stack;
};

} // namespace

ReleaseSite releaseSite(const TuModel &Tu, const Acquisition &A,
                        const ReleaseCall &R, const CompoundStmt &Guarded,
                        ArrayRef<const Acquisition *> Others) {
  return Site(Tu, A, R, Guarded, Others).get();
}

} // namespace asyncmend
