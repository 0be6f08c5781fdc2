//===- missing-timeout.cpp - Waits for a peer without an end --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a co_await whose operand is a call of a listed operation, and calls
// that ought to be such operands. What is part of a race, or an argument of a
// deadline's function, is no operand.
//
// Refused: without --timeout; operations whose errors are codes, since the end
// of the time would be an exception; operations that are no tasks.
//
//===----------------------------------------------------------------------===//

#include "core/block-site.h"
#include "core/blocking-calls.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/cancellations.h"
#include "core/deadlines.h"
#include "core/fill.h"
#include "core/flow.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/races.h"
#include "core/ready-scan.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;
using llvm::StringRef;

namespace {

/// An operation and how it is waited for.
struct Wait {
  const CallExpr *Call = nullptr;
  const Expr *Await = nullptr; ///< Null where it ought to be awaited first.
  std::string Name;            ///< Qualified, of what waits or would.
  const Expr *At = nullptr;    ///< Where it is waited for; null: at `Call`.
};

class MissingTimeoutRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    std::optional<BlockSites> Sites;
    for (const Coroutine &C : Tu.coroutines())
      if (C.framework() && !C.framework()->Failures.Network.empty())
        walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
          Wait W = waitIn(Tu, C, S, Around, Sites);
          if (!W.Call || !isOperation(C, W) || endsInTime(Tu, C, *W.Call))
            return;
          Sink.report(C, (W.At ? W.At : W.Call)->getSourceRange(),
                      "'" + calledName(*W.Call).str() +
                          "' waits for the peer without a deadline",
                      fix(Tu, C, W, Around));
        });
  }

private:
  /// What blocks or was forgotten has no deadline either, and will be awaited
  /// once that is mended.
  static Wait waitIn(const TuModel &Tu, const Coroutine &C, const Stmt &S,
                     const Ancestors &Around,
                     std::optional<BlockSites> &Sites) {
    if (isSuspension(Tu, S)) {
      const auto *Call = dyn_cast_or_null<CallExpr>(operandOf(cast<Expr>(S)));
      return {Call, cast<Expr>(&S), Call ? nameOf(*Call) : ""};
    }
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call)
      return {};
    if (isDiscarded(*Call, Around) && !Call->getType().isNull() &&
        Tu.profiles().awaitable(className(Call->getType())))
      return {Call, nullptr, nameOf(*Call)};
    auto Known = blockingCall(Tu, *Call);
    if (!Known || (Known->Kind != BlockingKind::Io && !Known->Started))
      return {};
    if (!Sites)
      Sites.emplace(Tu);
    if (Known->Kind == BlockingKind::Io) {
      if (Sites->blocks(C, *Call, *Known))
        return {Call, nullptr, awaitedTwin(Tu, *Call)};
    } else if (!Sites->isOffloaded(C, *Call) &&
               !isOverBefore(Tu, C, *Call, *Known)) {
      return {Known->Started, nullptr, nameOf(*Known->Started), Call};
    }
    return {};
  }

  static std::string nameOf(const CallExpr &Call) {
    const FunctionDecl *Callee = calleeOf(Call);
    return Callee ? qualifiedName(*Callee) : std::string();
  }

  /// By its short name where it takes a token, and else by its whole one.
  static bool isOperation(const Coroutine &C, const Wait &W) {
    const FailureProfile &P = C.framework()->Failures;
    const FunctionDecl *Callee = calleeOf(*W.Call);
    // Functions of one's own take no token, and have their own awaits.
    if (!Callee)
      return false;
    StringRef Name = W.Name;
    bool TakesToken = Callee->getPrimaryTemplate() || Name != nameOf(*W.Call);
    return (TakesToken &&
            P.Network.contains(Name.substr(Name.rfind(':') + 1))) ||
           (Name.contains("::") && P.Network.contains(Name)) ||
           llvm::any_of(calleeNames(*W.Call), [&](StringRef Other) {
             return Other.contains("::") && P.Network.contains(Other);
           });
  }

  static Expected<Fix> fix(const TuModel &Tu, const Coroutine &C, const Wait &W,
                           const Ancestors &Around) {
    if (!W.Await)
      return no("it is not awaited yet: await it first");
    const CallExpr &Call = *W.Call;
    const std::string &Wanted = Tu.settings().Timeout;
    const VersionedText *How =
        Tu.firstThatFits(*C.framework(), C.framework()->Failures.Timeouts);
    auto Task = Tu.text(Call.getSourceRange());
    if (deliversErrors(*C.framework(), *W.Await))
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
