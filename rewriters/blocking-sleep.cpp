//===- blocking-sleep.cpp - Sleeps that stop the event loop ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a CallExpr whose callee is a function that a profile lists, inside
// the body of a coroutine of a framework with a timer; in a template's pattern
// an UnresolvedLookupExpr, all of whose candidates are one listed function.
//
// Refused: a call whose result is used or that is part of a larger expression,
// a non-null "remaining time" argument, and all that await-site.h names.
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/block-site.h"
#include "core/blocking-calls.h"
#include "core/calls.h"
#include "core/edit-builder.h"
#include "core/fill.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/Expr.h"
#include <numeric>

using namespace clang;
using namespace asyncmend;
using llvm::Expected;
using llvm::Twine;

namespace {

class BlockingSleepRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    std::optional<BlockSites> Sites;
    for (const FunctionBody &C : Tu.functions())
      if (C.home() && !C.home()->Timers.empty())
        walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
          const auto *Call = dyn_cast<CallExpr>(&S);
          const BlockingSleep *Sleep = Call ? sleepCalled(Tu, *Call) : nullptr;
          if (!Sleep)
            return;
          if (!Sites)
            Sites.emplace(Tu);
          // A timer would send it back from the threads that may sleep.
          if (C.isCoroutine() && Sites->isOffloaded(C, *Call))
            return Sink.dissent(C, Call->getBeginLoc());
          Sink.report(C, Call->getSourceRange(), message(*Sleep, C),
                      fix(Tu, C, *Sleep, *Call, Around));
        });
  }

private:
  static std::string message(const BlockingSleep &Sleep,
                             const FunctionBody &C) {
    if (!Sleep.Harm.empty())
      return "'" + Sleep.Function + "' " + Sleep.Harm;
    return "'" + Sleep.Function + "' blocks the thread that runs this " +
           C.home()->Display + " coroutine, and with it the whole event loop";
  }

  static Expected<Fix> fix(const TuModel &Tu, const Coroutine &C,
                           const BlockingSleep &Sleep, const CallExpr &Call,
                           const Ancestors &Around) {
    EditBuilder Edits(Tu);
    for (const std::string &Why :
         {Sleep.NoFix, C.Task ? C.Task.Type->NoFix : std::string(),
          Edits.whyNotEditable(Call.getSourceRange()),
          C.isCoroutine() ? whyNoAwait(Tu, Call, Around)
                          : whyLocked(Tu, Call, Around),
          whyNoAwaitAround(Call)})
      if (!Why.empty())
        return no(Why);
    if (!standsAlone(Call, Around))
      return no("the result of the call is used, and an awaitable timer has no "
                "such result");
    Place At{C.Function, Call.getBeginLoc(), Around};
    Filler Fill(Tu, C, At);
    Expected<std::string> Text = replacement(Tu, C, Sleep, Call, Fill);
    if (!Text)
      return Text.takeError();
    Edits.replace(Call.getSourceRange(), *Text)
        .include(Call.getBeginLoc(), Fill.needs(), C.home()->UmbrellaHeaders);
    return std::move(Edits).done(Sleep.Level, "wait with an awaitable timer");
  }

  /// Awaiting the timer gives nothing, so nothing may be asked of the call.
  /// `(void)usleep(5);` is as good as a statement of its own.
  static bool standsAlone(const CallExpr &Call, const Ancestors &Around) {
    if (Call.getType()->isVoidType())
      return isDiscarded(Call, Around);
    if (isFullStatement(Call, Around))
      return true;
    const auto *Void = dyn_cast_or_null<CStyleCastExpr>(Around.parent());
    return Void && Void->getType()->isVoidType();
  }

  static Expected<std::string> replacement(const TuModel &Tu,
                                           const Coroutine &C,
                                           const BlockingSleep &Sleep,
                                           const CallExpr &Call, Filler &Fill) {
    Expected<std::string> Amount = amount(Tu, Sleep, Call, Fill);
    if (!Amount)
      return Amount;
    QualType Type =
        Sleep.To == "{arg:0}" ? Call.getArg(0)->getType() : QualType();
    std::string Clock =
        Sleep.IsDuration ? "" : className(templateArgument(Type, 0));
    if (!Sleep.IsDuration && Clock.empty())
      return no("the clock of the time point is not known in this template");
    const Timer *T = timer(Tu, C, Sleep.IsDuration, Clock);
    if (!T)
      return no("the profile of " + C.home()->Display + " has no timer");
    if (!T->NoFix.empty())
      return no(T->NoFix);
    Fill.need(Sleep.Headers);
    Fill.need(T->Headers);
    if (!Clock.empty())
      Fill.set("clock", Fill.name(Clock));
    llvm::StringRef Hole = Sleep.IsDuration ? "duration" : "time_point";
    Fill.set(Hole, *Amount);
    bool Negative = !T->Floor.empty() && mayBeNegative(*Call.getArg(0));
    for (auto [Needed, Wrap] :
         {std::pair(!convertsImplicitly(Type, Sleep, T->PerSecond), &T->Cast),
          std::pair(Negative, &T->Floor)}) {
      Expected<std::string> Wrapped = Fill.fill(Needed ? *Wrap : "");
      if (!Wrapped)
        return Wrapped;
      if (Needed)
        Fill.set(Hole, *Wrapped);
    }
    return Fill.fill(T->To);
  }

  /// A floating-point, finer or unknown duration needs a cast; of those that
  /// profiles make of integers (a null type) they say how fine they are.
  static bool convertsImplicitly(QualType Type, const BlockingSleep &Sleep,
                                 int64_t PerSecond) {
    if (Type.isNull())
      return PerSecond % Sleep.PerSecond == 0;
    QualType Duration = Sleep.IsDuration ? Type : templateArgument(Type, 1);
    QualType Rep = templateArgument(Duration, 0);
    QualType Period = templateArgument(Duration, 1);
    auto Num = templateInteger(Period, 0), Den = templateInteger(Period, 1);
    return !Rep.isNull() && Rep->isIntegerType() && Num && Den &&
           PerSecond % (*Den / std::gcd(*Num, *Den)) == 0;
  }

  static const Timer *timer(const TuModel &Tu, const Coroutine &C,
                            bool ForDuration, llvm::StringRef Clock) {
    for (const Timer &T : C.home()->Timers)
      if (T.ForDuration == ForDuration && Tu.fits(*C.home(), T.Versions) &&
          (T.Clock.empty() || T.Clock == Clock))
        return &T;
    return nullptr;
  }

  /// The duration or time point as the profile makes it of the arguments.
  static Expected<std::string> amount(const TuModel &Tu,
                                      const BlockingSleep &Sleep,
                                      const CallExpr &Call, Filler &Fill) {
    for (unsigned I : Sleep.NullArgs)
      if (I >= Call.getNumArgs() || !isNullOrZero(*Call.getArg(I), Tu.ast()))
        return no("argument " + Twine(I + 1) +
                  " (a remaining time, say) is used, and an awaitable timer "
                  "has no such thing");
    for (unsigned I : Sleep.IntegralArgs)
      if (std::string Why = whyNoCount(*Call.getArg(I), Tu.ast()); !Why.empty())
        return no("argument " + Twine(I + 1) + " " + Why);
    for (unsigned I = 0; I != Call.getNumArgs(); ++I) {
      std::optional<std::string> Text = argumentText(Tu, Call, I);
      if (!Text)
        return no("the source text of an argument cannot be had in one piece, "
                  "or a comment among them would be lost");
      // Some timers want the difference to a time point.
      if (!Sleep.IsDuration &&
          isa<AbstractConditionalOperator>(Call.getArg(I)->IgnoreImplicit()))
        *Text = "(" + *Text + ")";
      Fill.set(("arg:" + Twine(I)).str(), *Text);
      std::string Hole = ("member:" + Twine(I)).str();
      if (auto Access = memberAccess(Tu, *Call.getArg(I)))
        Fill.set(Hole, *Access);
      else if (llvm::StringRef(Sleep.To).contains(Hole))
        return no("argument " + Twine(I + 1) +
                  " cannot be written twice: put it into a variable first");
    }
    return Fill.fill(Sleep.To);
  }
};

ASYNCMEND_RULE(BlockingSleepRewriter, "blocking-sleep", Severity::Warning,
               /*OnByDefault=*/true,
               "a sleep in a coroutine that stops the whole event loop");

} // namespace
