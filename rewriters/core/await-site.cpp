//===- await-site.cpp - Places where co_await may not be inserted ---------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/lock-scan.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

static bool inStaticInitialiser(const Ancestors &Around) {
  const auto *Local = Around.enclosing<DeclStmt>();
  if (!Local)
    return false;
  for (const Decl *D : Local->decls())
    if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->isStaticLocal())
      return true;
  return false;
}

std::string whyNoAwait(const TuModel &Tu, const Stmt &Site,
                       const Ancestors &Around) {
  if (Around.enclosing<CXXCatchStmt>())
    return "co_await may not stand in a catch handler: remember what happened, "
           "leave the handler, and wait there";
  if (inStaticInitialiser(Around))
    return "co_await may not stand in the initialiser of a static variable";
  return whyLocked(Tu, Site, Around);
}

std::string whyLocked(const TuModel &Tu, const Stmt &Site,
                      const Ancestors &Around) {
  if (const ValueDecl *Lock = lockHeld(Tu, Site, Around))
    return "'" + Lock->getNameAsString() + "' (line " +
           std::to_string(Tu.line(Lock->getLocation())) +
           ") may be locked here, and a lock of the thread must not be held "
           "while suspended: end its scope first";
  return {};
}

static bool isFragileClosure(const LambdaExpr &L) {
  const CXXRecordDecl *Closure = L.getLambdaClass();
  return Closure->hasDefinition() && !Closure->hasTrivialDestructor();
}

static bool isFragileAggregate(const InitListExpr &List) {
  const auto *Record = List.getType()->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() && Record->isAggregate() &&
         !Record->hasTrivialDestructor();
}

/// The array behind a std::initializer_list, or one that a reference is bound
/// to, unless it lives as long as a variable.
static bool isArrayTemporary(const MaterializeTemporaryExpr &Temporary) {
  return Temporary.getType()->isArrayType() && !Temporary.getExtendingDecl();
}

std::string whyNoAwaitAround(const Expr &FullExpression) {
  std::string Why;
  walkSpelled(FullExpression, [&](const Stmt &S, const Ancestors &) {
    if (const auto *L = dyn_cast<LambdaExpr>(&S); L && isFragileClosure(*L))
      Why = "g++ 12 destroys the closure of a capturing lambda twice when "
            "co_await stands in the same expression: give the lambda a name "
            "first";
    if (const auto *I = dyn_cast<InitListExpr>(&S); I && isFragileAggregate(*I))
      Why = "g++ 12 destroys the aggregate twice when co_await stands in the "
            "same expression: give it a name first";
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(&S);
        M && isArrayTemporary(*M))
      Why = "g++ 12 cannot compile co_await beside a braced list that becomes "
            "an array: put the list into a variable first";
  });
  return Why;
}

const Expr *awaitAround(const Expr &E, const Ancestors &Around) {
  const Stmt *Parent = Around.parent();
  return isa_and_nonnull<CoroutineSuspendExpr, DependentCoawaitExpr>(Parent)
             ? cast<Expr>(Parent)
             : nullptr;
}

bool isInTry(const Ancestors &Around) {
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = 0; I + 1 < Stack.size(); ++I)
    if (const auto *Try = dyn_cast<CXXTryStmt>(Stack[I]))
      if (Try->getTryBlock() == Stack[I + 1])
        return true;
  return false;
}

} // namespace asyncmend
