//===- lock-effect.cpp - What statements do to a lock ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/lock-effect.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace clang;

namespace asyncmend {

const ValueDecl *namedBy(const Stmt &S) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    return Ref->getDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(&S))
    return Member->getMemberDecl();
  return nullptr;
}

namespace {

/// The method that is called on an object, also where a template's pattern
/// knows no more than its name.
std::optional<DeclarationName> methodName(const Stmt &S) {
  if (const auto *Member = dyn_cast<MemberExpr>(&S))
    return Member->getMemberDecl()->getDeclName();
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(&S))
    return Member->getMember();
  return std::nullopt;
}

LockEffect effectOfMethod(DeclarationName Method, bool IsGuard) {
  const IdentifierInfo *Id = Method.getAsIdentifierInfo();
  // A conversion to bool.
  if (!Id)
    return LockEffect::None;
  StringRef Name = Id->getName();
  if (Name == "unlock" || Name == "unlock_shared")
    return LockEffect::Unlock;
  // A guard that releases its mutex leaves it locked.
  if (Name == "owns_lock" || Name == "mutex" || Name == "release")
    return LockEffect::None;
  // emplace, reset, swap: whoever owns a guard may get a locked one.
  return IsGuard || Name.contains("lock") ? LockEffect::Lock : LockEffect::None;
}

const FunctionDecl *freeCallee(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  return Call && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call)
             ? Call->getDirectCallee()
             : nullptr;
}

/// A guard cannot be locked through a reference to const.
bool isConstHere(const Ancestors &Around) {
  for (const Stmt *S : llvm::reverse(Around.all())) {
    if (!isTransparent(*S))
      return false;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
        Cast && Cast->isGLValue() && Cast->getType().isConstQualified())
      return true;
  }
  return false;
}

/// The ancestors of the nearest one that is no wrapper.
Ancestors aroundParent(const Ancestors &Around) {
  size_t I = Around.all().size();
  while (I > 0 && isTransparent(*Around.all()[I - 1]))
    --I;
  return Around.before(I ? I - 1 : 0);
}

} // namespace

LockEffect effectOfMention(const Ancestors &Around, bool IsGuard) {
  const Stmt *Parent = Around.parent();
  if (!Parent || isConstHere(Around))
    return LockEffect::None;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Parent);
      Operator && (Operator->getOperator() == OO_Arrow ||
                   Operator->getOperator() == OO_Star))
    return effectOfMention(aroundParent(Around), IsGuard);
  if (auto Method = methodName(*Parent))
    return effectOfMethod(*Method, IsGuard);
  if (const FunctionDecl *F = freeCallee(*Parent); F && F->getIdentifier()) {
    if (F->getName() == "lock" || F->getName() == "try_lock")
      return LockEffect::Lock;
    // What is built from a moved guard holds its lock from then on.
    if (F->isInStdNamespace() && F->getName() == "move")
      return isa_and_nonnull<CXXConstructExpr>(aroundParent(Around).parent())
                 ? LockEffect::Unlock
                 : LockEffect::None;
  }
  const auto *Cast = dyn_cast<CastExpr>(Parent);
  if (!IsGuard || (Cast && Cast->getCastKind() == CK_ToVoid))
    return LockEffect::None;
  // Assigned, passed by reference, captured: it may come back locked.
  return LockEffect::Lock;
}

bool isLoop(const Stmt &S) {
  return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
}

const Stmt &withoutLabels(const Stmt &S) {
  if (const auto *Case = dyn_cast<SwitchCase>(&S))
    return withoutLabels(*Case->getSubStmt());
  if (const auto *Label = dyn_cast<LabelStmt>(&S))
    return withoutLabels(*Label->getSubStmt());
  if (const auto *Attributed = dyn_cast<AttributedStmt>(&S))
    return withoutLabels(*Attributed->getSubStmt());
  return S;
}

/// All that is evaluated in `S`, in whatever order: a lock counts anywhere, an
/// unlock only where nothing can skip it.
LockEffect LockEffects::ofEvaluation(const Stmt &S) const {
  LockEffect Result = LockEffect::None;
  walkSpelled(S, [&](const Stmt &Inner, const Ancestors &Around) {
    if (namedBy(Inner) != &Lock)
      return;
    LockEffect E = effectOfMention(Around, IsGuard);
    bool MayBeSkipped =
        !isa<Expr, DeclStmt>(S) ||
        llvm::any_of(Around.all(), [](const Stmt *Outer) {
          const auto *Operator = dyn_cast<BinaryOperator>(Outer);
          return isa<AbstractConditionalOperator, StmtExpr>(Outer) ||
                 (Operator && Operator->isLogicalOp());
        });
    if (E == LockEffect::Lock || (E == LockEffect::Unlock && !MayBeSkipped &&
                                  Result == LockEffect::None))
      Result = E;
  });
  return Result;
}

LockEffect LockEffects::ofIf(const IfStmt &If) const {
  LockEffect Then = of(*If.getThen());
  LockEffect Else = If.getElse() ? of(*If.getElse()) : LockEffect::None;
  if (Then == LockEffect::Lock || Else == LockEffect::Lock)
    return LockEffect::Lock;
  if (Then == LockEffect::Unlock && Else == LockEffect::Unlock)
    return LockEffect::Unlock;
  for (const Stmt *Child : spelledChildren(If))
    if (Child != If.getThen() && Child != If.getElse() && mayLock(*Child))
      return LockEffect::Lock;
  return LockEffect::None;
}

LockEffect LockEffects::ofLoop(const Stmt &Loop) const {
  if (!mayLock(Loop))
    return LockEffect::None;
  bool EndsEarly = false;
  walkSpelled(Loop, [&](const Stmt &S, const Ancestors &) {
    EndsEarly |= isa<BreakStmt, ContinueStmt, GotoStmt>(S);
  });
  const Stmt *Body = spelledChildren(Loop).back();
  if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    Body = Do->getBody();
  for (const Stmt *Child : spelledChildren(Loop))
    EndsEarly |= Child != Body && mayLock(*Child);
  return !EndsEarly && of(*Body) == LockEffect::Unlock ? LockEffect::None
                                                       : LockEffect::Lock;
}

LockEffect LockEffects::of(const Stmt &Labelled) const {
  const Stmt &S = withoutLabels(Labelled);
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return ofIf(*If);
  if (isLoop(S))
    return ofLoop(S);
  const auto *Block = dyn_cast<CompoundStmt>(&S);
  if (!Block)
    return ofEvaluation(S);
  for (const Stmt *Child : llvm::reverse(Block->body()))
    if (LockEffect E = of(*Child); E != LockEffect::None)
      return E;
  return LockEffect::None;
}

} // namespace asyncmend
