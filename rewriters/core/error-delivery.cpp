//===- error-delivery.cpp - How an operation tells its errors -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/error-delivery.h"
#include "core/calls.h"
#include "core/handle-uses.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncmend {

const Expr *operandOf(const Expr &Suspension) {
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(&Suspension))
    return &ignoreTransparent(*Await->getOperand());
  if (const auto *Later = dyn_cast<DependentCoawaitExpr>(&Suspension))
    return &ignoreTransparent(*Later->getOperand());
  return nullptr;
}

bool hasArgumentOf(const CallExpr &Call, const llvm::StringSet<> &Classes) {
  return llvm::any_of(Call.arguments(), [&](const Expr *A) {
    return !A->getType().isNull() &&
           Classes.contains(className(A->getType().getNonReferenceType()));
  });
}

/// `std::tuple<error_code, …>`
static bool isCodeTuple(const FailureProfile &P, QualType Result) {
  return className(Result) == "std::tuple" &&
         P.Cancellation.Codes.contains(className(templateArgument(Result, 0)));
}

bool carriesErrors(const Framework &F, const Expr &Operation) {
  const FailureProfile &P = F.Failures;
  const Expr &E = ignoreTransparent(Operation);
  if (!E.getType().isNull() &&
      isCodeTuple(P, templateArgument(E.getType().getNonReferenceType(), 0)))
    return true;
  const auto *Call = dyn_cast<CallExpr>(&E);
  return Call && hasArgumentOf(*Call, P.ErrorTokens);
}

bool deliversErrors(const Framework &F, const Expr &Suspension) {
  const Expr *Operation = operandOf(Suspension);
  return isCodeTuple(F.Failures, Suspension.getType()) ||
         (Operation && carriesErrors(F, *Operation));
}

bool isTimerWait(const Framework &F, const Expr &Operation,
                 llvm::SmallVector<const ValueDecl *, 2> *Path) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&ignoreTransparent(Operation));
  if (!Call || !Call->getImplicitObjectArgument())
    return false;
  const Expr &Object = *Call->getImplicitObjectArgument();
  QualType T = Object.getType();
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const FunctionDecl *Callee = calleeOf(*Call);
  // Setting the timer anew is no wait.
  if (!F.Failures.Timers.contains(className(T)) || !Callee ||
      !Callee->getIdentifier() || !Callee->getName().contains("wait"))
    return false;
  if (Path)
    *Path = namedPath(Object);
  return true;
}

bool takesErrorCode(const Framework &F, const CallExpr &Call) {
  return hasArgumentOf(Call, F.Failures.Cancellation.Codes);
}

} // namespace asyncmend
