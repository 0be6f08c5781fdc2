//===- callee-names.cpp - How profiles may name what is called ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/blocking-calls.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/iteration.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

/// `schedule_after(s, d)`, where `schedule_after` is a constant with an
/// operator().
static const VarDecl *calledVariable(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (Operator && Operator->getOperator() != OO_Call)
    return nullptr;
  const Expr *Callee =
      Operator ? Operator->getArg(0) : Call.getCallee()->IgnoreParenImpCasts();
  const VarDecl *Var = variableOf(*Callee);
  return Var && Var->hasGlobalStorage() ? Var : nullptr;
}

static void addMembers(llvm::SmallVectorImpl<std::string> &Names,
                       const CXXRecordDecl &Class, StringRef Member) {
  if (!Class.hasDefinition())
    return;
  for (const CXXBaseSpecifier &Base : Class.bases()) {
    std::string Name = className(Base.getType());
    if (!Name.empty())
      Names.push_back((Name + "::" + Member).str());
    if (const CXXRecordDecl *Next = Base.getType()->getAsCXXRecordDecl())
      addMembers(Names, *Next, Member);
  }
}

llvm::SmallVector<std::string, 4> calleeNames(const CallExpr &Call) {
  llvm::SmallVector<std::string, 4> Names;
  if (const VarDecl *Var = calledVariable(Call)) {
    Names.push_back(qualifiedName(*Var));
    return Names;
  }
  const FunctionDecl *F = calleeOf(Call);
  if (F && (F->getIdentifier() || F->isOverloadedOperator()))
    Names.push_back(qualifiedName(*F));
  const Expr *Object = objectOf(Call);
  StringRef Member = memberNameOf(Call);
  if (!Object || Member.empty() || Object->getType().isNull())
    return Names;
  std::string Class = pointeeClass(Object->getType());
  if (!Class.empty() && (!F || F->getIdentifier()))
    Names.push_back((Class + "::" + Member).str());
  QualType T = Object->getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    addMembers(Names, *Record, Member);
  return Names;
}

} // namespace asyncmend
