//===- escape.cpp - Where a task goes -------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/escape.h"
#include "core/await-site.h"
#include "core/calls.h"
#include "core/containers.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace asyncmend {

const Stmt *writtenBody(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  if (!F.hasBody(Definition) || !Definition || !Definition->getBody())
    return nullptr;
  const Stmt *Body = Definition->getBody();
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body))
    return Coroutine->getBody();
  return Body;
}

bool isCoroutine(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  return F.hasBody(Definition) && Definition &&
         isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody());
}

TaskKind taskKind(const TuModel &Tu, QualType T) {
  if (T.isNull() || T->isReferenceType())
    return {};
  if (ProfileSet::TaskRef Task = Tu.profiles().awaitable(className(T)))
    return {true, Task.Type->Lazy ? Start::Lazy : Start::Eager};
  if (T->isDependentType() || !T->isRecordType())
    return {};
  Start Begins = Tu.awaits().startOf(T);
  return {Begins != Start::Unknown, Begins};
}

/// Is one of the arguments a completion token of a known framework?
static bool takesToken(const TuModel &Tu, const CallExpr &Call) {
  for (const Expr *Argument : Call.arguments())
    for (const Framework &F : Tu.profiles().frameworks())
      if (F.FanOut.Tokens.contains(className(Argument->getType())))
        return true;
  return false;
}

TaskKind taskKind(const TuModel &Tu, const CallExpr &Call) {
  const FunctionDecl *F = calleeOf(Call);
  if (!F || Tu.sources().isInSystemHeader(F->getLocation()) ||
      takesToken(Tu, Call))
    return {};
  TaskKind Kind = taskKind(Tu, Call.getType());
  Kind.IsTask |= Call.getType()->isRecordType() && isCoroutine(*F);
  return Kind;
}

bool isPassThrough(const Stmt &S) {
  if (isTransparent(S) || isa<ExplicitCastExpr>(S))
    return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    return Construct->getConstructor()->isCopyOrMoveConstructor();
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  if (!F || !F->getIdentifier() || Call->getNumArgs() != 1)
    return false;
  return llvm::StringSwitch<bool>(qualifiedName(*F))
      .Cases("std::move", "std::forward", true)
      .Default(false);
}

namespace {

/// Follows a value through the expressions around it.
class Tracker {
public:
  Tracker(const TuModel &Tu, const FunctionBody &F) : Tu(Tu), F(F) {}

  Escape follow(const Expr &E, const Ancestors &Around, unsigned Depth) {
    ArrayRef<const Stmt *> Stack = Around.all();
    const Stmt *Child = &E;
    for (size_t I = Stack.size(); I-- > 0; Child = Stack[I]) {
      const Stmt &S = *Stack[I];
      Ancestors Outer = Around.before(I);
      if (isPassThrough(S))
        continue;
      if (const auto *Choice = dyn_cast<ConditionalOperator>(&S);
          Choice && Choice->getCond() != Child)
        continue;
      if (isa<CoawaitExpr, DependentCoawaitExpr>(S))
        return result(Fate::Awaited, cast<Expr>(S), Outer);
      // `wrap(task)`, `task.scheduleOn(executor)`, `task.start()`
      if (isa<MemberExpr>(S) && leadsOn(S, Outer))
        continue;
      if (const auto *Call = dyn_cast<CallExpr>(&S))
        if (const Expr *Inner = wrappedTask(Tu, *Call);
            Inner && isSame(*Inner, *Child))
          continue;
      // `task.get()`, `task.resume()`: whatever it is, it runs by then.
      if (Depth > 0 && isa<MemberExpr>(S) &&
          isa_and_nonnull<CXXMemberCallExpr>(Outer.parent()))
        return result(Fate::Joined, *cast<Expr>(Child), Outer);
      if (isa<ReturnStmt, CoreturnStmt>(S))
        return result(Fate::Returned, *cast<Expr>(Child), Outer);
      if (const auto *Local = dyn_cast<DeclStmt>(&S))
        return holder(*Local, *Child, Outer, Depth);
      const auto *Whole = dyn_cast<Expr>(&S);
      if (!Whole)
        return isFullStatement(*cast<Expr>(Child), Around.before(I + 1))
                   ? result(Fate::Dropped, *cast<Expr>(Child), Outer)
                   : Escape();
      if (std::optional<Spawn> By = spawnerCall(Tu, S)) {
        if (!isSame(*By->Given, *Child))
          return {};
        // Whatever the token is, what is awaited at once is no escape.
        if (By->Kind == TokenKind::Lazy || awaitAround(*By->E, Outer))
          continue;
        return spawned(*By, Outer);
      }
      if (holdsOn(*Whole, *Child))
        continue;
      return ofExpression(*Whole, *Child, Outer);
    }
    return {};
  }

private:
  static Escape result(Fate How, const Expr &At, const Ancestors &Around) {
    Escape Found;
    Found.How = How;
    Found.At = &At;
    Found.Stack = Around.all().vec();
    return Found;
  }

  /// The object of a member function that wraps the task or starts it.
  bool leadsOn(const Stmt &Member, const Ancestors &Around) const {
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Around.parent());
    if (!Call || Call->getCallee()->IgnoreParenImpCasts() != &Member)
      return false;
    std::optional<Spawn> By = spawnerCall(Tu, *Call);
    return (By && By->How->TaskIsObject) || wrappedTask(Tu, *Call);
  }

  /// Is `Child`, or the object of the member it names, what was given?
  static bool isSame(const Expr &Given, const Stmt &Child) {
    const auto *E = dyn_cast<Expr>(&Child);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
      E = Member->getBase();
    return E && &ignoreTransparent(*E) == &ignoreTransparent(Given);
  }

  /// `a() && b()`, `with_timeout(a(), 5s)`: the task goes into another one.
  bool holdsOn(const Expr &Whole, const Stmt &Child) const {
    const auto *Call = dyn_cast<CallExpr>(&Whole);
    return Call && llvm::is_contained(Call->arguments(), &Child) &&
           !isa<CXXMemberCallExpr>(Call) &&
           taskKind(Tu, Call->getType()).IsTask;
  }

  /// `co_spawn(…, use_future).get()` waits.
  Escape spawned(const Spawn &By, const Ancestors &Around) const {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around.parent());
    bool Waits =
        By.Kind == TokenKind::Future && Member &&
        llvm::StringSwitch<bool>(Member->getMemberDecl()->getNameAsString())
            .Cases("get", "wait", true)
            .Default(false);
    Escape Found = result(Waits ? Fate::Joined : Fate::Spawned, *By.E, Around);
    Found.By = By;
    return Found;
  }

  static const Expr *storedIn(const Expr &Whole, const Stmt &Child) {
    if (const auto *Assign = dyn_cast<BinaryOperator>(&Whole))
      return Assign->isAssignmentOp() && Assign->getRHS() == &Child
                 ? Assign->getLHS()
                 : nullptr;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Whole))
      return Operator->isAssignmentOp() && Operator->getArg(1) == &Child
                 ? Operator->getArg(0)
                 : nullptr;
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&Whole);
    if (!Call || !Call->getMethodDecl() ||
        !Call->getMethodDecl()->getIdentifier() ||
        !llvm::is_contained(Call->arguments(), &Child))
      return nullptr;
    return addsToContainer(Call->getMethodDecl()->getName())
               ? Call->getImplicitObjectArgument()
               : nullptr;
  }

  Escape ofExpression(const Expr &Whole, const Stmt &Child,
                      const Ancestors &Around) const {
    if (const Expr *Place = storedIn(Whole, Child)) {
      Escape Found = result(Fate::Stored, Whole, Around);
      Found.Into = variableOf(*Place);
      return Found;
    }
    // A combinator that is awaited at once; operators of the library, too.
    for (const Stmt *S : llvm::reverse(Around.all())) {
      if (isa<CoawaitExpr, DependentCoawaitExpr>(S))
        return result(Fate::Awaited, *cast<Expr>(S), Around);
      if (!isa<Expr>(S))
        break;
    }
    return {};
  }

  Escape holder(const DeclStmt &Local, const Stmt &Child,
                const Ancestors &Around, unsigned Depth) {
    for (const Decl *D : Local.decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || Var->getInit() != &Child)
        continue;
      if (!Var->isLocalVarDecl() || Var->isStaticLocal() || Depth > 2)
        return {};
      Escape Found = ofHolder(*Var, Depth);
      Found.Holder = Var;
      if (!Found.At)
        Found.At = cast<Expr>(&Child), Found.Stack = Around.all().vec();
      return Found;
    }
    return {};
  }

  Escape ofHolder(const VarDecl &Var, unsigned Depth) {
    Escape Worst;
    Worst.How = Fate::Dropped;
    bool Lost = false;
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      if (const auto *L = dyn_cast<LambdaExpr>(&S))
        for (const LambdaCapture &C : L->captures())
          Lost |= C.capturesVariable() && C.getCapturedVar() == &Var;
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      if (!Ref || Ref->getDecl() != &Var)
        return;
      Escape Next = follow(*Ref, Around, Depth + 1);
      Lost |= Next.How == Fate::Unknown;
      if (Next.How == Fate::Awaited || Next.How == Fate::Joined)
        Next.How = Fate::Kept;
      if (Worst.How == Fate::Dropped ||
          (Worst.How == Fate::Kept && Next.How != Fate::Dropped))
        Worst = std::move(Next);
    });
    return Lost ? Escape() : Worst;
  }

  const TuModel &Tu;
  const FunctionBody &F;
};

} // namespace

Escape escapeOf(const TuModel &Tu, const FunctionBody &F, const Expr &E,
                const Ancestors &Around) {
  return Tracker(Tu, F).follow(E, Around, 0);
}

} // namespace asyncmend
