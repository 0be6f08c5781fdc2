//===- ready-scan.cpp - What is known to be over already ------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/ready-scan.h"
#include "core/block-site.h"
#include "core/calls.h"
#include "core/flow.h"
#include "core/iteration.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace asyncmend {

namespace {

/// An object and those that decide when the wait for it ends.
class Subjects {
public:
  Subjects(const TuModel &Tu, const Expr &Object) : Tu(Tu) {
    First = subjectOf(Object);
    if (!First)
      return;
    All.insert(First);
    const auto *Var = dyn_cast<VarDecl>(First);
    const Expr *Init = Var ? Var->getInit() : nullptr;
    Maker =
        dyn_cast_or_null<CallExpr>(Init ? &ignoreTransparent(*Init) : nullptr);
    const Expr *Owner = Maker ? objectOf(*Maker) : nullptr;
    if (Owner &&
        isOfClass(Owner->getType(), Tu.profiles().blocking().Promises)) {
      Promise = subjectOf(*Owner);
      All.insert(Promise);
    }
  }

  explicit operator bool() const { return First; }

  bool isNamedIn(const Stmt &S) const {
    bool Found = false;
    walkDeep(S, [&](const Stmt &Inner, const Ancestors &) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(&Inner))
        Found |= All.contains(Ref->getDecl());
      else if (const auto *Member = dyn_cast<MemberExpr>(&Inner))
        Found |= All.contains(Member->getMemberDecl());
    });
    return Found;
  }

  /// `fut.wait_for(…)`, `fut.is_ready()`.
  bool isQuestion(const CallExpr &Call) const {
    const Expr *Object = objectOf(Call);
    if (!Object || subjectOf(*Object) != First)
      return false;
    if (Tu.profiles().blocking().ReadyChecks.contains(memberNameOf(Call)))
      return true;
    const FunctionDecl *F = calleeOf(Call);
    auto It = Tu.profiles().blocking().Functions.find(
        F && F->getIdentifier()
            ? pointeeClass(Object->getType()) + "::" + F->getName().str()
            : std::string());
    return It != Tu.profiles().blocking().Functions.end() &&
           It->second.Kind == WaitKind::Future && It->second.TimeoutArg;
  }

  /// `promise.set_value(x)`, `task()`.
  bool isKept(const CallExpr &Call) const {
    if (!Promise || &Call == Maker)
      return false;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
    const Expr *Object = Operator && Operator->getOperator() == OO_Call
                             ? Operator->getArg(0)
                             : objectOf(Call);
    return Object && subjectOf(*Object) == Promise;
  }

  /// `std::async(std::launch::deferred, …)` runs in get().
  bool isDeferred() const {
    const FunctionDecl *F = Maker ? calleeOf(*Maker) : nullptr;
    if (!F || !F->getIdentifier() ||
        !Tu.profiles().fanOut().Functions.contains(qualifiedName(*F)))
      return false;
    auto Text = Maker->getNumArgs()
                    ? Tu.text(Maker->getArg(0)->getSourceRange())
                    : std::nullopt;
    return Text && Text->contains("deferred") && !Text->contains("async");
  }

private:
  const TuModel &Tu;
  const ValueDecl *First = nullptr;
  const ValueDecl *Promise = nullptr;
  const CallExpr *Maker = nullptr;
  llvm::SmallPtrSet<const ValueDecl *, 2> All;
};

} // namespace

bool isOverBefore(const TuModel &Tu, const FunctionBody &F,
                  const CallExpr &Call, const BlockingCall &Known) {
  if (!Known.Object)
    return false;
  Subjects Objects(Tu, *Known.Object);
  if (!Objects)
    return false;
  if (Objects.isDeferred())
    return true;
  bool IsFuture = Known.Kind == BlockingKind::SyncWait ||
                  (Known.Function && Known.Function->Kind == WaitKind::Future);
  bool Over = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    if (Over || !Tu.sources().isBeforeInTranslationUnit(S.getBeginLoc(),
                                                        Call.getBeginLoc()))
      return;
    if (const auto *Other = dyn_cast<CallExpr>(&S);
        Other && Other != &Call && IsFuture)
      Over |= Objects.isQuestion(*Other) || Objects.isKept(*Other);
    // What is awaited around the call itself has not ended yet.
    if (isSuspension(Tu, S) && !isa<CoyieldExpr>(S) &&
        Tu.sources().isBeforeInTranslationUnit(S.getEndLoc(),
                                               Call.getBeginLoc()))
      Over |= Objects.isNamedIn(S);
  });
  return Over;
}

} // namespace asyncmend
