//===- first-run.cpp - What makes tasks run in plain code -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/first-run.h"
#include "core/edit-builder.h"
#include "core/names.h"
#include "core/outlives.h"
#include "core/refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncmend {

static bool isContext(const Framework &Home, QualType T) {
  return Home.Lifetimes.Contexts.contains(className(T.getNonReferenceType()));
}

std::string executorInSight(const TuModel &Tu, const FunctionBody &F,
                            const Framework &Home, const Stmt &Site,
                            const Ancestors &Around) {
  std::string Found;
  auto Consider = [&](const VarDecl &Var) {
    std::string Class = className(Var.getType().getNonReferenceType());
    bool IsExecutor =
        isContext(Home, Var.getType()) ||
        llvm::any_of(Home.CoroutineTypes, [&](const TaskType &T) {
          return !T.DefaultAffinity.empty() && T.DefaultAffinity == Class;
        });
    if (IsExecutor && !Var.getType().isConstQualified() && Var.getIdentifier())
      Found = Var.getNameAsString();
  };
  for (const ParmVarDecl *P : F.Function->parameters())
    Consider(*P);
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = 0; I != Stack.size(); ++I) {
    const auto *Block = dyn_cast<CompoundStmt>(Stack[I]);
    const Stmt *Below = I + 1 < Stack.size() ? Stack[I + 1] : &Site;
    if (!Block)
      continue;
    for (const Stmt *S : Block->body()) {
      if (S == Below)
        break;
      if (const auto *Local = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Local->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            Consider(*Var);
    }
  }
  return Found;
}

/// Is the mention below `Around` only the executor of a spawner, or asked for
/// its executor?
static bool isIdleUse(const TuModel &Tu, const Stmt &Mention,
                      const Ancestors &Around) {
  const Stmt *Parent = Around.parent();
  if (!Parent)
    return false;
  if (std::optional<Spawn> By = spawnerCall(Tu, *Parent))
    return By->Executor && &ignoreTransparent(*By->Executor) == &Mention;
  return false;
}

const VarDecl *idleContext(const TuModel &Tu, const FunctionBody &F,
                           const Spawn &By) {
  const auto *Ref =
      By.Executor ? dyn_cast<DeclRefExpr>(&ignoreTransparent(*By.Executor))
                  : nullptr;
  const auto *Context = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Context || !isOwnLocal(F, *Context) ||
      !isContext(*By.Home, Context->getType()))
    return nullptr;
  // A pool has threads of its own that run what it is given.
  if (By.Home->Lifetimes.Polls.empty() ||
      !By.Home->FanOut.Runs.contains(className(Context->getType()) + "::run"))
    return nullptr;
  bool Idle = true;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (const auto *L = dyn_cast<LambdaExpr>(&S))
      for (const LambdaCapture &C : L->captures())
        Idle &= !C.capturesVariable() || C.getCapturedVar() != Context;
    const auto *Mention = dyn_cast<DeclRefExpr>(&S);
    if (Mention && Mention->getDecl() == Context)
      Idle &= isIdleUse(Tu, S, Around);
  });
  return Idle ? Context : nullptr;
}

llvm::Expected<Fix> runContext(const TuModel &Tu, const FunctionBody &F,
                               const VarDecl &Context, const Spawn &By,
                               const Ancestors &Around) {
  const auto *Block = dyn_cast<CompoundStmt>(&F.written());
  if (!Block || Around.parent() != Block || !isFullStatement(*By.E, Around))
    return no("run the context once everything has been spawned");
  // Behind the last spawn of the function.
  const Stmt *Last = nullptr;
  for (const Stmt *S : Block->body())
    walkSpelled(*S, [&](const Stmt &Inner, const Ancestors &) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&Inner);
      if (Ref && Ref->getDecl() == &Context)
        Last = S;
    });
  EditBuilder Edits(Tu);
  Edits.insertBelow(*Last, Context.getNameAsString() + ".run();\n");
  return std::move(Edits).done(Safety::Unsafe, "run the context");
}

} // namespace asyncmend
