//===- await-query.cpp - What may be awaited where ------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/await-query.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Sema/EnterExpressionEvaluationContext.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace asyncmend {

namespace {

/// Keeps Clang quiet while a question is asked that may be answered "no".
class Quiet {
public:
  explicit Quiet(Sema &S)
      : Diags(S.getDiagnostics()), Was(Diags.getSuppressAllDiagnostics()),
        Context(S, Sema::ExpressionEvaluationContext::Unevaluated),
        Trap(S, /*AccessCheckingSFINAE=*/true) {
    Diags.setSuppressAllDiagnostics(true);
  }
  ~Quiet() { Diags.setSuppressAllDiagnostics(Was); }

  bool failed() const { return Trap.hasErrorOccurred(); }

private:
  DiagnosticsEngine &Diags;
  bool Was;
  EnterExpressionEvaluationContext Context;
  Sema::SFINAETrap Trap;
};

LookupResult members(Sema &S, QualType Class, StringRef Name,
                     SourceLocation Loc) {
  LookupResult Result(S, &S.Context.Idents.get(Name), Loc,
                      Sema::LookupMemberName);
  Result.suppressDiagnostics();
  if (auto *Record = Class->getAsCXXRecordDecl())
    if (Record->hasDefinition())
      S.LookupQualifiedName(Result, Record);
  return Result;
}

/// `promise.await_transform(E)`, or E where the promise has none; null if the
/// promise refuses E.
Expr *transform(Sema &S, QualType Promise, Expr *E, SourceLocation Loc) {
  LookupResult Found = members(S, Promise, "await_transform", Loc);
  if (Found.empty())
    return E;
  auto *Object =
      new (S.Context) OpaqueValueExpr(Loc, Promise, VK_LValue, OK_Ordinary);
  CXXScopeSpec NoScope;
  ExprResult Callee = S.BuildMemberReferenceExpr(
      Object, Promise, Loc, /*IsArrow=*/false, NoScope, Loc,
      /*FirstQualifierInScope=*/nullptr, Found, /*TemplateArgs=*/nullptr,
      /*S=*/nullptr);
  if (Callee.isInvalid())
    return nullptr;
  ExprResult Call = S.BuildCallExpr(nullptr, Callee.get(), Loc, {E}, Loc);
  return Call.isInvalid() ? nullptr : Call.get();
}

bool isAwaiter(Sema &S, QualType T, SourceLocation Loc) {
  T = T.getNonReferenceType().getCanonicalType();
  for (StringRef Name : {"await_ready", "await_suspend", "await_resume"})
    if (members(S, T, Name, Loc).empty())
      return false;
  return true;
}

} // namespace

bool AwaitQuery::isAwaitable(const Coroutine &C, QualType T) const {
  const VarDecl *Promise = C.Body->getPromiseDecl();
  if (!Promise || Promise->getType()->isDependentType() ||
      T->isDependentType() || !T->isRecordType())
    return false;
  SourceLocation Loc = C.Function->getLocation();
  Quiet NoDiagnostics(S);
  Expr *E = new (S.Context)
      OpaqueValueExpr(Loc, T.getUnqualifiedType(), VK_PRValue, OK_Ordinary);
  E = transform(S, Promise->getType(), E, Loc);
  if (!E || NoDiagnostics.failed())
    return false;
  UnresolvedSet<4> OnlyByArgument;
  ExprResult Awaiter =
      S.CreateOverloadedUnaryOp(Loc, UO_Coawait, OnlyByArgument, E);
  return !Awaiter.isInvalid() && !NoDiagnostics.failed() &&
         isAwaiter(S, Awaiter.get()->getType(), Loc);
}

Start AwaitQuery::startOf(QualType T) const {
  const auto *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return Start::Unknown;
  Quiet NoDiagnostics(S);
  LookupResult Found = members(S, T, "promise_type", Record->getLocation());
  const auto *Promise = Found.isSingleResult()
                            ? dyn_cast<TypeDecl>(Found.getFoundDecl())
                            : nullptr;
  // A class that keeps the name for itself is none of a coroutine: a
  // generator's iterator, say.
  if (!Promise ||
      (Promise->getAccess() != AS_public && Promise->getAccess() != AS_none))
    return Start::Unknown;
  QualType PromiseType = S.Context.getTypeDeclType(Promise);
  // A class template's member class is instantiated only where it is needed.
  S.isCompleteType(Record->getLocation(), PromiseType);
  LookupResult Initial =
      members(S, PromiseType, "initial_suspend", Record->getLocation());
  const auto *Function = Initial.isSingleResult()
                             ? dyn_cast<FunctionDecl>(Initial.getFoundDecl())
                             : nullptr;
  if (!Function)
    return Start::Unknown;
  std::string Awaiter = className(Function->getReturnType());
  if (Awaiter == "std::suspend_always")
    return Start::Lazy;
  return Awaiter == "std::suspend_never" ? Start::Eager : Start::Unknown;
}

} // namespace asyncmend
