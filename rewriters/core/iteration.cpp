//===- iteration.cpp - What a loop iterates over, how often ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/iteration.h"
#include "core/calls.h"
#include "core/flow.h"
#include "core/loops.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"

using namespace clang;

namespace asyncmend {

const VarDecl *variableOf(const Expr &E) {
  const auto *Ref =
      dyn_cast<DeclRefExpr>(ignoreTransparent(E).IgnoreParenCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

static bool isAlwaysTrue(const Expr *Condition, ASTContext &Context) {
  if (!Condition)
    return true;
  bool Value = false;
  return !Condition->isValueDependent() &&
         Condition->EvaluateAsBooleanCondition(Value, Context) && Value;
}

/// `++i`, `i++`, `i += 1`.
static bool stepsByOne(const Expr *Step, const VarDecl &Counter,
                       ASTContext &Context) {
  Step = Step ? Step->IgnoreParenImpCasts() : nullptr;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Step))
    return Unary->isIncrementOp() &&
           variableOf(*Unary->getSubExpr()) == &Counter;
  const auto *Add = dyn_cast_or_null<CompoundAssignOperator>(Step);
  Expr::EvalResult By;
  return Add && Add->getOpcode() == BO_AddAssign &&
         variableOf(*Add->getLHS()) == &Counter &&
         !Add->getRHS()->isValueDependent() &&
         Add->getRHS()->EvaluateAsInt(By, Context) && By.Val.getInt() == 1;
}

static void readFor(const ForStmt &S, Loop &L, ASTContext &Context) {
  L.Body = S.getBody();
  L.Condition = S.getCond();
  if (isAlwaysTrue(S.getCond(), Context)) {
    L.Kind = LoopKind::Endless;
    return;
  }
  const auto *Init = dyn_cast_or_null<DeclStmt>(S.getInit());
  const auto *Var = Init ? dyn_cast<VarDecl>(*Init->decl_begin()) : nullptr;
  if (!Var || !Var->getInit())
    return;
  QualType Type = Var->getType();
  L.Item = Var;
  const Expr *Test = S.getCond()->IgnoreParenImpCasts();
  if (!Type->isDependentType() && !Type->isIntegerType()) {
    L.Kind =
        isa<CXXOperatorCallExpr, CXXRewrittenBinaryOperator, BinaryOperator>(
            Test) &&
                !Type->isFloatingType()
            ? LoopKind::Iterator
            : LoopKind::Condition;
    return;
  }
  const auto *Compare = dyn_cast<BinaryOperator>(Test);
  if (!Compare || !Init->isSingleDecl() ||
      (Compare->getOpcode() != BO_LT && Compare->getOpcode() != BO_LE &&
       Compare->getOpcode() != BO_NE) ||
      variableOf(*Compare->getLHS()) != Var ||
      !stepsByOne(S.getInc(), *Var, Context))
    return;
  L.Kind = LoopKind::Counter;
  L.First = Var->getInit();
  L.Bound = Compare->getRHS();
  L.Inclusive = Compare->getOpcode() == BO_LE;
}

/// `do { … } while (0)`: a macro has one to make a statement of its lines, and
/// hides the constant from compilers that would warn of it.
static bool isOneTurn(const DoStmt &Do, ASTContext &Context) {
  const Expr &Condition = *Do.getCond();
  bool Value = true;
  return Do.getDoLoc().isMacroID() ||
         (!Condition.isValueDependent() &&
          Condition.EvaluateAsBooleanCondition(Value, Context) && !Value);
}

std::optional<Loop> loopOf(const Stmt &S, ASTContext &Context) {
  Loop L;
  L.S = &S;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S)) {
    L.Kind = LoopKind::Range;
    L.Body = Range->getBody();
    L.Item = Range->getLoopVariable();
    L.Range = Range->getRangeInit();
  } else if (const auto *For = dyn_cast<ForStmt>(&S)) {
    readFor(*For, L, Context);
  } else if (const auto *While = dyn_cast<WhileStmt>(&S)) {
    L.Body = While->getBody();
    L.Condition = While->getCond();
  } else if (const auto *Do = dyn_cast<DoStmt>(&S);
             Do && !isOneTurn(*Do, Context)) {
    L.Body = Do->getBody();
    L.Condition = Do->getCond();
  } else {
    return std::nullopt;
  }
  if (isa<WhileStmt, DoStmt>(S) && isAlwaysTrue(L.Condition, Context))
    L.Kind = LoopKind::Endless;
  return L;
}

llvm::SmallVector<LoopAround, 2>
loopsAround(const Stmt &Site, const Ancestors &Around, ASTContext &Context) {
  llvm::SmallVector<LoopAround, 2> Loops;
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;) {
    std::optional<Loop> L = loopOf(*Stack[I], Context);
    const Stmt *Child = I + 1 < Stack.size() ? Stack[I + 1] : &Site;
    if (L && L->Body == Child && !runsAtMostOnce(*Stack[I], Context))
      Loops.push_back({*L, Around.before(I)});
  }
  return Loops;
}

static std::optional<uint64_t> constant(const Expr *E, ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->getType()->isIntegerType() ||
      !E->EvaluateAsInt(Result, Context) || Result.Val.getInt().isNegative())
    return std::nullopt;
  return Result.Val.getInt().getLimitedValue();
}

/// How many items a container is made from that are listed one by one, as in
/// `{1, 2}` or `std::vector<int>{1, 2}`.
static std::optional<uint64_t> listLength(const Expr &E) {
  const Expr *Inner = ignoreTransparent(E).IgnoreImplicit();
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Inner))
    return listLength(*Cast->getSubExpr());
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Inner))
    return listLength(*List->getSubExpr());
  if (const auto *List = dyn_cast<InitListExpr>(Inner))
    return List->getNumInits();
  // In a template nobody knows yet what the list is for.
  if (const auto *Later = dyn_cast<CXXUnresolvedConstructExpr>(Inner))
    return Later->getNumArgs() == 1 && Later->isListInitialization()
               ? listLength(**Later->arg_begin())
               : std::nullopt;
  const auto *Made = dyn_cast<CXXConstructExpr>(Inner);
  if (!Made)
    return std::nullopt;
  if (!Made->getNumArgs())
    return Made->getConstructor()->getParent()->isInStdNamespace()
               ? std::optional<uint64_t>(0)
               : std::nullopt;
  // The list of a copy, of `std::move(list)` is that of the other object.
  return isa<CXXStdInitializerListExpr>(Made->getArg(0)->IgnoreImplicit()) ||
                 Made->getConstructor()->isCopyOrMoveConstructor()
             ? listLength(*Made->getArg(0))
             : std::nullopt;
}

/// `std::move(items)`
static const Expr &withoutMove(const Expr &E) {
  const auto *Call = dyn_cast<CallExpr>(&ignoreTransparent(E));
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  return F && Call->getNumArgs() == 1 && qualifiedName(*F) == "std::move"
             ? *Call->getArg(0)
             : E;
}

/// `S` is in a loop that `Var` outlives.
static bool mayRepeat(const VarDecl &Var, const Ancestors &Around,
                      const SourceManager &Sources) {
  return llvm::any_of(Around.all(), [&](const Stmt *S) {
    return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S) &&
           !Sources.isPointWithin(Var.getLocation(), S->getBeginLoc(),
                                  S->getEndLoc());
  });
}

/// How many items a local gets at most: those that it is made from, and those
/// that are added one by one. `Range` is the use of it in question.
static std::optional<uint64_t> filledLength(const VarDecl &Var,
                                            const Expr &Range,
                                            const Stmt &Function,
                                            ASTContext &Context) {
  bool Const = Var.getType().isConstQualified();
  if (!Var.getInit() || (!Var.hasLocalStorage() && !Const) ||
      isa<ParmVarDecl>(Var) || Var.getType()->isReferenceType())
    return std::nullopt;
  std::optional<uint64_t> Length = listLength(*Var.getInit());
  if (!Length || Const)
    return Length;
  ExprMutationAnalyzer Changes(Function, Context);
  auto Count = [&](const Stmt &S, const Ancestors &Around, bool Once) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref || Ref->getDecl() != &Var || !Length || &S == &Range ||
        llvm::is_contained(Around.all(), &Range))
      return;
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around.parent());
    StringRef Name = Member && Member->getMemberDecl()->getIdentifier()
                         ? Member->getMemberDecl()->getName()
                         : StringRef();
    if (Once && (Name == "push_back" || Name == "emplace_back") &&
        !mayRepeat(Var, Around, Context.getSourceManager()))
      ++*Length;
    else if (Name != "reserve" && Changes.isMutated(Ref))
      Length = std::nullopt;
  };
  walkSpelled(Function, [&](const Stmt &S, const Ancestors &Around) {
    Count(S, Around, /*Once=*/true);
    const auto *Lambda = dyn_cast<LambdaExpr>(&S);
    if (const Stmt *Body = Lambda ? Lambda->getBody() : nullptr)
      walkDeep(*Body, [&](const Stmt &Inner, const Ancestors &Within) {
        Count(Inner, Within, /*Once=*/false);
      });
  });
  return Length;
}

static std::optional<uint64_t>
rangeLength(const Expr &Range, const Stmt &Function, ASTContext &Context) {
  QualType Type = Range.getType().getNonReferenceType();
  if (const auto *Array = Context.getAsConstantArrayType(Type))
    return Array->getSize().getLimitedValue();
  if (className(Type) == "std::array")
    return templateInteger(Type, 1);
  std::optional<uint64_t> Taken;
  walkSpelled(Range, [&](const Stmt &S, const Ancestors &) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call || Call->getNumArgs() == 0)
      return;
    // `views::take(n)` is a call of a variable's operator().
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    const VarDecl *Object =
        Operator ? variableOf(*Operator->getArg(0)) : nullptr;
    if (Object && Object->getName() == "take")
      Taken = constant(Call->getArg(Call->getNumArgs() - 1), Context);
    if (Object && Object->getName() == "iota" && Call->getNumArgs() == 3) {
      auto From = constant(Call->getArg(1), Context);
      auto To = constant(Call->getArg(2), Context);
      if (From && To && *From <= *To)
        Taken = *To - *From;
    }
  });
  if (Taken)
    return Taken;
  const VarDecl *Var = variableOf(withoutMove(Range));
  return Var ? filledLength(*Var, Range, Function, Context) : listLength(Range);
}

std::optional<uint64_t> turnsAtMost(const Loop &L, const Stmt &Function,
                                    ASTContext &Context) {
  if (L.Kind == LoopKind::Range)
    return rangeLength(*L.Range, Function, Context);
  if (L.Kind == LoopKind::Counter) {
    auto From = constant(L.First, Context), To = constant(L.Bound, Context);
    if (From && To)
      return *To + L.Inclusive - std::min(*From, *To);
  }
  return std::nullopt;
}

void walkDeep(const Stmt &Root, WalkVisitor Visit) {
  walkSpelled(Root, [&](const Stmt &S, const Ancestors &Around) {
    Visit(S, Around);
    if (const auto *L = dyn_cast<LambdaExpr>(&S))
      if (const Stmt *Body = L->getBody())
        walkDeep(*Body, Visit);
  });
}

void visitNames(const Stmt &Root, bool IntoLambdas,
                llvm::function_ref<void(llvm::StringRef, QualType)> Do) {
  auto Visit = [&](const Stmt &S, const Ancestors &) {
    const auto *E = dyn_cast<Expr>(&S);
    if (!E)
      return;
    QualType Type = E->getType();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (Ref->getDecl()->getIdentifier())
        Do(Ref->getDecl()->getName(), Type);
    } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->getMemberDecl()->getIdentifier())
        Do(Member->getMemberDecl()->getName(), Type);
    } else if (const auto *Later = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
      if (const IdentifierInfo *Name = Later->getMember().getAsIdentifierInfo())
        Do(Name->getName(), QualType());
    } else if (const auto *Lookup = dyn_cast<OverloadExpr>(E)) {
      if (const IdentifierInfo *Name = Lookup->getName().getAsIdentifierInfo())
        Do(Name->getName(), QualType());
    }
  };
  if (IntoLambdas)
    walkDeep(Root, Visit);
  else
    walkSpelled(Root, Visit);
}

bool suspends(const TuModel &Tu, const Stmt &Root) {
  bool Found = false;
  walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
    Found |= isSuspension(Tu, S);
  });
  return Found;
}

} // namespace asyncmend
