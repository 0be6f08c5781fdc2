//===- owned-views.cpp - Views into responses, buffers and the like -------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/owned-views.h"
#include "core/calls.h"
#include "core/escape.h"
#include "core/flow.h"
#include "core/handle-uses.h"
#include "core/names.h"
#include "core/outlives.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace asyncmend {

static const ViewOwner *ownerKind(const TuModel &Tu, QualType T) {
  std::string Class = className(T.getNonReferenceType());
  for (const ViewOwner &O : Tu.profiles().lifetimes().Owners)
    if (O.Type == Class)
      return &O;
  return nullptr;
}

static const Expr &below(const Expr &Whole) {
  const Expr *E = &Whole;
  while (true) {
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      E = Cast->getSubExpr();
    else if (isTransparent(*E) || isa<MaterializeTemporaryExpr>(E))
      E = cast<Expr>(*E->child_begin());
    else if (isa<CallExpr>(E) && isPassThrough(*E))
      E = cast<CallExpr>(E)->getArg(0);
    else
      return *E;
  }
}

/// `res.body()`, `res[f]`, `res.text`: the object, if it gives views by `Name`.
static OwnerRef viewOf(const TuModel &Tu, const Expr &Object,
                       const std::string &Name) {
  const ViewOwner *Kind = ownerKind(Tu, below(Object).getType());
  if (!Kind || !llvm::is_contained(Kind->Views, Name))
    return {};
  Referent R = referentOf(Tu, Object);
  if (!R && below(Object).isPRValue())
    R.Temporary = &below(Object);
  return {Kind, R};
}

OwnerRef ownerBehind(const TuModel &Tu, const Expr &Whole) {
  const Expr &E = below(Whole);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&E)) {
    const FunctionDecl *F = calleeOf(*Member);
    const Expr *Object = Member->getImplicitObjectArgument();
    if (!F || !Object || Object->getType()->isPointerType())
      return {};
    if (OwnerRef Found = viewOf(Tu, *Object, F->getNameAsString()))
      return Found;
    bool Gives = isa<CXXConversionDecl>(F) ||
                 (F->getIdentifier() &&
                  Tu.profiles().lifetimes().ViewMembers.contains(F->getName()));
    return Gives ? ownerBehind(Tu, *Object) : OwnerRef();
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E))
    return Operator->getOperator() == OO_Subscript
               ? viewOf(Tu, *Operator->getArg(0), "operator[]")
               : OwnerRef();
  if (const auto *Field = dyn_cast<MemberExpr>(&E))
    return Field->isArrow() ? OwnerRef()
                            : viewOf(Tu, *Field->getBase(),
                                     Field->getMemberDecl()->getNameAsString());
  if (const auto *Made = dyn_cast<CXXConstructExpr>(&E))
    return Made->getNumArgs() > 0 && isView(Tu, Made->getType())
               ? ownerBehind(Tu, *Made->getArg(0))
               : OwnerRef();
  if (const auto *Call = dyn_cast<CallExpr>(&E)) {
    const FunctionDecl *F = calleeOf(*Call);
    return F && F->getIdentifier() && Call->getNumArgs() > 0 &&
                   Tu.profiles().lifetimes().ViewFunctions.contains(
                       qualifiedName(*F))
               ? ownerBehind(Tu, *Call->getArg(0))
               : OwnerRef();
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(&E);
  const ViewOwner *Kind = Ref ? ownerKind(Tu, Ref->getType()) : nullptr;
  return Kind && Kind->Views.empty() ? OwnerRef{Kind, referentOf(Tu, E)}
                                     : OwnerRef();
}

namespace {

/// `V = value`, of a class or not.
struct Assignment {
  const Expr *To = nullptr;
  const Expr *Value = nullptr;
};

Assignment assignmentAt(const Stmt &S) {
  if (const auto *Assign = dyn_cast<BinaryOperator>(&S))
    return Assign->getOpcode() == BO_Assign
               ? Assignment{Assign->getLHS(), Assign->getRHS()}
               : Assignment{};
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
  return Operator && Operator->getOperator() == OO_Equal
             ? Assignment{Operator->getArg(0), Operator->getArg(1)}
             : Assignment{};
}

class ViewScan {
public:
  ViewScan(const TuModel &Tu, const FunctionBody &F) : Tu(Tu), F(F) {}

  std::vector<LostView> run() {
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
      if (const auto *Return = dyn_cast<ReturnStmt>(&S))
        returned(Return->getRetValue(), F.Function->getReturnType());
      else if (const auto *Last = dyn_cast<CoreturnStmt>(&S))
        returned(Last->getOperand(),
                 templateArgument(F.Function->getReturnType(), 0));
      else if (const auto *Local = dyn_cast<DeclStmt>(&S))
        declared(*Local);
      else if (Assignment A = assignmentAt(S); A.To)
        assigned(cast<Expr>(S), A);
      else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S))
        walked(*Range->getRangeInit());
    });
    return std::move(Found);
  }

private:
  void returned(const Expr *Value, QualType As) {
    if (!Value || As.isNull() || !isView(Tu, As) || As->isPointerType())
      return;
    OwnerRef Owner = ownerBehind(Tu, *Value);
    if (Owner && (Owner.Of.Temporary || isOwnLocal(F, *Owner.Of.Var)))
      Found.push_back({Value, nullptr, Owner, "is returned from"});
  }

  /// `std::string_view body = (co_await fetch()).body();`
  void declared(const DeclStmt &Local) {
    for (const Decl *D : Local.decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || !Var->getInit() || !Var->isReferenced())
        continue;
      // A reference keeps the temporary, or one that it names a field of, but
      // not the one that a call was made on.
      bool Refers = Var->getType()->isReferenceType() &&
                    Var->getInit()->isGLValue() &&
                    isa<CallExpr>(below(*Var->getInit()));
      if (!Refers && !isView(Tu, Var->getType()))
        continue;
      OwnerRef Owner = ownerBehind(Tu, *Var->getInit());
      if (Owner && Owner.Of.Temporary)
        Found.push_back(
            {&ignoreTransparent(*Var->getInit()), Var, Owner, "outlives"});
    }
  }

  void assigned(const Expr &Whole, const Assignment &A) {
    if (!isView(Tu, A.To->getType().getNonReferenceType()))
      return;
    OwnerRef Owner = ownerBehind(Tu, *A.Value);
    if (!Owner || (Owner.Of.Var && !isOwnLocal(F, *Owner.Of.Var)))
      return;
    const Expr &To = ignoreTransparent(*A.To);
    const auto *Ref = dyn_cast<DeclRefExpr>(&To);
    const auto *View = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (View && isOwnLocal(F, *View)) {
      if (usedTooLate(Whole, *View, Owner.Of))
        Found.push_back({&Whole, View, Owner, "is still used after"});
    } else if (const auto *Member = dyn_cast<MemberExpr>(&To);
               Member &&
               isa<CXXThisExpr>(ignoreTransparent(*Member->getBase())) &&
               !isSetAgain(Whole, *Member->getMemberDecl()))
      Found.push_back({&Whole, nullptr, Owner, "is kept after"});
  }

  /// The loop keeps the value of its range, not what that is got from: until
  /// C++23 only a temporary that is the range, or that it is a field of, lives.
  void walked(const Expr &Range) {
    if (Tu.language().CPlusPlus23 || isa<MemberExpr>(below(Range)) ||
        !(Range.isGLValue() || isView(Tu, Range.getType())))
      return;
    OwnerRef Owner = ownerBehind(Tu, Range);
    if (Owner && Owner.Of.Temporary)
      Found.push_back({&ignoreTransparent(Range), nullptr, Owner,
                       "is walked through after", true});
  }

  /// Is the member given another value further down?
  bool isSetAgain(const Expr &First, const ValueDecl &Member) const {
    bool Again = false;
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
      Assignment A = assignmentAt(S);
      const auto *To =
          A.To ? dyn_cast<MemberExpr>(&ignoreTransparent(*A.To)) : nullptr;
      Again |= To && To->getMemberDecl() == &Member && &S != &First &&
               isBefore(First.getEndLoc(), S.getBeginLoc());
    });
    return Again;
  }

  /// Is `View` read on some path behind the owner's scope?
  bool usedTooLate(const Expr &Whole, const VarDecl &View,
                   const Referent &Owner) const {
    const Stmt *Scope = Owner.Var ? scopeOf(F, *Owner.Var) : &Whole;
    std::optional<Flow> Paths = Flow::of(Tu, F);
    if (!Scope || !Paths)
      return false;
    auto Sets = [&](const Stmt &S) {
      Assignment A = assignmentAt(S);
      const auto *To =
          A.To ? dyn_cast<DeclRefExpr>(&ignoreTransparent(*A.To)) : nullptr;
      return To && To->getDecl() == &View;
    };
    FlowFacts Facts = Paths->follow(
        1,
        [&](const Stmt &S) -> Flow::Effect {
          if (&S == &Whole)
            return {{0}, {}};
          return Sets(S) ? Flow::Effect{{}, {0}} : Flow::Effect{};
        },
        [](const Expr &, bool) { return SmallVector<unsigned, 1>(); });
    bool Late = false;
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      if (!Ref || Ref->getDecl() != &View ||
          !isBefore(Scope->getEndLoc(), S.getBeginLoc()))
        return;
      const Stmt *Parent = Around.parent();
      Late |= !(Parent && Sets(*Parent)) && Facts.holdsAt(S, 0);
    });
    return Late;
  }

  bool isBefore(SourceLocation A, SourceLocation B) const {
    return Tu.sources().isBeforeInTranslationUnit(Tu.place(A), Tu.place(B));
  }

  const TuModel &Tu;
  const FunctionBody &F;
  std::vector<LostView> Found;
};

} // namespace

std::vector<LostView> lostViews(const TuModel &Tu, const FunctionBody &F) {
  return ViewScan(Tu, F).run();
}

bool mayOwnText(const TuModel &Tu, const FunctionBody &F, const VarDecl &View) {
  QualType T = View.getType();
  bool IsText = StringRef(className(T)).ends_with("string_view") &&
                templateArgument(T, 0)->isCharType();
  bool IsSingle = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    const auto *Local = dyn_cast<DeclStmt>(&S);
    IsSingle |=
        Local && Local->isSingleDecl() && Local->getSingleDecl() == &View;
  });
  auto Text =
      View.getTypeSourceInfo()
          ? Tu.text(View.getTypeSourceInfo()->getTypeLoc().getSourceRange())
          : std::nullopt;
  return IsText && IsSingle && Text && Text->ends_with("string_view");
}

void ownText(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
             const VarDecl &View) {
  if (!mayOwnText(Tu, F, View)) {
    Edits.refuse("copy what '" + View.getNameAsString() +
                 "' looks at, or declare its owner in the same block");
    return;
  }
  Edits
      .replace(View.getTypeSourceInfo()->getTypeLoc().getSourceRange(),
               "std::string")
      .include(View.getBeginLoc(), HeaderNeeds{{}, {"string"}, {}}, {});
}

namespace {

/// The variable that an argument names, or whose address it is.
const VarDecl *namedVariable(const Expr &E) {
  const Expr *Inner = E.IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(Inner);
      Address && Address->getOpcode() == UO_AddrOf)
    Inner = Address->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// Argument `I` of a call of the C function `Name`, if it names a variable.
const VarDecl *argumentOf(const Stmt &S, const std::string &Name, unsigned I) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  return Call && I < Call->getNumArgs() &&
                 isCallOf(*Call, {Name}, /*ExternC=*/true)
             ? namedVariable(*Call->getArg(I))
             : nullptr;
}

/// The first use of `Pointer` where `Handle` may have been released.
const Expr *useAfterRelease(const TuModel &Tu, const FunctionBody &F,
                            const HandleView &Kind, const VarDecl &Handle,
                            const VarDecl &Pointer) {
  std::optional<Flow> Paths = Flow::of(Tu, F);
  if (!Paths)
    return nullptr;
  FlowFacts Facts = Paths->follow(
      1,
      [&](const Stmt &S) -> Flow::Effect {
        if (argumentOf(S, Kind.Release, 0) == &Handle)
          return {{0}, {}};
        const Assignment A = assignmentAt(S);
        bool Anew = argumentOf(S, Kind.Function, Kind.OutArg) == &Pointer ||
                    (A.To && namedVariable(*A.To) == &Pointer);
        return Anew ? Flow::Effect{{}, {0}} : Flow::Effect{};
      },
      [](const Expr &, bool) { return SmallVector<unsigned, 1>(); });
  const Expr *Found = nullptr;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const Stmt *Parent = Around.parent();
    if (!Found && Ref && Ref->getDecl() == &Pointer && Facts.holdsAt(S, 0) &&
        !(Parent && assignmentAt(*Parent).To == Ref))
      Found = Ref;
  });
  return Found;
}

} // namespace

std::vector<LostPointer> lostPointers(const TuModel &Tu,
                                      const FunctionBody &F) {
  std::vector<LostPointer> Found;
  for (const HandleView &Kind : Tu.profiles().lifetimes().Handles)
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
      const VarDecl *Handle = argumentOf(S, Kind.Function, Kind.HandleArg);
      const VarDecl *Pointer = argumentOf(S, Kind.Function, Kind.OutArg);
      if (!Handle || !Pointer || !Pointer->getType()->isPointerType())
        return;
      if (const Expr *Use = useAfterRelease(Tu, F, Kind, *Handle, *Pointer))
        Found.push_back({Use, Pointer, &Kind});
    });
  return Found;
}

} // namespace asyncmend
