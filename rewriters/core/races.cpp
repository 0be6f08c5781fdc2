//===- races.cpp - Operations that run side by side -----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/races.h"
#include "core/calls.h"
#include "core/cancellations.h"
#include "core/fan-out.h"
#include "core/flow.h"
#include "core/handle-uses.h"
#include "core/iteration.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

static bool isOperator(const Stmt *S, StringRef Operator) {
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Call->getNumArgs() == 2 &&
         qualifiedName(*Callee) == Operator;
}

static void addParts(const Expr &E, StringRef Operator, Combination &C) {
  const Expr &Inner = ignoreTransparent(E);
  if (!isOperator(&Inner, Operator)) {
    C.Parts.push_back(&Inner);
    return;
  }
  const auto &Call = cast<CXXOperatorCallExpr>(Inner);
  addParts(*Call.getArg(0), Operator, C);
  addParts(*Call.getArg(1), Operator, C);
}

static void findAwait(Combination &C, const Ancestors &Around) {
  ArrayRef<const Stmt *> Stack = Around.all();
  size_t I = Stack.size();
  while (I > 0 && isTransparent(*Stack[I - 1]))
    --I;
  if (I > 0 && isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Stack[I - 1])) {
    C.Await = cast<Expr>(Stack[I - 1]);
    Stack = Stack.take_front(I - 1);
  }
  C.Stack = Stack.vec();
}

std::optional<Combination> operatorAt(const Stmt &S, const Ancestors &Around,
                                      StringRef Operator) {
  if (Operator.empty() || !isOperator(&S, Operator) ||
      isOperator(Around.parent(), Operator))
    return std::nullopt;
  Combination C;
  C.Whole = cast<Expr>(&S);
  addParts(*C.Whole, Operator, C);
  findAwait(C, Around);
  return C;
}

std::optional<Combination> groupOf(const Framework &F, const Stmt &S,
                                   const Ancestors &Around) {
  const CombinatorProfile &P = F.Failures.Combinators;
  const auto *Start = dyn_cast<CXXMemberCallExpr>(&S);
  const FunctionDecl *Callee = Start ? calleeOf(*Start) : nullptr;
  if (!Callee || !Callee->getIdentifier() || Callee->getName() != P.Start ||
      Start->getNumArgs() < 1)
    return std::nullopt;
  const auto *Make = dyn_cast<CallExpr>(
      &ignoreTransparent(*Start->getImplicitObjectArgument()));
  const FunctionDecl *Maker = Make ? calleeOf(*Make) : nullptr;
  if (!Maker || qualifiedName(*Maker) != P.Group)
    return std::nullopt;
  Combination C;
  C.Whole = Start;
  for (const Expr *Part : Make->arguments())
    if (!isa<CXXDefaultArgExpr>(Part))
      C.Parts.push_back(&ignoreTransparent(*Part));
  C.Condition = Start->getArg(0);
  C.ConditionClass = className(C.Condition->getType().getNonReferenceType());
  findAwait(C, Around);
  return C;
}

StringRef calledName(const Expr &Task) {
  const auto *Call = dyn_cast<CallExpr>(&ignoreTransparent(Task));
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  return F && F->getIdentifier() ? F->getName() : StringRef();
}

const Stmt *bodyOf(const Expr &Task) {
  const auto *Call = dyn_cast<CallExpr>(&ignoreTransparent(Task));
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!F || !F->hasBody(Definition))
    return nullptr;
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Definition->getBody());
  return Body ? Body->getBody() : nullptr;
}

namespace {

bool isDuration(const Expr &E) {
  return className(E.getType().getNonReferenceType()) ==
         "std::chrono::duration";
}

class Timing {
public:
  Timing(const TuModel &Tu, const Coroutine &C)
      : Tu(Tu), C(C), F(*C.framework()) {}

  std::optional<TimedPart> of(const Expr &Part) {
    TimedPart T;
    T.Part = &Part;
    llvm::SmallVector<const ValueDecl *, 2> Path;
    if (isTimerWait(F, Part, &Path)) {
      if (Path.size() == 1)
        ofLocal(T, *Path.front());
      else if (Path.empty())
        ofTemporary(T, Part);
      else
        T.Why = "the timer is a member, which other code may set or cancel";
      return T;
    }
    StringRef Name = calledName(Part);
    const Stmt *Body = bodyOf(Part);
    if (Body ? onlyWaits(*Body)
             : hasWord(Name, Tu.profiles().failures().TimerWords)) {
      ofHelper(T, Part, Body);
      return T;
    }
    return std::nullopt;
  }

private:
  /// `steady_timer(executor, 5s).async_wait(…)`
  static void ofTemporary(TimedPart &T, const Expr &Part) {
    const auto &Call = cast<CXXMemberCallExpr>(Part);
    T.Duration =
        durationOf(ignoreTransparent(*Call.getImplicitObjectArgument()));
    if (!T.Duration)
      T.Why = "the timer's duration cannot be seen";
  }

  /// The second argument of a timer's constructor.
  static const Expr *durationOf(const Expr &Made) {
    const auto *Make =
        dyn_cast<CXXConstructExpr>(&ignoreTransparent(*Made.IgnoreCasts()));
    return Make && Make->getNumArgs() > 1 && isDuration(*Make->getArg(1))
               ? Make->getArg(1)
               : nullptr;
  }

  /// A local that is constructed or set, and then waited for.
  void ofLocal(TimedPart &T, const ValueDecl &Timer) {
    const auto *Var = dyn_cast<VarDecl>(&Timer);
    if (!Var || !Var->isLocalVarDecl() || Var->getType()->isReferenceType() ||
        Var->getDeclContext() != C.Function) {
      T.Why = "the timer belongs to others, who may set or cancel it";
      return;
    }
    unsigned Others = 0;
    walkDeep(C.written(), [&](const Stmt &S, const Ancestors &Around) {
      if (const auto *Local = dyn_cast<DeclStmt>(&S);
          Local && llvm::is_contained(Local->decls(), Var)) {
        T.Setup.push_back(&S);
        if (!T.Duration && Var->getInit())
          T.Duration = durationOf(*Var->getInit());
        Others += !Local->isSingleDecl();
      }
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      if (!Ref || Ref->getDecl() != Var ||
          llvm::is_contained(Around.all(), T.Part))
        return;
      const auto *Call = Around.enclosing<CXXMemberCallExpr>();
      const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
      if (Callee && Callee->getNameAsString() == "expires_after" &&
          isDuration(*Call->getArg(0)) && isStatement(*Call, Around)) {
        Others += T.Setup.size() > 1;
        T.Setup.push_back(Call);
        T.Duration = Call->getArg(0);
      } else {
        ++Others;
      }
    });
    if (Others) {
      T.Duration = nullptr;
      T.Why = "the timer is used for other things as well, or set in several "
              "places";
    } else if (!T.Duration) {
      T.Why = "the timer is set to a point in time, or elsewhere: give the "
              "operation a duration";
    }
  }

  static bool isStatement(const Expr &E, const Ancestors &Around) {
    const auto *At = llvm::find(Around.all(), &E);
    return isFullStatement(E, Around.before(At - Around.all().begin()));
  }

  /// Is the end of a timer all that a coroutine awaits, and does it do nothing
  /// besides that anybody would notice?
  bool onlyWaits(const Stmt &Body) const {
    unsigned Waits = 0, Others = 0;
    walkSpelled(Body, [&](const Stmt &S, const Ancestors &) {
      if (isSuspension(Tu, S)) {
        const Expr *Operation = operandOf(cast<Expr>(S));
        ++(Operation && isTimerWait(F, *Operation) ? Waits : Others);
      }
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      const auto *Function =
          Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
      Others +=
          isa<CXXThrowExpr>(S) ||
          (Var && !Var->hasLocalStorage() && !Var->isConstexpr() &&
           !Var->getType().isConstQualified()) ||
          (Function && !Tu.sources().isInSystemHeader(Function->getLocation()));
    });
    return Waits && !Others;
  }

  /// `timeout(5s)`, whose parameter sets the timer.
  void ofHelper(TimedPart &T, const Expr &Part, const Stmt *Body) {
    const auto &Call = cast<CallExpr>(ignoreTransparent(Part));
    bool Loops = false;
    const VarDecl *Parameter = nullptr;
    if (Body)
      walkSpelled(*Body, [&](const Stmt &S, const Ancestors &) {
        Loops |= isa<ForStmt, WhileStmt, DoStmt>(S);
        const Expr *Amount = nullptr;
        if (const auto *Set = dyn_cast<CXXMemberCallExpr>(&S);
            Set && calledName(*Set) == "expires_after")
          Amount = Set->getArg(0);
        else if (const auto *Make = dyn_cast<CXXConstructExpr>(&S))
          Amount = durationOf(*Make);
        if (Amount)
          if (const VarDecl *Var = variableOf(*Amount))
            Parameter = Var;
      });
    const auto *P = dyn_cast_or_null<ParmVarDecl>(Parameter);
    unsigned Index = P ? P->getFunctionScopeIndex() : 0;
    if (Loops)
      T.Why = "the deadline moves while the operation runs: a fixed duration "
              "would be another thing. Let the operation itself restart a "
              "timer that cancels it";
    else if (!P || Index >= Call.getNumArgs() ||
             !isDuration(*Call.getArg(Index)))
      T.Why = "the duration cannot be seen from here";
    else
      T.Duration = Call.getArg(Index);
  }

  const TuModel &Tu;
  const Coroutine &C;
  const Framework &F;
};

} // namespace

std::optional<TimedPart> timedPart(const TuModel &Tu, const Coroutine &C,
                                   const Expr &Part) {
  return Timing(Tu, C).of(Part);
}

} // namespace asyncmend
