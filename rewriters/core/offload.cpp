//===- offload.cpp - Blocking on a pool instead of on the loop ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/offload.h"
#include "core/await-call.h"
#include "core/await-site.h"
#include "core/blocking-calls.h"
#include "core/calls.h"
#include "core/fill.h"
#include "core/handle-uses.h"
#include "core/iteration.h"
#include "core/lock-scan.h"
#include "core/names.h"
#include "core/refusal.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

/// How a pool is named; empty where `D` is none.
static std::string poolName(const Offload &How, const ValueDecl &D) {
  QualType Type = D.getType().getNonReferenceType();
  if (!D.getIdentifier() || !isOfClass(Type, How.Pools) ||
      (!How.Words.empty() && !hasWord(D.getName(), How.Words)))
    return {};
  bool Direct =
      How.Pools.contains(className(Type)) ||
      (Type->isRecordType() && className(Type).rfind("std::", 0) != 0);
  return (Direct ? "" : "*") + D.getNameAsString();
}

namespace {

struct Pool {
  std::string Name;
  const ValueDecl *D = nullptr;
};

} // namespace

static Pool poolAmong(const Offload &How, const CXXRecordDecl &Class) {
  for (const FieldDecl *Field : Class.fields())
    if (std::string Name = poolName(How, *Field); !Name.empty())
      return {Name, Field};
  return {};
}

static Pool poolInScope(const TuModel &Tu, const FunctionBody &F,
                        const Stmt &Site, const Ancestors &Around) {
  const Offload &How = F.home()->Blocking.OnPool;
  for (const Stmt *S : llvm::reverse(Around.all()))
    for (const Stmt *Child : S->children()) {
      const auto *Local = dyn_cast_or_null<DeclStmt>(Child);
      if (!Local || !Tu.sources().isBeforeInTranslationUnit(Local->getEndLoc(),
                                                            Site.getBeginLoc()))
        continue;
      for (const Decl *D : Local->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (std::string Name = poolName(How, *Var); !Name.empty())
            return {Name, Var};
    }
  for (const ParmVarDecl *P : F.Function->parameters())
    if (std::string Name = poolName(How, *P); !Name.empty())
      return {Name, P};
  const auto *Method = dyn_cast<CXXMethodDecl>(F.Function);
  if (!Method || !Method->isInstance())
    return {};
  const CXXRecordDecl *Class = Method->getParent();
  if (!Class->isLambda())
    return poolAmong(How, *Class);
  for (const LambdaCapture &C : Class->captures())
    if (C.capturesVariable())
      if (std::string Name = poolName(How, *C.getCapturedVar()); !Name.empty())
        return {Name, C.getCapturedVar()};
  return {};
}

/// Is work put on `Pool` in `F`, in a way that leaves a future behind, or with
/// nobody awaiting it though it may be what is waited for?
static bool feeds(const TuModel &Tu, const FunctionBody &F,
                  const ValueDecl &Pool, bool FuturesOnly) {
  bool Found = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (Found || !Call || Around.enclosing<CoroutineSuspendExpr>())
      return;
    bool Named = false, Future = false;
    for (const Expr *Arg : Call->arguments()) {
      Named |= names(*Arg, Pool);
      for (const Framework &Known : Tu.profiles().frameworks()) {
        auto It = Known.FanOut.Tokens.find(
            className(Arg->getType().getNonReferenceType()));
        Future |=
            It != Known.FanOut.Tokens.end() && It->second == TokenKind::Future;
      }
    }
    Found |= Named && (Future || !FuturesOnly);
  });
  return Found;
}

/// A wait for work of the pool would take the thread that the work needs.
static bool waitsForPool(const TuModel &Tu, const FunctionBody &F,
                         const CallExpr &Call, const ValueDecl &Pool) {
  if (names(Call, Pool))
    return true;
  std::optional<BlockingCall> Known = blockingCall(Tu, Call);
  if (Known && Known->Kind == BlockingKind::File)
    return false;
  if (feeds(Tu, F, Pool, /*FuturesOnly=*/false))
    return true;
  // A future that another function left in a member or a container.
  return llvm::any_of(Tu.functions(), [&](const FunctionBody &Other) {
    return feeds(Tu, Other, Pool, /*FuturesOnly=*/true);
  });
}

/// The type of the value as it may be written in front of the call.
static std::string typeText(const TuModel &Tu, const CallExpr &Call,
                            StringRef Text) {
  QualType Type = Call.getType().getUnqualifiedType();
  // As written where it was declared, an enumeration has no scope.
  if (Type->isEnumeralType())
    Type = Type.getCanonicalType();
  if (Type->isBuiltinType() || Type->isPointerType() || Type->isEnumeralType())
    return Type.getAsString(Tu.ast().getPrintingPolicy());
  if (Text.size() > 40 || Text.contains('\n') || Text.contains('['))
    return {};
  return ("decltype(" + Text + ")").str();
}

static std::string whyNotThere(const TuModel &Tu, const FunctionBody &F,
                               const CallExpr &Call, const Ancestors &Around,
                               StringRef Why) {
  if (!F.home() || F.home()->Blocking.OnPool.To.empty() ||
      (F.isCoroutine() && !F.Task.Type->NoFix.empty()) ||
      Call.isTypeDependent() || Call.isGLValue())
    return Why.str();
  // A lock belongs to the thread that took it.
  for (const Expr *Arg : Call.arguments())
    if (isGuardType(Tu.profiles(), Arg->getType().getNonReferenceType()))
      return Why.str();
  if (suspends(Tu, Call))
    return "a co_await stands inside of it: put its result into a variable "
           "first";
  if (std::string No = whyNoAwait(Tu, Call, Around); !No.empty())
    return No;
  return whyNoAwaitAround(fullExpression(Call, Around));
}

Expected<Fix> offload(const TuModel &Tu, const FunctionBody &F,
                      const CallExpr &Call, const Ancestors &Around,
                      StringRef Why) {
  if (std::string No = whyNotThere(Tu, F, Call, Around, Why); !No.empty())
    return no(No);
  Pool On = poolInScope(Tu, F, Call, Around);
  // Other waits may be for work of the very pool that everybody shares.
  auto Known = blockingCall(Tu, Call);
  if (!On.D && Known && Known->Kind == BlockingKind::File)
    On.Name = F.home()->Blocking.OnPool.Global;
  if (On.Name.empty())
    return no(Why);
  if (On.D && waitsForPool(Tu, F, Call, *On.D))
    return no("it may wait for work of the pool '" + On.D->getNameAsString() +
              "' itself: co_await that work instead");
  auto Text = Tu.text(Call.getSourceRange());
  if (!Text)
    return no("its source text cannot be had in one piece");
  const Offload &How = F.home()->Blocking.OnPool;
  bool IsVoid = Call.getType()->isVoidType() || isFullStatement(Call, Around);
  std::string Type = IsVoid ? "void" : typeText(Tu, Call, *Text);
  if (Type.empty())
    return no(Why);
  Place At{F.Function, Call.getBeginLoc(), Around};
  Filler Fill(Tu, F, At);
  Fill.need(How.Headers);
  std::string Object = How.Object;
  if (On.D && !Object.empty())
    Object.replace(Object.find("{self}"), 6, On.Name);
  Fill.set("obj", On.D && !Object.empty() ? Object : On.Name);
  StringRef Held = On.Name;
  bool IsPointer = Held.consume_front("*");
  Fill.set("access", Held.str() + (IsPointer ? "->" : "."));
  Fill.set("call", Text->str());
  Fill.set("T", Type);
  Expected<std::string> New = Fill.fill(IsVoid ? How.ToVoid : How.To);
  if (!New)
    return New.takeError();
  EditBuilder Edits(Tu);
  Edits
      .replace(Call.getSourceRange(),
               needsParentheses(Call, Around) ? "(" + *New + ")" : *New)
      .include(Call.getBeginLoc(), Fill.needs(), F.home()->UmbrellaHeaders);
  return std::move(Edits).done(Safety::Unsafe,
                               "run it on the pool and await its end");
}

} // namespace asyncmend
