//===- borrowing.cpp - What a value refers to -----------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/borrowing.h"
#include "core/calls.h"
#include "core/escape.h"
#include "core/iteration.h"
#include "core/loops.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

bool isView(const TuModel &Tu, QualType T) {
  if (T.isNull() || T->isReferenceType())
    return false;
  if (T->isPointerType())
    return !T->isFunctionPointerType();
  return Tu.profiles().lifetimes().ViewTypes.contains(className(T));
}

static bool isOwningPointer(const TuModel &Tu, QualType T) {
  return Tu.profiles().lifetimes().OwningPointers.contains(className(T));
}

/// Wrappers, conversions between references, and `std::move`.
static const Expr &strip(const Expr &E) {
  const Expr *Inner = &E;
  while (true) {
    if (const auto *Cast = dyn_cast<CastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (isa<ParenExpr, FullExpr, CXXBindTemporaryExpr>(Inner))
      Inner = cast<Expr>(*Inner->child_begin());
    else if (isa<CallExpr>(Inner) && isPassThrough(*Inner))
      Inner = cast<CallExpr>(Inner)->getArg(0);
    else
      return *Inner;
  }
}

/// `*it` of the hidden iterator of a range-based `for`: the range, if it is a
/// container that owns its elements.
static const Expr *rangeBehind(const TuModel &Tu, const Expr &Item) {
  const Expr *Iterator = nullptr;
  if (const auto *Star = dyn_cast<UnaryOperator>(&Item))
    Iterator = Star->getOpcode() == UO_Deref ? Star->getSubExpr() : nullptr;
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Item))
    Iterator =
        Operator->getOperator() == OO_Star ? Operator->getArg(0) : nullptr;
  const auto *Ref =
      Iterator ? dyn_cast<DeclRefExpr>(&strip(*Iterator)) : nullptr;
  const auto *Begin = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Begin || !Begin->isImplicit() || !Begin->getInit())
    return nullptr;
  const Expr &First = strip(*Begin->getInit());
  if (First.getType()->isArrayType())
    return &First;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&First);
  const Expr *Range = Call ? Call->getImplicitObjectArgument() : nullptr;
  const NamedDecl *Class = Range ? classOf(Range->getType()) : nullptr;
  std::string Name = Class ? qualifiedName(*Class) : "";
  return StringRef(Name).starts_with("std::") &&
                 !StringRef(Name).starts_with("std::ranges::") &&
                 !isView(Tu, Range->getType())
             ? Range
             : nullptr;
}

Referent referentOf(const TuModel &Tu, const ValueDecl &D) {
  if (const auto *Bound = dyn_cast<BindingDecl>(&D))
    return Bound->getDecomposedDecl()
               ? referentOf(Tu, *Bound->getDecomposedDecl())
               : Referent();
  const auto *Var = dyn_cast<VarDecl>(&D);
  if (!Var || !Var->hasLocalStorage())
    return {};
  if (!Var->getType()->isReferenceType())
    return {Var, nullptr};
  if (isa<ParmVarDecl>(Var) || !Var->getInit())
    return {};
  const Expr *Range = rangeBehind(Tu, strip(*Var->getInit()));
  Referent R = referentOf(Tu, Range ? *Range : *Var->getInit());
  return R.Var ? R : Referent();
}

/// `v[i]`, `v.front()`: a part of a standard container.
static const Expr *containerOf(const TuModel &Tu, const Expr &E) {
  const Expr *Object = nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E))
    Object =
        Operator->getOperator() == OO_Subscript ? Operator->getArg(0) : nullptr;
  else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&E)) {
    const FunctionDecl *F = calleeOf(*Call);
    if (F && F->getIdentifier() &&
        (F->getName() == "front" || F->getName() == "back" ||
         F->getName() == "at" || F->getName() == "value"))
      Object = Call->getImplicitObjectArgument();
  }
  if (!Object || Object->getType()->isPointerType() ||
      isView(Tu, Object->getType()))
    return nullptr;
  const NamedDecl *Class = classOf(Object->getType());
  return Class && StringRef(qualifiedName(*Class)).starts_with("std::")
             ? Object
             : nullptr;
}

Referent referentOf(const TuModel &Tu, const Expr &Whole) {
  const Expr &E = strip(Whole);
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(&E))
    return Made->getStorageDuration() == SD_FullExpression
               ? Referent{nullptr, Made}
               : Referent{};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
    return Ref->refersToEnclosingVariableOrCapture()
               ? Referent()
               : referentOf(Tu, *Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(&E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    return Field && !Member->isArrow() && !Field->getType()->isReferenceType()
               ? referentOf(Tu, *Member->getBase())
               : Referent();
  }
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(&E))
    return Element->getBase()->IgnoreParenImpCasts()->getType()->isArrayType()
               ? referentOf(Tu, *Element->getBase())
               : Referent();
  if (const Expr *Container = containerOf(Tu, E))
    return referentOf(Tu, *Container);
  // The object of a member call may be a bare prvalue. Parentheses round what
  // a pattern's local is made of have no type.
  if (E.isPRValue() && !E.getType().isNull() && E.getType()->isRecordType() &&
      !isView(Tu, E.getType()) && isa<CallExpr, CXXConstructExpr>(E))
    return {nullptr, &E};
  return {};
}

/// `s.c_str()`, `v.begin()`, a conversion to a view.
static Referent viewedByMember(const TuModel &Tu,
                               const CXXMemberCallExpr &Call) {
  const FunctionDecl *F = calleeOf(Call);
  const Expr *Object = Call.getImplicitObjectArgument();
  if (!F || !Object || Object->getType()->isPointerType())
    return {};
  bool Gives = isa<CXXConversionDecl>(F) ||
               (F->getIdentifier() &&
                Tu.profiles().lifetimes().ViewMembers.contains(F->getName()));
  if (!Gives)
    return {};
  const Expr &Named = strip(*Object);
  if (isView(Tu, Named.getType()))
    return viewedBy(Tu, Named);
  // What a shared pointer holds may be held by others, too.
  if (isOwningPointer(Tu, Named.getType()) &&
      className(Named.getType()) != "std::unique_ptr")
    return {};
  return referentOf(Tu, *Object);
}

Referent viewedBy(const TuModel &Tu, const Expr &Whole) {
  const Expr *E = &Whole;
  while (true) {
    if (const auto *Cast = dyn_cast<CastExpr>(E)) {
      if (Cast->getCastKind() == CK_ArrayToPointerDecay)
        return isa<StringLiteral>(Cast->getSubExpr()->IgnoreParens())
                   ? Referent()
                   : referentOf(Tu, *Cast->getSubExpr());
      E = Cast->getSubExpr();
    } else if (isa<ParenExpr, FullExpr, CXXBindTemporaryExpr,
                   MaterializeTemporaryExpr>(E))
      E = cast<Expr>(*E->child_begin());
    else if (isa<CallExpr>(E) && isPassThrough(*E))
      E = cast<CallExpr>(E)->getArg(0);
    else
      break;
  }
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    return Address->getOpcode() == UO_AddrOf
               ? referentOf(Tu, *Address->getSubExpr())
               : Referent();
  auto Into = [&](const Expr &From) {
    QualType T = strip(From).getType();
    return isView(Tu, T) ? viewedBy(Tu, From)
           : T->isRecordType() || T->isArrayType()
               ? (isa<StringLiteral>(strip(From)) ? Referent()
                                                  : referentOf(Tu, From))
               : Referent();
  };
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E))
    return viewedByMember(Tu, *Member);
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() > 0 && isView(Tu, Made->getType())
               ? Into(*Made->getArg(0))
               : Referent();
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  if (F && F->getIdentifier() && Call->getNumArgs() > 0 &&
      Tu.profiles().lifetimes().ViewFunctions.contains(qualifiedName(*F)))
    return Call->getArg(0)->getType()->isReferenceType() ||
                   Call->getArg(0)->isGLValue()
               ? Into(*Call->getArg(0))
               : viewedBy(Tu, *Call->getArg(0));
  return {};
}

bool runsLater(const TuModel &Tu, const Stmt &Body, Start Begins,
               llvm::function_ref<bool(const Stmt &)> Names) {
  bool Found = false;
  const Stmt *Suspended = nullptr;
  walkDeep(Body, [&](const Stmt &S, const Ancestors &Around) {
    // The operand of the first suspension runs before it, but for the next
    // turn of a loop.
    bool Late = Begins == Start::Lazy ||
                (Suspended && (!llvm::is_contained(Around.all(), Suspended) ||
                               !loopsAround(Around, S, Tu.ast()).empty()));
    if (!Suspended && isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S))
      Suspended = &S;
    Found |= Late && Names(S);
  });
  return Found;
}

namespace {

/// What a task does with a parameter after the call that made it.
class ParamUse {
public:
  ParamUse(const TuModel &Tu, const FunctionDecl &F, Start Begins)
      : Tu(Tu), F(F), Begins(Begins), Body(writtenBody(F)) {}

  bool borrows(unsigned I, unsigned Depth = 0) const {
    if (!Body)
      return Begins == Start::Lazy;
    const FunctionDecl *Definition = nullptr;
    F.hasBody(Definition);
    if (I >= Definition->getNumParams())
      return false;
    const ParmVarDecl &P = *Definition->getParamDecl(I);
    return isCoroutine(F) ? usedLate(&P) : passesOn(P, Depth);
  }

  bool borrowsObject() const {
    return Body ? isCoroutine(F) && usedLate(nullptr) : Begins == Start::Lazy;
  }

private:
  /// A null parameter stands for `this`.
  bool usedLate(const ParmVarDecl *P) const {
    return runsLater(Tu, *Body, Begins, [&](const Stmt &S) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      return P ? Ref && Ref->getDecl() == P : isa<CXXThisExpr>(S);
    });
  }

  /// A plain function: is the reference given to the task that it returns?
  bool passesOn(const ParmVarDecl &P, unsigned Depth) const {
    bool Found = false;
    walkSpelled(*Body, [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
      if (Found || !Callee || Depth > 1 ||
          !isa_and_nonnull<ReturnStmt>(Around.parent()))
        return;
      TaskKind Kind = taskKind(Tu, *Call);
      if (!Kind.IsTask)
        return;
      ParamUse Inner(Tu, *Callee, Kind.Begins);
      unsigned Skip = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
      for (unsigned I = Skip; I < Call->getNumArgs(); ++I) {
        if (I - Skip >= Callee->getNumParams())
          break;
        QualType T = Callee->getParamDecl(I - Skip)->getType();
        const auto *Ref = dyn_cast<DeclRefExpr>(&strip(*Call->getArg(I)));
        Found |= Ref && Ref->getDecl() == &P &&
                 (T->isReferenceType() || isView(Tu, T)) &&
                 Inner.borrows(I - Skip, Depth + 1);
      }
    });
    return Found;
  }

  const TuModel &Tu;
  const FunctionDecl &F;
  Start Begins;
  const Stmt *Body;
};

/// The object of a member coroutine, if it is a temporary or a local.
Referent objectOf(const TuModel &Tu, const Expr &Object) {
  if (!Object.getType()->isPointerType())
    return referentOf(Tu, Object);
  const Expr &Pointer = strip(Object);
  if (const auto *Address = dyn_cast<UnaryOperator>(&Pointer))
    return Address->getOpcode() == UO_AddrOf
               ? referentOf(Tu, *Address->getSubExpr())
               : Referent();
  // `std::make_unique<T>()->run()`: nobody else holds it.
  const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(&Pointer);
  if (!Arrow || Arrow->getOperator() != OO_Arrow ||
      !isOwningPointer(Tu, Arrow->getArg(0)->getType()))
    return {};
  const Expr *Owner = &strip(*Arrow->getArg(0));
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(Owner))
    Owner = &strip(*Made->getSubExpr());
  const auto *Make = dyn_cast<CallExpr>(Owner);
  const FunctionDecl *F = Make ? calleeOf(*Make) : nullptr;
  if (!F || !F->getIdentifier() || !F->getName().starts_with("make_"))
    return {};
  const auto *Record = Pointer.getType()->getPointeeCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return {};
  bool KeepsItself = false;
  Record->forallBases([&](const CXXRecordDecl *Base) {
    KeepsItself |=
        Tu.profiles().lifetimes().SharedBases.contains(qualifiedName(*Base));
    return true;
  });
  return KeepsItself ? Referent() : Referent{nullptr, Make};
}

} // namespace

llvm::SmallVector<Borrowed, 2> borrowedBy(const TuModel &Tu,
                                          const CallExpr &Call, Start Begins) {
  llvm::SmallVector<Borrowed, 2> Found;
  const FunctionDecl *F = calleeOf(Call);
  if (!F)
    return Found;
  ParamUse Uses(Tu, *F, Begins);
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  bool HasObject =
      Method && Method->isInstance() && !Method->getParent()->isLambda();
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Object = Member->getImplicitObjectArgument();
  else if (Operator && HasObject)
    Object = Operator->getArg(0);
  if (HasObject && Object && Uses.borrowsObject())
    if (Referent R = objectOf(Tu, *Object))
      Found.push_back({Object, nullptr, R});
  unsigned Skip = Operator && Method ? 1 : 0;
  for (unsigned I = Skip; I < Call.getNumArgs(); ++I) {
    if (I - Skip >= F->getNumParams())
      break;
    const ParmVarDecl *P = F->getParamDecl(I - Skip);
    const auto *Default = dyn_cast<CXXDefaultArgExpr>(Call.getArg(I));
    const Expr &Argument = Default ? *Default->getExpr() : *Call.getArg(I);
    Referent R = P->getType()->isReferenceType() ? referentOf(Tu, Argument)
                 : isView(Tu, P->getType())      ? viewedBy(Tu, Argument)
                                                 : Referent();
    if (R && Uses.borrows(I - Skip))
      Found.push_back({&Argument, P, R});
  }
  return Found;
}

std::string describe(const TuModel &Tu, const Referent &R) {
  if (R.Var && !R.Var->getIdentifier())
    return "a structured binding";
  if (R.Var)
    return "'" + R.Var->getNameAsString() + "'";
  const Expr *E = R.Temporary ? &strip(*R.Temporary) : nullptr;
  auto Text = E ? Tu.text(E->getSourceRange()) : std::nullopt;
  if (!Text || Text->size() > 40 || Text->contains('\n'))
    return "a temporary";
  return ("the temporary '" + *Text + "'").str();
}

} // namespace asyncmend
