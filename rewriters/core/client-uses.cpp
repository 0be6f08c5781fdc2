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

bool setsUp(const Client &Kind, const FunctionDecl &F, unsigned Depth) {
  const Stmt *Body = Kind.Configure.empty() ? nullptr : F.getBody();
  if (!Body)
    return false;
  bool Found = false;
  walkSpelled(*Body, [&](const Stmt &S, const Ancestors &) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call && !Found ? calleeOf(*Call) : nullptr;
    if (!Callee || !Callee->getIdentifier())
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (Method)
      Found = llvm::is_contained(Kind.Configure, Method->getName()) &&
              qualifiedName(*Method->getParent()) == Kind.Type;
    else
      Found = Depth != 0 && setsUp(Kind, *Callee, Depth - 1);
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
  const Stmt *next();
  const Expr *member(const CXXMethodDecl &Method, const CXXMemberCallExpr &Call,
                     bool OfVariable);
  bool goesThrough(const Stmt &Parent, bool OfVariable);
  void memberCall(const CXXMethodDecl &Method);
  void argument(const CallExpr &Call, const Expr &Object);
  bool mayReplace(const FunctionDecl &Callee, const CallExpr &Call,
                  const Expr &Object) const;
  void construct(const CXXConstructExpr &Construct);
  void part(const Stmt &Parent, const Expr &Object);

  const VarDecl &Var;
  const Client &Kind;
  Held How;
  ArrayRef<const Stmt *> Rest; ///< What is around, and not yet looked at.
};

/// The next one out that does more than wrap.
const Stmt *UseScan::next() {
  while (!Rest.empty()) {
    const Stmt *Parent = Rest.back();
    Rest = Rest.drop_back();
    if (!isTransparent(*Parent))
      return Parent;
  }
  return nullptr;
}

void UseScan::memberCall(const CXXMethodDecl &Method) {
  StringRef Name = Method.getIdentifier() ? Method.getName() : StringRef();
  if (llvm::is_contained(Kind.Configure, Name))
    return stop("is set up by '" + Name +
                "' after other work, or differently in each turn, and one "
                "turn's set-up would be left for the next");
  // An operation that takes a handler, and that nobody awaits, ended with the
  // object, and would now go on while the next turn begins.
  bool Awaited = llvm::any_of(
      Rest, [](const Stmt *S) { return isa<CoroutineSuspendExpr>(S); });
  Result.LeavesState |= !llvm::is_contained(Kind.Stateless, Name) ||
                        (Method.getPrimaryTemplate() && !Awaited);
}

/// `void reopen(CURL *&handle);`
bool UseScan::mayReplace(const FunctionDecl &Callee, const CallExpr &Call,
                         const Expr &Object) const {
  if (How == Held::ByValue || isa<CXXOperatorCallExpr>(Call))
    return false;
  const FunctionTemplateDecl *Template = Callee.getPrimaryTemplate();
  const FunctionDecl &Written =
      Template ? *Template->getTemplatedDecl() : Callee;
  for (auto [I, A] : llvm::enumerate(Call.arguments())) {
    if (I >= Callee.getNumParams() || I >= Written.getNumParams() ||
        &ignoreTransparent(*A) != &Object)
      continue;
    QualType P = Callee.getParamDecl(I)->getType();
    return P->isLValueReferenceType() &&
           !P->getPointeeType().isConstQualified() &&
           !Written.getParamDecl(I)->getType()->isRValueReferenceType() &&
           P->getPointeeType().getCanonicalType() ==
               Var.getType().getCanonicalType();
  }
  return false;
}

void UseScan::argument(const CallExpr &Call, const Expr &Object) {
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
    return stop("is kept by '" + Name + "', so each turn needs its own", true);
  if (setsUp(Kind, *Callee))
    return stop("is set up by '" + Name +
                "' after other work, or differently in each turn");
  if (mayReplace(*Callee, Call, Object))
    stop("is passed to '" + Name + "', which may put another one in its place");
}

/// A local that is built on the client ends with the turn; what `new` makes, or
/// what is handed on, need not.
void UseScan::construct(const CXXConstructExpr &Construct) {
  const Stmt *Parent = next();
  while (isa_and_nonnull<ExplicitCastExpr, CXXConstructExpr>(Parent))
    Parent = next();
  if (!llvm::is_contained(Kind.UsedBy, className(Construct.getType())) ||
      !isa_and_nonnull<DeclStmt>(Parent))
    Result.LeavesState = true;
}

/// `Object` (the client, or what its owner points to) stands directly in
/// `Parent`.
void UseScan::part(const Stmt &Parent, const Expr &Object) {
  auto Assigned = [&](const Expr *Target) {
    Target == &Object || &ignoreTransparent(*Target) == &Object
        ? stop("is assigned to in the loop")
        : stop("is stored in another object", true);
  };
  if (const auto *Op = dyn_cast<BinaryOperator>(&Parent)) {
    if (Op->isAssignmentOp())
      Assigned(Op->getLHS());
    return;
  }
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&Parent);
      Call && Call->isAssignmentOp())
    return Assigned(Call->getArg(0));
  if (const auto *Call = dyn_cast<CallExpr>(&Parent))
    return argument(*Call, Object);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Parent))
    return construct(*Construct);
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

/// What is done with the result of `Call` is done with the client: then gives
/// the call. Null where all is said.
const Expr *UseScan::member(const CXXMethodDecl &Method,
                            const CXXMemberCallExpr &Call, bool OfVariable) {
  StringRef Called = Method.getIdentifier() ? Method.getName() : StringRef();
  if (How != Held::ByPointer || !OfVariable) {
    memberCall(Method);
    return nullptr;
  }
  if (isa<CXXConversionDecl>(Method))
    return nullptr;
  if (Called == "get" || Called == "value")
    return &Call;
  if (Called == "reset" || Called == "swap" || Called == "emplace")
    stop("is built anew or ended in the loop");
  else if (Called == "release")
    stop("is given away in the loop", true);
  Result.LeavesState = true;
  return nullptr;
}

/// Is `Parent` still the client, only seen through a pointer or as a copy?
bool UseScan::goesThrough(const Stmt &Parent, bool OfVariable) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Parent);
  const auto *Unary = dyn_cast<UnaryOperator>(&Parent);
  const auto *Construct = dyn_cast<CXXConstructExpr>(&Parent);
  const CXXConstructorDecl *Copy =
      Construct ? Construct->getConstructor() : nullptr;
  if (OfVariable && Copy && Copy->isCopyConstructor() &&
      How == Held::ByPointer && Kind.Policy != ReusePolicy::Share)
    stop("is copied, and who has the copy may keep it beyond the turn", true);
  if (Unary && Unary->getOpcode() == UO_AddrOf) {
    if (OfVariable && How != Held::ByValue)
      stop("may be replaced, since its address is taken");
    Result.LeavesState = true;
    return true;
  }
  return (Copy && Copy->isCopyOrMoveConstructor()) ||
         (Operator && (Operator->getOperator() == OO_Star ||
                       Operator->getOperator() == OO_Arrow)) ||
         (Unary && Unary->getOpcode() == UO_Deref) ||
         isa<ExplicitCastExpr>(Parent);
}

void UseScan::look(const Expr &Name, ArrayRef<const Stmt *> Stack) {
  const Expr *Object = &Name;
  Rest = Stack;
  while (const Stmt *Parent = next()) {
    if (const auto *Member = dyn_cast<MemberExpr>(Parent)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(next());
      if (!Method || !Call) {
        Result.LeavesState = true;
        return;
      }
      Object = member(*Method, *Call, Object == &Name);
      if (!Object)
        return;
      continue;
    }
    if (!goesThrough(*Parent, Object == &Name))
      return part(*Parent, *Object);
    Object = cast<Expr>(Parent);
  }
}

void UseScan::captured(const LambdaExpr &Lambda) {
  for (const LambdaCapture &C : Lambda.captures()) {
    if (!C.capturesVariable() || C.getCapturedVar() != &Var)
      continue;
    Result.LeavesState = true;
    if (C.getCaptureKind() == LCK_ByCopy && How == Held::ByPointer &&
        Kind.Policy != ReusePolicy::Share)
      stop("is copied into a lambda, which may keep it beyond the turn", true);
  }
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
