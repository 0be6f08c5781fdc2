//===- missing-timeout.cpp - Waits for a peer without an end --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a co_await whose operand is a call of a listed operation. What is
// part of a race, or an argument of a deadline's function, is no operand.
//
// Refused: without --timeout; operations whose errors are codes, since the end
// of the time would be an exception; operations that are no tasks.
//
//===----------------------------------------------------------------------===//

#include "core/blocking-calls.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/cancellations.h"
#include "core/fill.h"
#include "core/flow.h"
#include "core/handle-uses.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/races.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include <set>

using namespace clang;
using namespace asyncmend;
using llvm::Expected;
using llvm::StringRef;

namespace {

/// Where the variables and members are declared that `S` names.
std::set<SourceLocation> namedIn(const Stmt &S) {
  std::set<SourceLocation> Places;
  walkDeep(S, [&](const Stmt &Inner, const Ancestors &) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&Inner)) {
      if (isa<VarDecl>(Ref->getDecl()) &&
          cast<VarDecl>(Ref->getDecl())->isLocalVarDeclOrParm())
        Places.insert(Ref->getDecl()->getLocation());
    } else if (const auto *Member = dyn_cast<MemberExpr>(&Inner)) {
      if (isa<FieldDecl>(Member->getMemberDecl()))
        Places.insert(Member->getMemberDecl()->getLocation());
    }
  });
  return Places;
}

class MissingTimeoutRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines())
      if (C.framework() && !C.framework()->Failures.Network.empty())
        walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
          if (isSuspension(Tu, S))
            check(Tu, Sink, C, cast<Expr>(S), Around);
        });
  }

private:
  static void check(const TuModel &Tu, FindingSink &Sink, const Coroutine &C,
                    const Expr &Await, const Ancestors &Around) {
    const FailureProfile &P = C.framework()->Failures;
    const auto *Call = dyn_cast_or_null<CallExpr>(operandOf(Await));
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    // Functions of one's own take no token, and have their own awaits.
    if (!Callee || !isOperation(P, *Call, *Callee) || hasDeadline(P, *Call) ||
        isEndedElsewhere(Tu, C, namedIn(*Call)) || isLimitedByCaller(Tu, C))
      return;
    Sink.report(C, Call->getSourceRange(),
                "'" + calledName(*Call).str() +
                    "' waits for the peer without a deadline",
                fix(Tu, C, Await, *Call, Around));
  }

  /// By its short name where it takes a token, and else by its whole one.
  static bool isOperation(const FailureProfile &P, const CallExpr &Call,
                          const FunctionDecl &Callee) {
    return (Callee.getPrimaryTemplate() &&
            P.Network.contains(calledName(Call))) ||
           llvm::any_of(calleeNames(Call), [&](StringRef Name) {
             return Name.contains("::") && P.Network.contains(Name);
           });
  }

  /// By its token; or because no peer takes part in what the object does.
  static bool hasDeadline(const FailureProfile &P, const CallExpr &Call) {
    // Without the conversion to the base that has the function.
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
      if (const Expr &Object = *Member->getImplicitObjectArgument();
          P.Deadlines.contains(
              pointeeClass(Object.IgnoreParenImpCasts()->getType())))
        return true;
    return llvm::any_of(Call.arguments(), [&](const Expr *A) {
      return !A->getType().isNull() && P.Deadlines.contains(className(
                                           A->getType().getNonReferenceType()));
    });
  }

  /// Is one of these objects given a deadline, or closed by a function that
  /// has a timer?
  static bool isEndedElsewhere(const TuModel &Tu, const Coroutine &C,
                               const std::set<SourceLocation> &Objects) {
    const FailureProfile &P = C.framework()->Failures;
    for (const FunctionBody &F : Tu.functions()) {
      bool Here = F.Function->getLocation() == C.Function->getLocation();
      bool Sets = false, Closes = false, HasTimer = false;
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
        // Some expressions of patterns have no type at all.
        if (const auto *E = dyn_cast<Expr>(&S); E && !E->getType().isNull())
          HasTimer |=
              P.Timers.contains(className(E->getType().getNonReferenceType()));
        const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
        StringRef Name = Call ? calledName(*Call) : StringRef();
        bool Sets1 = P.Setters.contains(Name);
        bool Closes1 = Name == "close" || Name == "cancel" ||
                       Name == "shutdown" || Name == "async_close";
        if (!Sets1 && !Closes1)
          return;
        for (SourceLocation L : namedIn(*Call->getImplicitObjectArgument())) {
          Sets |= Sets1 && Objects.count(L);
          Closes |= Closes1 && Objects.count(L);
        }
      });
      if (Sets || (Closes && HasTimer && !Here))
        return true;
    }
    return false;
  }

  /// Is the whole coroutine somewhere run with a deadline, or beside a task
  /// that keeps watch?
  static bool isLimitedByCaller(const TuModel &Tu, const Coroutine &C) {
    const FailureProfile &P = C.framework()->Failures;
    bool Found = false;
    for (const FunctionBody &F : Tu.functions())
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
        const auto *Call = dyn_cast<CallExpr>(&S);
        const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
        if (Found || !Callee || !names(S, *C.Function))
          return;
        Found = P.Deadlines.contains(qualifiedName(*Callee)) ||
                hasDeadline(P, *Call);
        if (qualifiedName(*Callee) == P.Combinators.Any ||
            qualifiedName(*Callee) == P.Combinators.All)
          for (const Expr *Part : Call->arguments())
            Found |= hasWord(calledName(*Part),
                             Tu.profiles().failures().TimerWords) ||
                     timedPart(Tu, C, *Part);
      });
    return Found;
  }

  static Expected<Fix> fix(const TuModel &Tu, const Coroutine &C,
                           const Expr &Await, const CallExpr &Call,
                           const Ancestors &Around) {
    const std::string &Wanted = Tu.settings().Timeout;
    const VersionedText *How =
        Tu.firstThatFits(*C.framework(), C.framework()->Failures.Timeouts);
    auto Task = Tu.text(Call.getSourceRange());
    if (deliversErrors(*C.framework(), Await))
      return no("its errors are codes here, and the end of the time would be "
                "an exception: give it a deadline by hand");
    if (!How)
      return no("no call of " + C.framework()->Display +
                " gives a deadline to one operation: race it with a timer, or "
                "let a timer cancel it");
    if (className(Call.getType()) != C.Task.Type->Name || !Task)
      return no("the operation is no task that could be given a deadline: "
                "await it with the token for tasks");
    if (Wanted.empty())
      return no("how long it may take is not known: say so with --timeout=30s");
    Place At{C.Function, Call.getBeginLoc(), Around};
    Filler Fill(Tu, C, At);
    Fill.need(How->Headers);
    HeaderNeeds Chrono;
    Chrono.Reachable = {"chrono"};
    Fill.need(Chrono);
    Fill.set("task", Task->str());
    Fill.set("duration", durationText(Wanted, Fill));
    Expected<std::string> Text = Fill.fill(How->To);
    if (!Text)
      return Text.takeError();
    EditBuilder Edits(Tu);
    Edits.replace(Call.getSourceRange(), *Text)
        .include(Call.getBeginLoc(), Fill.needs(),
                 C.framework()->UmbrellaHeaders);
    return std::move(Edits).done(Safety::Unsafe, "give it a deadline");
  }
};

ASYNCMEND_RULE(MissingTimeoutRewriter, "missing-timeout", Severity::Info,
               /*OnByDefault=*/false, "a wait for a peer that has no deadline",
               /*FixesAnywhere=*/false, /*CoroutinesOnly=*/true);

} // namespace
