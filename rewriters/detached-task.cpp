//===- detached-task.cpp - Work whose errors nobody hears of --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a call of a framework's spawner whose token drops the result, or
// makes a future that is dropped; a call of a listed function whose future is
// thrown away; detach() of a thread. In plain functions as well.
//
// Refused: threads and futures, which have no handler that could be given;
// tasks whose result type is not known.
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/detached.h"
#include "core/edit-builder.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "core/spawns.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class DetachedTaskRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines())
      if (!C.IsPattern)
        Sink.contribute(taskFactsOf(Tu, C));
    for (const FunctionBody &F : Tu.functions())
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        const auto *Call = dyn_cast<CallExpr>(&S);
        // What does not compile may be the handler that seems to be missing.
        if (!Call || Tu.hasErrorsIn(Call->getSourceRange()))
          return;
        if (std::optional<Spawn> Started = spawnerCall(Tu, S))
          checkSpawn(Tu, Sink, F, *Started, Around);
        else if (!checkThread(Tu, Sink, F, *Call) &&
                 isThrownAway(*Call, Around))
          checkFuture(Tu, Sink, F, *Call);
      });
  }

private:
  static bool isThrownAway(const Expr &E, const Ancestors &Around) {
    const auto *Void = dyn_cast_or_null<CStyleCastExpr>(Around.parent());
    return isDiscarded(E, Around) || (Void && Void->getType()->isVoidType());
  }

  static bool isFuture(const TuModel &Tu, QualType T) {
    return Tu.profiles().failures().Futures.contains(className(T));
  }

  /// A task or a function; what a sender of another kind does, nobody can say.
  static bool isWork(const TuModel &Tu, QualType T) {
    const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
    return Tu.profiles().awaitable(className(T)) ||
           (Class && Class->isLambda());
  }

  static void checkSpawn(const TuModel &Tu, FindingSink &Sink,
                         const FunctionBody &F, const Spawn &S,
                         const Ancestors &Around) {
    if (S.How->Kind && !isWork(Tu, S.Task->getType()))
      return;
    // Stackful coroutines are no tasks.
    if (S.How->Lost.empty() && (!S.Token || !S.How->NoFix.empty()))
      return;
    bool Dropped = S.Kind == TokenKind::Future &&
                   (isFuture(Tu, S.Call->getType()) || !S.How->Lost.empty()) &&
                   isThrownAway(*S.Call, Around);
    if (S.Kind != TokenKind::Detached && !Dropped)
      return;
    TaskErrors Errors = errorsOf(Tu, S.Home, *S.Task);
    if (!Errors.Fails && Errors.IfFails.empty())
      return;
    Sink.report(F, S.Call->getSourceRange(),
                Dropped ? "the future of this task is dropped, and with it "
                          "every exception that ends the task"
                        : "every exception that ends this task is thrown away "
                          "in silence",
                S.How->Lost.empty() ? spawnFix(Tu, F, S, Around)
                                    : Expected<Fix>(no(S.How->Lost)),
                /*Notes=*/{},
                Errors.Fails ? std::vector<std::string>()
                             : std::move(Errors.IfFails));
  }

  static Expected<Fix> spawnFix(const TuModel &Tu, const FunctionBody &F,
                                const Spawn &S, const Ancestors &Around) {
    QualType Result = resultOf(*S.Task);
    if (Result.isNull() || Result->isDependentType())
      return no("the type of the task's result is not known here: give a "
                "handler that takes an exception pointer and the result");
    Place At{F.Function, S.Token->getBeginLoc(), Around};
    HeaderNeeds Needs;
    Needs.Reachable = {"exception"};
    EditBuilder Edits(Tu);
    Edits
        .replace(
            S.Token->getSourceRange(),
            errorHandler(Tu, At, S.Token->getBeginLoc(), !Result->isVoidType()))
        .include(S.Token->getBeginLoc(), Needs, S.Home->UmbrellaHeaders);
    return std::move(Edits).done(Safety::Unsafe, "hear of its errors");
  }

  static void checkFuture(const TuModel &Tu, FindingSink &Sink,
                          const FunctionBody &F, const CallExpr &Call) {
    const FunctionDecl *Callee = calleeOf(Call);
    // Whoever made a packaged task has asked it for its future.
    if (!Callee || !isFuture(Tu, Call.getType()) ||
        llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
          return Tu.profiles().blocking().Promises.contains(
              className(Arg->getType().getNonReferenceType()));
        }))
      return;
    bool Waits =
        Tu.profiles().fanOut().Functions.contains(qualifiedName(*Callee));
    Sink.report(F, Call.getSourceRange(),
                Waits ? "the future that is thrown away here waits for the "
                        "function in its destructor, and drops its exceptions"
                      : "a future is thrown away here, and with it every "
                        "exception that would arrive in it",
                no("keep the future, and ask it for its result where the work "
                   "must be done"));
  }

  static bool checkThread(const TuModel &Tu, FindingSink &Sink,
                          const FunctionBody &F, const CallExpr &Call) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const FunctionDecl *Callee = Member ? calleeOf(Call) : nullptr;
    if (!Callee || Callee->getNameAsString() != "detach" ||
        !Tu.profiles().failures().Detachable.contains(
            className(Member->getImplicitObjectArgument()->getType())))
      return false;
    const Expr *Work = workOf(*Member->getImplicitObjectArgument());
    if (Work && mayFail(Tu, nullptr, *Work))
      Sink.report(F, Call.getSourceRange(),
                  "an exception in this thread ends the program, and nobody "
                  "can wait for the thread",
                  no("keep the thread and join it, and catch what its function "
                     "throws"));
    return true;
  }

  /// What a thread was made to run, where that can be seen.
  static const Expr *workOf(const Expr &Thread) {
    const Expr *Made = &ignoreTransparent(*Thread.IgnoreParenCasts());
    if (const VarDecl *Var = variableOf(*Made))
      Made = Var->getInit() ? &ignoreTransparent(*Var->getInit()) : nullptr;
    if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Made))
      Made = &ignoreTransparent(*Cast->getSubExpr());
    const auto *Make = dyn_cast_or_null<CXXConstructExpr>(Made);
    return Make && Make->getNumArgs() > 0 ? Make->getArg(0) : nullptr;
  }
};

ASYNCMEND_RULE(DetachedTaskRewriter, "detached-task", Severity::Warning,
               /*OnByDefault=*/true,
               "work that is started and whose errors nobody hears of");

} // namespace
