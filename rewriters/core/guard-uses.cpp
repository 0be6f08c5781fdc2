//===- guard-uses.cpp - What becomes of a local that may block ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/guard-uses.h"
#include "core/calls.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/races.h"
#include "core/walk.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

GuardInside guardInside(QualType T, const BlockingGuard &Kind) {
  std::string Class = className(T);
  if (Class == Kind.Type)
    return {&Kind, false};
  bool Holds =
      llvm::StringSwitch<bool>(Class)
          .Cases("std::vector", "std::array", "std::list", "std::deque",
                 "std::optional", "std::unique_ptr", true)
          .Default(false);
  QualType Element = Holds ? templateArgument(T, 0) : QualType();
  if (Element.isNull() || className(Element) != Kind.Type)
    return {};
  return {&Kind, true};
}

static bool handsOn(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  std::string Name = Callee ? qualifiedName(*Callee) : "";
  return Name == "std::move" || Name == "std::forward" || Name == "std::swap";
}

/// Fills the holder, or counts what is in it.
static bool isHarmlessMember(StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases("emplace_back", "push_back", "emplace_front", "push_front",
             "emplace", "reserve", "size", "empty", "has_value", true)
      .Cases("begin", "end", "back", "front", "at", "value", "get", true)
      .Default(false);
}

static bool adds(StringRef Name) {
  return Name.starts_with("emplace") || Name.starts_with("push_");
}

/// Does `F` join, detach or move one of the elements, wherever it got it from?
static bool elementsLeave(const FunctionBody &F, const BlockingGuard &Kind) {
  bool Leave = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&S);
        Member &&
        className(Member->getImplicitObjectArgument()->getType()) == Kind.Type)
      Leave |= llvm::is_contained(Kind.Ends, calledName(*Call));
    else if (Call && handsOn(*Call) && Call->getNumArgs() > 0)
      Leave |= className(Call->getArg(0)->getType()) == Kind.Type;
  });
  return Leave;
}

static void useOfHeld(const Stmt *Parent, GuardUses &U) {
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Parent)) {
    std::string Name = Member->getMemberDecl()->getNameAsString();
    U.Leaves |= !isHarmlessMember(Name);
    U.Assigned |= adds(Name);
  } else if (const auto *Operator =
                 dyn_cast_or_null<CXXOperatorCallExpr>(Parent)) {
    U.Assigned |= Operator->isAssignmentOp();
  } else {
    // A loop over it; anything else may do what it likes.
    U.Leaves |= !isa_and_nonnull<CXXForRangeStmt>(Parent);
  }
}

static void useOf(const Stmt *Parent, const BlockingGuard &Kind, GuardUses &U) {
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Parent))
    U.Leaves |= llvm::is_contained(Kind.Ends,
                                   Member->getMemberDecl()->getNameAsString());
  else if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Parent))
    U.Assigned |= Operator->isAssignmentOp();
  else if (const auto *Call = dyn_cast_or_null<CallExpr>(Parent))
    U.Leaves |= handsOn(*Call);
  else if (isa_and_nonnull<CoreturnStmt, ReturnStmt>(Parent))
    U.Leaves = true;
}

/// Is it joined or asked for its result by a lambda, which may be awaited?
static bool endsInside(const FunctionBody &F, const VarDecl &Var,
                       const BlockingGuard &Kind) {
  bool Ends = false;
  walkDeep(F.written(), [&](const Stmt &S, const Ancestors &) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&S);
    const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
    const auto *Ref =
        Object ? dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()) : nullptr;
    Ends |= Ref && Ref->getDecl() == &Var &&
            llvm::is_contained(Kind.Ends, calledName(*Member));
  });
  return Ends;
}

GuardUses guardUses(const FunctionBody &F, const VarDecl &Var,
                    const GuardInside &Found) {
  GuardUses U;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref || Ref->getDecl() != &Var)
      return;
    ++U.Mentions;
    U.AllAwaited &= Around.enclosing<CoroutineSuspendExpr>() != nullptr;
    if (Found.IsHeld)
      useOfHeld(Around.parent(), U);
    else
      useOf(Around.parent(), *Found.Kind, U);
  });
  U.Leaves |= Found.IsHeld ? elementsLeave(F, *Found.Kind)
                           : endsInside(F, Var, *Found.Kind);
  return U;
}

} // namespace asyncmend
