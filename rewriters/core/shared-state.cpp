//===- shared-state.cpp - What the turns of a loop share ------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/shared-state.h"
#include "core/calls.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using llvm::Expected;

namespace asyncmend {

/// The variable or member that `E` is a part of.
static const ValueDecl *rootOf(const Expr &E) {
  const Expr *At = &ignoreTransparent(E);
  while (true) {
    At = At->IgnoreParenCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(At)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return Member->getMemberDecl();
      At = Member->getBase();
    } else if (const auto *Index = dyn_cast<ArraySubscriptExpr>(At)) {
      At = Index->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(At)) {
      At = Unary->getSubExpr();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(At);
               Operator && Operator->getNumArgs() > 0) {
      At = Operator->getArg(0);
    } else {
      const auto *Ref = dyn_cast<DeclRefExpr>(At);
      return Ref ? Ref->getDecl() : nullptr;
    }
  }
}

static bool changesContainer(StringRef Member) {
  return llvm::StringSwitch<bool>(Member)
      .Cases("push_back", "emplace_back", "emplace", "insert", true)
      .Cases("push", "push_front", "emplace_front", "try_emplace", true)
      .Cases("pop", "pop_back", "pop_front", "erase", "clear", true)
      .Cases("resize", "append", "assign", "swap", "insert_or_assign", true)
      .Cases("fetch_add", "fetch_sub", "store", "exchange", "add", true)
      .Default(false);
}

/// What `S` itself changes.
static const ValueDecl *changedBy(const Stmt &S) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    return Unary->isIncrementDecrementOp() ? rootOf(*Unary->getSubExpr())
                                           : nullptr;
  if (const auto *Assign = dyn_cast<BinaryOperator>(&S))
    return Assign->isAssignmentOp() ? rootOf(*Assign->getLHS()) : nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    return Operator->isAssignmentOp() || Kind == OO_PlusPlus ||
                   Kind == OO_MinusMinus
               ? rootOf(*Operator->getArg(0))
               : nullptr;
  }
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&S)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    return Method && Method->getIdentifier() && !Method->isConst() &&
                   changesContainer(Method->getName())
               ? rootOf(*Member->getImplicitObjectArgument())
               : nullptr;
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  return F && Call->getNumArgs() == 1 && qualifiedName(*F) == "std::move"
             ? rootOf(*Call->getArg(0))
             : nullptr;
}

static bool isInside(const ValueDecl &D, const Loop &L,
                     const SourceManager &SM) {
  return !isa<FieldDecl>(D) &&
         SM.isPointWithin(SM.getExpansionLoc(D.getLocation()),
                          SM.getExpansionLoc(L.S->getBeginLoc()),
                          SM.getExpansionLoc(L.S->getEndLoc()));
}

std::string changedFromOutside(const Loop &L, const SourceManager &SM) {
  std::string Name;
  walkSpelled(*L.Body, [&](const Stmt &S, const Ancestors &) {
    const ValueDecl *D = changedBy(S);
    if (D && Name.empty() &&
        (!isInside(*D, L, SM) || (L.Kind == LoopKind::Counter && D == L.Item)))
      Name = D->getNameAsString();
  });
  return Name;
}

static bool isValueLike(QualType T, unsigned Depth) {
  if (T.isNull() || T->isDependentType() || Depth == 0)
    return false;
  T = T.getCanonicalType().getUnqualifiedType();
  if (T->isArithmeticType() || T->isEnumeralType())
    return true;
  const auto *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  std::string Name = className(T);
  if (Name == "std::basic_string" || Name == "std::shared_ptr" ||
      Name == "std::chrono::duration" || Name == "std::chrono::time_point" ||
      Name == "std::filesystem::path" || StringRef(Name).ends_with("executor"))
    return true;
  bool Known = llvm::StringSwitch<bool>(Name)
                   .Cases("std::vector", "std::deque", "std::list", true)
                   .Cases("std::map", "std::set", "std::multimap", true)
                   .Cases("std::unordered_map", "std::unordered_set", true)
                   .Cases("std::pair", "std::tuple", "std::optional", true)
                   .Cases("std::array", "std::variant", true)
                   .Default(false);
  if (Known) {
    // Comparators, hashes and allocators are the library's own, mostly.
    unsigned Count =
        StringRef(Name).ends_with("map") || Name == "std::pair" ? 2 : 1;
    for (unsigned I = 0; I != Count; ++I)
      if (!isValueLike(templateArgument(T, I), Depth - 1))
        return false;
    return Name != "std::tuple" && Name != "std::variant";
  }
  if (!Record->isAggregate() || Record->getNumBases() != 0)
    return false;
  return llvm::all_of(Record->fields(), [&](const FieldDecl *Field) {
    return isValueLike(Field->getType(), Depth - 1);
  });
}

bool isValueLike(QualType T) { return isValueLike(T, 5); }

namespace {

struct Use {
  bool ByLoop = false;      ///< Beside the task.
  bool ByReference = false; ///< The task keeps a reference to it.
};

class CaptureScan {
public:
  CaptureScan(const Loop &L, const Expr *Unused, const SourceManager &SM)
      : L(L), Unused(Unused), SM(SM) {}

  void scan(const Stmt &Root, const Expr &Task) {
    walkSpelled(Root, [&](const Stmt &S, const Ancestors &Around) {
      if (Unused && (&S == Unused || llvm::is_contained(Around.all(), Unused)))
        return;
      bool InTask = &S == &Task || llvm::is_contained(Around.all(), &Task);
      if (isa<CXXThisExpr>(S))
        (InTask ? ThisInTask : ThisInLoop) = true;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
        use(dyn_cast<VarDecl>(Ref->getDecl()), InTask, isByValue(Around));
      if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
        for (const LambdaCapture &C : Lambda->captures()) {
          if (C.capturesThis())
            (InTask ? ThisInTask : ThisInLoop) = true;
          else if (C.capturesVariable())
            use(dyn_cast<VarDecl>(C.getCapturedVar()), InTask,
                C.getCaptureKind() == LCK_ByCopy);
        }
    });
  }

  llvm::MapVector<const VarDecl *, Use> Uses;
  bool ThisInTask = false, ThisInLoop = false;

  /// A load, the argument of a copy, or bound to a reference to const, for
  /// which a copy is as good and lives longer.
  static bool isByValue(const Ancestors &Around) {
    for (const Stmt *S : llvm::reverse(Around.all())) {
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S)) {
        if (Cast->getCastKind() == CK_LValueToRValue ||
            Cast->getType().isConstQualified())
          return true;
      } else if (!isa<ParenExpr>(S)) {
        return isa<CXXConstructExpr>(S);
      }
    }
    return false;
  }

private:
  void use(const VarDecl *Var, bool InTask, bool ByValue) {
    if (!Var || !Var->isLocalVarDeclOrParm() || Var->isStaticLocal() ||
        Var->isConstexpr() || isInside(*Var, L, SM))
      return;
    Use &U = Uses[Var];
    U.ByLoop |= !InTask;
    U.ByReference |= InTask && !ByValue;
  }

  const Loop &L;
  const Expr *Unused;
  const SourceManager &SM;
};

} // namespace

/// What the task took by value can be copied; what it took by reference to
/// const need not be.
static bool isCopied(QualType T) {
  return T->isPointerType() || isValueLike(T);
}

bool readsMember(const Expr &E) {
  bool Found = false;
  walkSpelled(E, [&](const Stmt &S, const Ancestors &) {
    const auto *Member = dyn_cast<MemberExpr>(&S);
    const auto *Field =
        Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    Found |= Field && !Field->getType().isConstQualified() &&
             isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  });
  return Found;
}

/// Is each use of the loop variable one that a copy serves as well?
static bool itemsAreRead(const Loop &L) {
  QualType Item = L.Item->getType().getNonReferenceType();
  if (!L.Item->getType()->isReferenceType() || Item.isConstQualified() ||
      className(Item) == "std::shared_ptr")
    return true;
  bool Read = true;
  walkDeep(*L.Body, [&](const Stmt &S, const Ancestors &Around) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref)
      return;
    const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
    if (Ref->getDecl() == L.Item ||
        (Binding && Binding->getDecomposedDecl() == L.Item))
      Read &= CaptureScan::isByValue(Around);
  });
  return Read;
}

std::string whyNotWhileWaiting(const Loop &L, const Ancestors &Around) {
  for (const Stmt *Outer : Around.all())
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(Outer);
        Range && readsMember(*Range->getRangeInit()))
      return "the loop around it would wait between its turns, and other code "
             "may change the member that it runs over meanwhile: copy its "
             "items first";
  for (const Expr *E : {L.First, L.Bound})
    if (E && readsMember(*E))
      return "the loop would wait between its turns, and other code may change "
             "the members meanwhile: copy what it needs first";
  if (!L.Range || !readsMember(*L.Range))
    return {};
  if (isa<MemberExpr>(L.Range->IgnoreParenImpCasts()) &&
      isValueLike(L.Range->getType()) && itemsAreRead(L))
    return {};
  return "the loop would wait between its turns, and other code may change the "
         "member that it runs over meanwhile: copy its items first";
}

static llvm::Error keeps(const llvm::Twine &What) {
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      "the code behind the loop must not wait for it, and a loop that is "
      "spawned beside it would still read " +
          What +
          ": move the loop into a coroutine of its own that owns what it "
          "reads, and spawn that");
}

Expected<std::string> capturesOf(const Loop &L, const Expr &Task,
                                 const Expr *Unused, const SourceManager &SM) {
  CaptureScan Scan(L, Unused, SM);
  for (const Expr *E : {L.Range, L.First, L.Bound})
    if (E)
      Scan.scan(*E, Task);
  Scan.scan(*L.Body, Task);
  if (Scan.ThisInLoop)
    return keeps("members of this object");
  std::string List;
  auto Add = [&](const std::string &Text) {
    List += (List.empty() ? "" : ", ") + Text;
  };
  if (Scan.ThisInTask)
    Add("this");
  for (const auto &[Var, U] : Scan.Uses) {
    QualType Type = Var->getType().getNonReferenceType();
    // A copy is const in the lambda: a change of it does not compile.
    if (U.ByLoop && isValueLike(Type))
      Add(Var->getNameAsString());
    else if (U.ByLoop)
      return keeps("'" + Var->getNameAsString() + "'");
    else
      Add((U.ByReference || !isCopied(Type) ? "&" : "") +
          Var->getNameAsString());
  }
  return List;
}

} // namespace asyncmend
