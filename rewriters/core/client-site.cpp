//===- client-site.cpp - Where a client is built --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/client-site.h"
#include "core/calls.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

Locals::Locals(const FunctionBody &F) {
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (const auto *Op = dyn_cast<BinaryOperator>(&S);
        Op && Op->getOpcode() == BO_Assign && isFullStatement(*Op, Around)) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Op->getLHS()->IgnoreParens());
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (Var && Var->hasLocalStorage() &&
          isa<CallExpr>(Op->getRHS()->IgnoreParenCasts()))
        Assigned.push_back(
            {Var, Op->getRHS(), LocalSite{&S, Around.all().vec()}});
    }
    const auto *Declaration = dyn_cast<DeclStmt>(&S);
    if (!Declaration)
      return;
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        Sites[Var] = {Declaration, Around.all().vec()};
        Order.push_back(Var);
      }
  });
}

const LocalSite *Locals::find(const VarDecl *Var) const {
  auto It = Sites.find(Var);
  return It == Sites.end() ? nullptr : &It->second;
}

const Client *factoryOf(const TuModel &Tu, const Expr &E) {
  const auto *Call = dyn_cast<CallExpr>(E.IgnoreParenCasts()->IgnoreImplicit());
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  if (!F || !F->getIdentifier())
    return nullptr;
  const Client *Kind = Tu.profiles().clients().factory(qualifiedName(*F));
  return Kind && (!Kind->ExternC || F->isExternC()) ? Kind : nullptr;
}

/// The only part of `{x}` or `T(x)`, and what wrappers hide.
static const Expr &withoutBraces(const Expr &E) {
  const Expr &Inner = ignoreTransparent(*E.IgnoreImplicit());
  if (const auto *List = dyn_cast<InitListExpr>(&Inner))
    if (List->getNumInits() == 1)
      return withoutBraces(*List->getInit(0));
  return Inner;
}

/// Does an owner's initialiser build the client here, rather than take one
/// over or stay empty?
static bool buildsAnew(const TuModel &Tu, const Expr &Init, const Client *&Made,
                       unsigned Depth = 6) {
  const Expr &E = withoutBraces(Init);
  if (const Client *Kind = factoryOf(Tu, E)) {
    Made = Kind;
    return true;
  }
  if (isa<CXXNewExpr>(E))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(&E)) {
    const FunctionDecl *F = calleeOf(*Call);
    return F && F->getIdentifier() && F->getName().starts_with("make_") &&
           F->isInStdNamespace();
  }
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&E))
    return Depth && buildsAnew(Tu, *Cast->getSubExpr(), Made, Depth - 1);
  const auto *Construct = dyn_cast<CXXConstructExpr>(&E);
  if (!Construct || Construct->getNumArgs() == 0)
    return false;
  return Depth && buildsAnew(Tu, *Construct->getArg(0), Made, Depth - 1);
}

/// `std::optional<T> x(std::in_place, …)` and `std::optional<T> x = T(…)`.
static bool fillsOptional(const Expr &Init, QualType Inside) {
  const auto *Construct = dyn_cast<CXXConstructExpr>(&withoutBraces(Init));
  if (!Construct || Construct->getNumArgs() == 0)
    return false;
  const Expr &First = withoutBraces(*Construct->getArg(0));
  if (className(First.getType()) == "std::in_place_t")
    return true;
  return isa<CXXTemporaryObjectExpr, CXXFunctionalCastExpr>(First) &&
         First.getType().getCanonicalType().getUnqualifiedType() ==
             Inside.getCanonicalType().getUnqualifiedType();
}

ClientSite clientOf(const TuModel &Tu, const VarDecl &Var) {
  QualType T = Var.getType();
  const Expr *Init = Var.getInit();
  if (!Var.isLocalVarDecl() || Var.isStaticLocal() ||
      Var.getTSCSpec() != TSCS_unspecified || T->isReferenceType() || !Init ||
      Var.isCXXForRangeDecl())
    return {};
  const ClientTable &Table = Tu.profiles().clients();
  if (const Client *Kind = Table.type(className(T))) {
    // What another function returns, or what is moved from elsewhere, is not
    // built here.
    const Expr &E = withoutBraces(*Init);
    const auto *Construct = dyn_cast<CXXConstructExpr>(&E);
    bool Taken = isa<CallExpr, CoroutineSuspendExpr>(E) ||
                 (Construct && Construct->getConstructor() &&
                  Construct->getConstructor()->isCopyOrMoveConstructor());
    return Taken ? ClientSite() : ClientSite{Kind, Held::ByValue};
  }
  if (const Client *Kind = factoryOf(Tu, withoutBraces(*Init)))
    return {Kind, T->isPointerType() ? Held::ByHandle : Held::ByValue};
  std::string Owner = className(T);
  if (Owner != "std::unique_ptr" && Owner != "std::shared_ptr" &&
      Owner != "std::optional")
    return {};
  QualType Inside = templateArgument(T, 0);
  const Client *Made = Table.type(className(Inside));
  bool Anew = Owner == "std::optional" ? fillsOptional(*Init, Inside)
                                       : buildsAnew(Tu, *Init, Made);
  return Anew && Made ? ClientSite{Made, Held::ByPointer} : ClientSite();
}

bool isOfPeer(const TuModel &Tu, const Stmt &Loop, const VarDecl &Var) {
  bool Found = false;
  auto Names = [&](const Stmt &S) {
    bool Named = false;
    walkSpelled(S, [&](const Stmt &Part, const Ancestors &) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
      Named |= Ref && Ref->getDecl() == &Var;
    });
    return Named;
  };
  walkSpelled(Loop, [&](const Stmt &S, const Ancestors &Around) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    if (!Callee || !Callee->getIdentifier() ||
        !Tu.profiles().clients().isAccepting(Callee->getName()))
      return;
    Found |= Names(*Call);
    for (const Stmt *Outer : Around.all())
      if (const auto *Declaration = dyn_cast<DeclStmt>(Outer))
        Found |= llvm::is_contained(Declaration->decls(), &Var);
  });
  return Found;
}

} // namespace asyncmend
