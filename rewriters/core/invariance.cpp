//===- invariance.cpp - What is the same in each turn of a loop -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// "Identity" means that only which object it is counts, not its value: what is
// bound to a non-const reference, or what a pure member function is called on.
//
//===----------------------------------------------------------------------===//

#include "core/invariance.h"
#include "core/calls.h"
#include "core/mutation.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace asyncmend {

void Invariance::stop(const llvm::Twine &Reason) {
  if (Why.empty())
    Why = Reason.str();
}

void Invariance::children(const Stmt &S) {
  for (const Stmt *Child : spelledChildren(S))
    visit(*Child, /*Identity=*/false);
}

void Invariance::visit(const Stmt &S, bool Identity) {
  if (!Why.empty())
    return;
  const auto *E = dyn_cast<Expr>(&S);
  if (!E || E->isTypeDependent())
    return stop("what it is built from is not known in this template");
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    return visit(*Cast->getSubExpr(),
                 Identity && Cast->getCastKind() != CK_LValueToRValue);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return construct(*Construct);
  if (isTransparent(*E)) {
    for (const Stmt *Child : spelledChildren(*E))
      visit(*Child, Identity);
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return variable(*Var, Identity);
    if (isa<BindingDecl>(Ref->getDecl()))
      stop("it depends on '" + Ref->getDecl()->getName() + "'");
    return;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return field(*Member, Identity);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(*Call);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return lambda(*Lambda);
  other(*E, Identity);
}

/// Where the captured variables live decides; the body runs later.
void Invariance::lambda(const LambdaExpr &Lambda) {
  for (const LambdaCapture &C : Lambda.captures()) {
    const auto *Var =
        C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
    bool ByReference = C.getCaptureKind() == LCK_ByRef;
    if (Var && ByReference && isInLoop(*Var))
      stop("it depends on '" + Var->getName() + "'");
    else if (Var)
      variable(*Var, ByReference);
  }
}

void Invariance::other(const Expr &E, bool Identity) {
  if (const auto *Op = dyn_cast<UnaryOperator>(&E)) {
    if (Op->isIncrementDecrementOp())
      return stop("its arguments change something in each turn");
    if (Op->getOpcode() == UO_Deref && !Identity)
      Weak = true;
    return visit(*Op->getSubExpr(), Op->getOpcode() == UO_AddrOf);
  }
  if (const auto *Op = dyn_cast<BinaryOperator>(&E); Op && Op->isAssignmentOp())
    return stop("its arguments change something in each turn");
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(&E)) {
    if (!isa<CoawaitExpr>(Await) || !isExecutor(*Await->getOperand()))
      stop("its arguments await something in each turn");
    return;
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(&E)) {
    if (New->getNumPlacementArgs() != 0 || !New->getInitializer())
      return stop("it is made by an unusual new-expression");
    return visit(*New->getInitializer(), false);
  }
  if (isa<CXXThrowExpr, StmtExpr, CXXDeleteExpr>(E))
    return stop("its arguments do more than give a value");
  children(E);
}

bool Invariance::isExecutor(const Expr &Operand) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(&ignoreTransparent(Operand));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !F.framework())
    return false;
  std::string Name = qualifiedName(*Var);
  return llvm::any_of(F.framework()->Executor, [&](const Alternative &A) {
    return StringRef(A.To).trim() == "co_await " + Name;
  });
}

/// A const member function, or one that only differs in that from another:
/// `front()` of a container that happens not to be const.
static bool isReader(const CXXMethodDecl &Method) {
  if (Method.isConst())
    return true;
  return llvm::any_of(
      Method.getParent()->lookup(Method.getDeclName()), [&](const Decl *D) {
        const auto *Other = dyn_cast_or_null<CXXMethodDecl>(D->getAsFunction());
        return Other && Other->isConst() &&
               Other->getNumParams() == Method.getNumParams();
      });
}

/// `const std::string &host() const { return host_; }`
static const MemberExpr *returnedField(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Callee.getBody());
  if (!Method || !Method->isConst() || Method->isVirtual() ||
      Callee.getNumParams() != 0 || !Body || Body->size() != 1)
    return nullptr;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  if (!Value)
    return nullptr;
  const Expr *Inner = &ignoreTransparent(*Value);
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(Inner))
    if (Copy->getNumArgs() == 1 &&
        Copy->getConstructor()->isCopyOrMoveConstructor())
      Inner = &ignoreTransparent(*Copy->getArg(0));
  const auto *Member = dyn_cast<MemberExpr>(Inner);
  return Member && isa<FieldDecl>(Member->getMemberDecl()) ? Member : nullptr;
}

bool Invariance::isPure(const FunctionDecl &Callee) const {
  const ClientTable &Table = Tu.profiles().clients();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Callee.getIdentifier() && (Table.isPure(qualifiedName(Callee)) ||
                                 (Method && Table.isPure(Callee.getName()))))
    return true;
  if (Method && Method->getParent()->isInStdNamespace())
    return isReader(*Method);
  // `"a" + text`, `10s`, and the operators of flags.
  return !Method && Callee.isInStdNamespace() &&
         (Callee.isOverloadedOperator() || isa<CXXConversionDecl>(Callee) ||
          Callee.getLiteralIdentifier());
}

void Invariance::arguments(const FunctionDecl *Callee,
                           ArrayRef<const Expr *> Arguments) {
  for (auto [I, A] : llvm::enumerate(Arguments)) {
    QualType P = Callee && I < Callee->getNumParams()
                     ? Callee->getParamDecl(I)->getType()
                     : QualType();
    bool Identity = !P.isNull() && P->isLValueReferenceType() &&
                    !P->getPointeeType().isConstQualified();
    visit(*A, Identity);
  }
}

void Invariance::call(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return stop("its arguments call something that is not known here");
  Expr::EvalResult Constant;
  if (!Call.isValueDependent() && Call.isPRValue() &&
      Call.EvaluateAsRValue(Constant, Tu.ast()) && !Constant.HasSideEffects)
    return;
  if (Callee->getIdentifier() && Callee->isInStdNamespace() &&
      (Callee->getName() == "move" || Callee->getName() == "forward"))
    return stop("its arguments are moved from in each turn");
  bool Factory = factoryOf(Tu, Call) != nullptr;
  ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (const MemberExpr *Field = returnedField(*Callee)) {
    if (isChangedByOthers(*Field->getMemberDecl()))
      return stop("it reads '" + Field->getMemberDecl()->getName() +
                  "', which is changed elsewhere");
    return visit(*Member->getImplicitObjectArgument(), false);
  }
  if (!Factory && !isPure(*Callee))
    return stop("its arguments call '" + Callee->getNameAsString() +
                "', which may give something else in each turn");
  // What a pure function of a library's handle gives hangs on the object, what
  // one of a standard class gives on the value.
  if (Member)
    visit(*Member->getImplicitObjectArgument(),
          !Member->getMethodDecl()->getParent()->isInStdNamespace());
  arguments(isa<CXXOperatorCallExpr>(Call) ? nullptr : Callee, Args);
}

void Invariance::construct(const CXXConstructExpr &E) {
  const CXXConstructorDecl &Constructor = *E.getConstructor();
  const SourceManager &Sources = Tu.sources();
  bool Known = Constructor.isImplicit() || Constructor.isDefaulted() ||
               Constructor.isConstexpr() ||
               Sources.isInSystemHeader(
                   Sources.getExpansionLoc(Constructor.getLocation())) ||
               Tu.profiles().clients().type(className(E.getType()));
  if (!Known)
    return stop("its arguments build a '" +
                Constructor.getParent()->getNameAsString() +
                "', whose constructor may do more than that");
  SmallVector<const Expr *> Args(E.arg_begin(), E.arg_end());
  arguments(&Constructor, Args);
}

bool Invariance::isInLoop(const Decl &D) const {
  const SourceManager &Sources = Tu.sources();
  SourceLocation Loc = Sources.getExpansionLoc(D.getLocation());
  return !Sources.isBeforeInTranslationUnit(
             Loc, Sources.getExpansionLoc(Loop.getBeginLoc())) &&
         !Sources.isBeforeInTranslationUnit(
             Sources.getExpansionLoc(Loop.getEndLoc()), Loc);
}

/// A handle keeps its value when it is forwarded to somebody.
bool Invariance::changes(const Stmt &Code, const VarDecl &Var) const {
  QualType T = Var.getType().getNonReferenceType();
  if (Tu.profiles().clients().isHandle(className(T)))
    return isReassigned(Code, Var);
  return mayChange(Code, Var, Tu.ast());
}

/// Is there a pointer or reference through which `Var` may be changed without
/// being named?
bool Invariance::escapes(const VarDecl &Var) const {
  bool Found = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
      for (const LambdaCapture &C : Lambda->captures())
        Found |= C.capturesVariable() && C.getCapturedVar() == &Var &&
                 C.getCaptureKind() == LCK_ByRef && Lambda->getBody() &&
                 mayChange(*Lambda->getBody(), Var, Tu.ast());
      return;
    }
    if (const auto *Address = dyn_cast<UnaryOperator>(&S)) {
      const auto *Ref =
          dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenImpCasts());
      Found |= Address->getOpcode() == UO_AddrOf && Ref &&
               Ref->getDecl() == &Var && !isa<CallExpr>(*Around.parent());
      return;
    }
  });
  return Found || llvm::any_of(Known.all(), [&](const VarDecl *Alias) {
           QualType T = Alias->getType();
           if (!T->isReferenceType() || !Alias->getInit() ||
               T->getPointeeType().isConstQualified())
             return false;
           const auto *Ref =
               dyn_cast<DeclRefExpr>(&ignoreTransparent(*Alias->getInit()));
           return Ref && Ref->getDecl() == &Var;
         });
}

/// Does any function but a constructor change the member or global?
bool Invariance::isChangedByOthers(const ValueDecl &D) const {
  for (const FunctionBody &Other : Tu.functions()) {
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(Other.Function) ||
        Other.IsPattern)
      continue;
    bool Changed = false;
    if (Tu.profiles().clients().isHandle(className(D.getType()))) {
      if (isReassigned(Other.written(), D))
        return true;
      continue;
    }
    walkWithLambdas(Other.written(), [&](const Stmt &S) {
      const auto *Member = dyn_cast<MemberExpr>(&S);
      if (!Changed && Member && Member->getMemberDecl() == &D)
        Changed = mayChange(Other.written(), *Member, Tu.ast());
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      if (!Changed && Ref && Ref->getDecl() == &D)
        Changed = mayChange(Other.written(), *Ref, Tu.ast());
    });
    if (Changed)
      return true;
  }
  return false;
}

/// Types that are cheap to keep for longer and that nobody else waits for.
static bool isPlainValue(QualType T) {
  T = T.getNonReferenceType();
  if (T->isScalarType() || T->isArrayType())
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() &&
         (Record->isTrivial() || className(T) == "std::basic_string" ||
          Record->hasTrivialDestructor());
}

void Invariance::localOfLoop(const VarDecl &Var) {
  const LocalSite *Site = Known.find(&Var);
  if (asyncmend::isOfPeer(Tu, Loop, Var))
    OfPeer = true;
  auto Vary = [&] {
    stop("it depends on '" + Var.getName() + "', which belongs to one turn");
  };
  bool InBody = Site && llvm::is_contained(Site->Stack, loopBody(Loop)) &&
                isa<CompoundStmt>(Site->Stack.back());
  if (!InBody || !Var.getInit() || Var.isStaticLocal())
    return Vary();
  if (Needs.contains(&Var))
    return;
  ClientSite Client = clientOf(Tu, Var);
  const Expr &Init = ignoreTransparent(*Var.getInit());
  const auto *Await = dyn_cast<CoroutineSuspendExpr>(&Init);
  const auto *Call = dyn_cast<CallExpr>(&Init);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  bool Handle = Tu.profiles().clients().isHandle(className(Var.getType())) ||
                (Await && isExecutor(*Await->getOperand())) ||
                (Callee && Callee->getIdentifier() &&
                 Tu.profiles().clients().isPure(Callee->getName()));
  if (!Client && !Handle && !isPlainValue(Var.getType()))
    return Vary();
  if (!Client && changes(*loopBody(Loop), Var))
    return Vary();
  if (Site->isShared())
    return stop("'" + Var.getName() +
                "', which it is built from, shares its "
                "declaration with other variables");
  visit(*Var.getInit(), Var.getType()->isReferenceType());
  if (Why.empty())
    Needs.insert(&Var);
}

void Invariance::variable(const VarDecl &Var, bool Identity) {
  if (Var.isConstexpr())
    return;
  bool Const = Var.getType().getNonReferenceType().isConstQualified();
  if (Var.hasLocalStorage()) {
    if (isInLoop(Var))
      return localOfLoop(Var);
    if (Identity || (Const && !Var.getType()->isReferenceType()))
      return;
    if (changes(Loop, Var))
      return stop("it depends on '" + Var.getName() +
                  "', which changes in the loop");
    Weak |= Var.getType()->isReferenceType() && !Const;
    Weak |= escapes(Var);
    return;
  }
  if (Const || Identity)
    return;
  if (!Var.isStaticLocal() && Var.isExternallyVisible())
    return stop("it reads the global '" + Var.getName() +
                "', which may change in the loop");
  if (isChangedByOthers(Var))
    return stop("it reads '" + Var.getName() + "', which is changed elsewhere");
  Weak = true;
}

void Invariance::field(const MemberExpr &E, bool Identity) {
  const ValueDecl *Member = E.getMemberDecl();
  if (const auto *Static = dyn_cast<VarDecl>(Member))
    return variable(*Static, Identity);
  if (!isa<FieldDecl>(Member)) // A member function; the call is judged.
    return isa<CXXMethodDecl>(Member) && !E.getBase()->isImplicitCXXThis()
               ? visit(*E.getBase(), Identity)
               : void();
  QualType T = Member->getType();
  const Expr &Base = ignoreTransparent(*E.getBase());
  visit(*E.getBase(), !E.isArrow() && (Identity || T->isReferenceType()));
  if (Identity || T->isReferenceType() || T.isConstQualified() ||
      Base.getType().isConstQualified())
    return;
  const auto *Ref = dyn_cast<DeclRefExpr>(&Base);
  const auto *Owner = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Owner && !E.isArrow() && Owner->hasLocalStorage() &&
      !Owner->getType()->isReferenceType())
    return; // A part of a local, which has been looked at as a whole.
  if (isChangedByOthers(*Member))
    return stop("it reads '" + Member->getName() +
                "', which is changed elsewhere");
  Weak = true;
}

} // namespace asyncmend
