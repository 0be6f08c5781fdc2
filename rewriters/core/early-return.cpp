//===- early-return.cpp - Scopes that end before a task runs --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/early-return.h"
#include "core/await-site.h"
#include "core/awaited-work.h"
#include "core/edit-builder.h"
#include "core/escape.h"
#include "core/handle-uses.h"
#include "core/lock-scan.h"
#include "core/names.h"
#include "core/refusal.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

/// Locks, scope guards, and what is named like one of them.
static bool isGuard(const TuModel &Tu, const VarDecl &Var) {
  QualType T = Var.getType();
  if (T->isReferenceType() || T->isDependentType() || Var.isStaticLocal())
    return false;
  if (isGuardType(Tu.profiles(), T))
    return true;
  const auto *Class = T->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() &&
         Class->getIdentifier() &&
         hasWord(Class->getName(), Tu.profiles().lifetimes().GuardWords);
}

/// The guards in whose scope the statement below `Around` stands.
static const VarDecl *guardAround(const TuModel &Tu, const Stmt &Site,
                                  const Ancestors &Around) {
  const VarDecl *Found = nullptr;
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = 0; I != Stack.size(); ++I) {
    const auto *Block = dyn_cast<CompoundStmt>(Stack[I]);
    if (!Block)
      continue;
    const Stmt *Below = I + 1 < Stack.size() ? Stack[I + 1] : &Site;
    for (const Stmt *S : Block->body()) {
      if (S == Below)
        break;
      if (const auto *Local = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Local->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D); Var && isGuard(Tu, *Var))
            Found = Var;
    }
  }
  return Found;
}

std::string whatEndsFirst(const TuModel &Tu, const FunctionBody &F,
                          const ReturnStmt &Return, const Ancestors &Around) {
  const Expr *Value = Return.getRetValue();
  if (!Value || F.Function->getReturnType()->isReferenceType())
    return {};
  const auto *Call = dyn_cast<CallExpr>(&ignoreTransparent(*Value));
  if (!Call || isPassThrough(*Call) ||
      taskKind(Tu, Call->getType()).Begins != Start::Lazy ||
      className(F.Function->getReturnType()) != className(Call->getType()))
    return {};
  const VarDecl *Guard = guardAround(Tu, Return, Around);
  if (Guard && !names(*Value, *Guard))
    return "the guard '" + Guard->getNameAsString() + "' (line " +
           std::to_string(Tu.line(Guard->getLocation())) + ") is gone";
  if (isInTry(Around))
    return "the try block around it has been left, so its handlers see "
           "nothing of it";
  return {};
}

llvm::Expected<Fix> awaitReturns(const TuModel &Tu, const FunctionBody &F) {
  EditBuilder Edits(Tu);
  if (F.Function->getDeclaredReturnType()->getContainedDeducedType())
    Edits.refuse("its return type is deduced, so it cannot become a "
                 "coroutine: write the type first");
  if (F.Function->isConstexpr() && !isa<CXXMethodDecl>(F.Function))
    Edits.refuse("a constexpr function cannot become a coroutine");
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Return = dyn_cast<ReturnStmt>(&S);
    if (!Return)
      return;
    const Expr *Value = Return->getRetValue();
    if (!Value || !taskKind(Tu, Value->getType()).IsTask ||
        isa<InitListExpr>(ignoreTransparent(*Value))) {
      Edits.refuse("not all that it returns can be awaited");
      return;
    }
    if (std::string Why = whyNoAwait(Tu, S, Around); !Why.empty())
      Edits.refuse(Why);
    else if (Why = whyNoAwaitAround(*Value); !Why.empty())
      Edits.refuse(Why);
    Edits.replace(Return->getReturnLoc(), "co_return");
    awaitIn(Edits, *Value);
  });
  return std::move(Edits).done(Safety::Suggestion,
                               "make it a coroutine that awaits the task");
}

} // namespace asyncmend
