//===- client-uses.cpp - What a loop does with a client -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/client-uses.h"
#include "core/calls.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

bool names(const Stmt &S, const VarDecl &Var) {
  bool Found = false;
  walkWithLambdas(S, [&](const Stmt &Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
    Found |= Ref && Ref->getDecl() == &Var;
  });
  return Found;
}

/// The variable itself, or `h.get()` of an owner.
static bool isObject(const Expr &E, const VarDecl &Var) {
  const Expr &Inner = *ignoreTransparent(E).IgnoreParenCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&Inner))
    return Ref->getDecl() == &Var;
  // `if (owner)` calls the conversion to bool.
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&Inner);
  if (!Call || Call->getNumArgs() != 0 || !Call->getMethodDecl())
    return false;
  const CXXMethodDecl &Method = *Call->getMethodDecl();
  return (isa<CXXConversionDecl>(Method) ||
          (Method.getIdentifier() && Method.getName() == "get")) &&
         isObject(*Call->getImplicitObjectArgument(), Var);
}

int nullTest(const Expr &Cond, const VarDecl &Var, ASTContext &Context) {
  const Expr &E = ignoreTransparent(Cond);
  if (isObject(E, Var))
    return 1;
  if (const auto *Not = dyn_cast<UnaryOperator>(&E);
      Not && Not->getOpcode() == UO_LNot)
    return isObject(*Not->getSubExpr(), Var) ? -1 : 0;
  const auto *Op = dyn_cast<BinaryOperator>(&E);
  if (!Op)
    return 0;
  if (Op->getOpcode() == BO_LAnd)
    return nullTest(*Op->getLHS(), Var, Context) == 1 ? 1 : 0;
  const Expr *Left = Op->getLHS(), *Right = Op->getRHS();
  if (!Op->isEqualityOp())
    return 0;
  bool IsTest = (isObject(*Left, Var) && isNullOrZero(*Right, Context)) ||
                (isObject(*Right, Var) && isNullOrZero(*Left, Context));
  return !IsTest ? 0 : Op->getOpcode() == BO_NE ? 1 : -1;
}

namespace {

class UseScan {
public:
  UseScan(const VarDecl &Var, const ClientSite &Site)
      : Var(Var), Kind(*Site.Kind), How(Site.How) {}

  void look(const Expr &Name, ArrayRef<const Stmt *> Stack);
  void captured(const LambdaExpr &Lambda);

  ClientUses Result;

private:
  void stop(const llvm::Twine &Reason, bool GivenAway = false) {
    if (Result.Why.empty())
      Result.Why = ("'" + Var.getName() + "' " + Reason).str();
    Result.GivenAway |= GivenAway;
  }
  void memberCall(StringRef Method);
  void argument(const CallExpr &Call);
  void part(const Stmt &Parent, const Expr &Object);

  const VarDecl &Var;
  const Client &Kind;
  Held How;
};

void UseScan::memberCall(StringRef Method) {
  if (llvm::is_contained(Kind.Configure, Method))
    return stop("is set up by '" + Method +
                "' after other work, or differently in each turn, and one "
                "turn's set-up would be left for the next");
  if (!llvm::is_contained(Kind.Stateless, Method))
    Result.LeavesState = true;
}

void UseScan::argument(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  Result.LeavesState = true;
  if (!Callee || !Callee->getIdentifier())
    return;
  StringRef Name = Callee->getName();
  if (Callee->isInStdNamespace() && (Name == "move" || Name == "exchange"))
    return stop("is moved away in the loop", true);
  std::string Qualified = qualifiedName(*Callee);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  bool Insertion = Method && Method->getParent()->isInStdNamespace() &&
                   !Method->isConst() && !Method->isStatic();
  if (llvm::is_contained(Kind.KeptBy, Qualified) || Insertion)
    stop("is kept by '" + Name + "', so each turn needs its own", true);
}

/// `Object` (the client, or what its owner points to) stands directly in
/// `Parent`.
void UseScan::part(const Stmt &Parent, const Expr &Object) {
  auto Is = [&](const Expr *E) {
    return E && (E == &Object || &ignoreTransparent(*E) == &Object);
  };
  if (const auto *Op = dyn_cast<BinaryOperator>(&Parent)) {
    if (Op->isAssignmentOp())
      Is(Op->getLHS()) ? stop("is assigned to in the loop")
                       : stop("is stored in another object", true);
    return;
  }
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&Parent)) {
    if (Call->isAssignmentOp())
      Is(Call->getArg(0)) ? stop("is assigned to in the loop")
                          : stop("is stored in another object", true);
    return;
  }
  if (const auto *Call = dyn_cast<CallExpr>(&Parent))
    return argument(*Call);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Parent)) {
    if (!llvm::is_contained(Kind.UsedBy, className(Construct->getType())))
      Result.LeavesState = true;
    return;
  }
  if (isa<ReturnStmt, CoreturnStmt>(Parent))
    return stop("is returned", true);
  if (isa<CXXDeleteExpr>(Parent))
    return stop("is deleted in the loop");
  if (isa<InitListExpr, DesignatedInitExpr>(Parent))
    return stop("is stored in another object", true);
  if (const auto *Declaration = dyn_cast<DeclStmt>(&Parent)) {
    const auto *Other = dyn_cast<VarDecl>(*Declaration->decl_begin());
    if (Other && !Other->getType()->isReferenceType())
      return stop("is stored in '" + Other->getName() + "'", true);
    Result.LeavesState = true;
    return;
  }
  bool Harmless = isa<IfStmt, WhileStmt, DoStmt, ForStmt, UnaryOperator,
                      CompoundStmt, CStyleCastExpr>(Parent);
  Result.LeavesState |= !Harmless;
}

void UseScan::look(const Expr &Name, ArrayRef<const Stmt *> Stack) {
  const Expr *Object = &Name;
  size_t I = Stack.size();
  auto Next = [&]() -> const Stmt * {
    while (I > 0 && isTransparent(*Stack[I - 1]))
      --I;
    return I > 0 ? Stack[--I] : nullptr;
  };
  while (const Stmt *Parent = Next()) {
    if (const auto *Member = dyn_cast<MemberExpr>(Parent)) {
      const Stmt *Call = Next();
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      if (!Method || !Call || !isa<CXXMemberCallExpr>(Call)) {
        Result.LeavesState = true;
        return;
      }
      StringRef Called =
          Method->getIdentifier() ? Method->getName() : StringRef();
      if (How == Held::ByPointer && Object == &Name) {
        if (isa<CXXConversionDecl>(Method))
          return;
        if (Called == "reset" || Called == "swap" || Called == "emplace")
          return stop("is built anew or ended in the loop");
        if (Called == "release")
          return stop("is given away in the loop", true);
        if (Called != "get" && Called != "value") {
          Result.LeavesState = true;
          return;
        }
        Object = cast<Expr>(Call);
        continue;
      }
      return memberCall(Called);
    }
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Parent);
    const auto *Unary = dyn_cast<UnaryOperator>(Parent);
    const auto *Construct = dyn_cast<CXXConstructExpr>(Parent);
    bool IsCopy = Construct && Construct->getConstructor() &&
                  Construct->getConstructor()->isCopyOrMoveConstructor();
    bool Through = IsCopy ||
                   (Operator && (Operator->getOperator() == OO_Star ||
                                 Operator->getOperator() == OO_Arrow)) ||
                   (Unary && (Unary->getOpcode() == UO_AddrOf ||
                              Unary->getOpcode() == UO_Deref)) ||
                   isa<ExplicitCastExpr>(Parent);
    if (!Through)
      return part(*Parent, *Object);
    Result.LeavesState |= Unary && Unary->getOpcode() == UO_AddrOf;
    Object = cast<Expr>(Parent);
  }
}

void UseScan::captured(const LambdaExpr &Lambda) {
  for (const LambdaCapture &C : Lambda.captures())
    if (C.capturesVariable() && C.getCapturedVar() == &Var)
      Result.LeavesState = true;
}

} // namespace

ClientUses usesOf(const TuModel &Tu, const Stmt &Scope, const VarDecl &Var,
                  const ClientSite &Site,
                  const llvm::SmallPtrSetImpl<const Stmt *> &Ignored) {
  UseScan Scan(Var, Site);
  auto Walk = [&](auto &Self, const Stmt &Root) -> void {
    walkSpelled(Root, [&](const Stmt &S, const Ancestors &Around) {
      if (Ignored.contains(&S) ||
          llvm::any_of(Around.all(),
                       [&](const Stmt *P) { return Ignored.contains(P); }))
        return;
      if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
        Scan.captured(*Lambda);
        if (Lambda->getBody())
          Self(Self, *Lambda->getBody());
      }
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      if (Ref && Ref->getDecl() == &Var)
        Scan.look(*Ref, Around.all());
    });
  };
  Walk(Walk, Scope);
  return Scan.Result;
}

} // namespace asyncmend
