//===- unreliable-timeout.cpp - Races that wait for a success -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a call of the framework's `||` for tasks, or a group that waits for
// the first success, one of whose parts only waits for a time: a member call
// on a timer, or a call of a coroutine that does nothing else. Calls that
// profiles list.
//
// Refused: results that are used, three parts and more, timers that other code
// may set, deadlines that move.
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/call-rewrite.h"
#include "core/detached.h"
#include "core/fill.h"
#include "core/hoist.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/races.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class UnreliableTimeoutRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines())
      if (C.framework())
        walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
          check(Tu, Sink, C, S, Around);
        });
    reportRewrites(Tu, Sink, "unreliable-timeout");
  }

private:
  static void check(const TuModel &Tu, FindingSink &Sink, const Coroutine &C,
                    const Stmt &S, const Ancestors &Around) {
    const CombinatorProfile &P = C.framework()->Failures.Combinators;
    bool IsGroup = false;
    std::optional<Combination> Race = operatorAt(S, Around, P.Any);
    if (!Race) {
      Race = groupOf(*C.framework(), S, Around);
      IsGroup = true;
    }
    if (!Race || (IsGroup && Race->ConditionClass != P.FirstSuccess))
      return;
    std::optional<TimedPart> Timer;
    const Expr *Work = nullptr;
    for (const Expr *Part : Race->Parts)
      if (auto Timed = timedPart(Tu, C, *Part))
        Timer = Timed;
      else if (!Work || isReliable(Tu, C, *Work))
        Work = Part;
    if (Timer && Work && (IsGroup || !isReliable(Tu, C, *Work)))
      Sink.report(C, Race->Whole->getSourceRange(), message(Tu, *Work),
                  IsGroup ? groupFix(Tu, C, *Race)
                          : fix(Tu, C, *Race, *Timer, *Work),
                  {{"this only waits for a time",
                    Tu.span(Timer->Part->getSourceRange())}});
  }

  /// Every end of an operation that gives its errors as codes, or handles them,
  /// is a success, so the race ends with it.
  static bool isReliable(const TuModel &Tu, const Coroutine &C,
                         const Expr &Work) {
    const Stmt *Body = bodyOf(Work);
    return (!Body || suspends(Tu, *Body)) &&
           !operationMayFail(Tu, *C.framework(), Work);
  }

  static std::string message(const TuModel &Tu, const Expr &Work) {
    const Stmt *Body = bodyOf(Work);
    if (Body && !suspends(Tu, *Body))
      return "nothing in this operation suspends, so the timer beside it never "
             "gets a chance to end it";
    return "this waits for the first success: if the operation fails, it hangs "
           "until the timer ends, and its error is lost";
  }

  static Expected<Fix> groupFix(const TuModel &Tu, const Coroutine &C,
                                const Combination &Race) {
    EditBuilder Edits(Tu);
    Place At{C.Function, Race.Condition->getBeginLoc(), Ancestors(Race.Stack)};
    Edits.replace(
        Race.Condition->getSourceRange(),
        spell(C.framework()->Failures.Combinators.First, At, Tu.ast()) + "()");
    return std::move(Edits).done(Safety::Unsafe, "wait for the first end");
  }

  static std::string whyNot(const TuModel &Tu, const Coroutine &C,
                            const Combination &Race, const TimedPart &Timer,
                            const Expr &Work) {
    if (Race.Parts.size() > 2)
      return "more than one operation races with the timer: give each a "
             "deadline of its own";
    if (!Race.Await)
      return "the race is not awaited here";
    if (!isUnused(Race))
      return "what follows asks which of the two has ended; with a reliable "
             "timeout the operation's result comes alone, and the end of the "
             "time is an exception (timed_out)";
    if (!Timer.Duration)
      return Timer.Why;
    if (className(Work.getType()) != C.Task.Type->Name)
      return "the operation is no task that could be given a deadline: await "
             "it with the token for tasks";
    const Stmt *Body = bodyOf(Work);
    if (Body && !suspends(Tu, *Body))
      return "a deadline needs suspensions in the operation: let it wait "
             "asynchronously";
    return whyNoAwaitAround(fullExpression(*Race.Whole, Ancestors(Race.Stack)));
  }

  static bool isUnused(const Combination &Race) {
    Ancestors Around(Race.Stack);
    const auto *Void = dyn_cast_or_null<CStyleCastExpr>(Around.parent());
    return isDiscarded(*Race.Await, Around) ||
           (Void && Void->getType()->isVoidType());
  }

  static Expected<Fix> fix(const TuModel &Tu, const Coroutine &C,
                           const Combination &Race, const TimedPart &Timer,
                           const Expr &Work) {
    if (std::string Why = whyNot(Tu, C, Race, Timer, Work); !Why.empty())
      return no(Why);
    const VersionedText *How =
        Tu.firstThatFits(*C.framework(), C.framework()->Failures.Timeouts);
    auto Task = Tu.text(Work.getSourceRange());
    auto Duration = Tu.text(Timer.Duration->getSourceRange());
    if (!How || !Task || !Duration)
      return no("the text of the operation or of the duration cannot be had");
    Place At{C.Function, Race.Whole->getBeginLoc(), Ancestors(Race.Stack)};
    Filler Fill(Tu, C, At);
    Fill.need(How->Headers);
    Fill.set("task", Task->str());
    Fill.set("duration", Duration->str());
    Expected<std::string> Text = Fill.fill(How->To);
    if (!Text)
      return Text.takeError();
    EditBuilder Edits(Tu);
    Edits.replace(Race.Await->getSourceRange(), "co_await " + *Text)
        .include(Race.Whole->getBeginLoc(), Fill.needs(),
                 C.framework()->UmbrellaHeaders);
    if (!Timer.Setup.empty())
      takeAway(Edits, Tu, Timer.Setup);
    return std::move(Edits).done(Safety::Unsafe, "give it a deadline");
  }
};

ASYNCMEND_RULE(UnreliableTimeoutRewriter, "unreliable-timeout",
               Severity::Warning, /*OnByDefault=*/true,
               "a race with a timer that hides the operation's error",
               /*FixesAnywhere=*/false, /*CoroutinesOnly=*/true);

} // namespace
