//===- sync-wait-in-coroutine.cpp - Waits for a task of the same loop -----===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: `start(…, token).get()`, a member call of a wait on the prvalue of a
// call one of whose arguments is a token that makes a future; the same on a
// local that is initialised so; a call that runs an event loop or joins a pool.
//
// Refused: a wait with a deadline, a future that is waited for later than in
// the next statement (its task runs beside the coroutine until then), a nested
// event loop, and all that await-site.h names.
//
//===----------------------------------------------------------------------===//

#include "core/await-call.h"
#include "core/await-site.h"
#include "core/block-site.h"
#include "core/calls.h"
#include "core/fill.h"
#include "core/kept-future.h"
#include "core/layout.h"
#include "core/names.h"
#include "core/ready-scan.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "core/spawns.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class SyncWaitRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    std::optional<BlockSites> Sites;
    for (const FunctionBody &F : Tu.functions()) {
      if (!mayServeLoop(Tu, F))
        continue;
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        const auto *Call = dyn_cast<CallExpr>(&S);
        auto Known = Call ? blockingCall(Tu, *Call) : std::nullopt;
        if (!Known || Known->Kind != BlockingKind::SyncWait)
          return;
        if (!Sites)
          Sites.emplace(Tu);
        if (Sites->isOffloaded(F, *Call) || isOverBefore(Tu, F, *Call, *Known))
          return Sink.dissent(F, Call->getBeginLoc());
        Sink.report(F, Call->getSourceRange(), message(*Known),
                    fix(Tu, F, *Known, *Call, Around));
      });
    }
  }

private:
  static std::string message(const BlockingCall &Known) {
    if (!Known.Started)
      return "'" + Known.Name +
             "' in a coroutine blocks its thread until all "
             "work there is done";
    return "this blocks the thread that may have to run what it waits for: on "
           "the loop's only thread it never ends";
  }

  static std::string whyNot(const TuModel &Tu, const FunctionBody &F,
                            const BlockingCall &Known, const CallExpr &Call,
                            const Ancestors &Around) {
    if (!Known.Started)
      return Known.NoFix;
    if (!F.isCoroutine())
      return "a stackful coroutine cannot await a future: start it with its "
             "own completion token instead";
    if (F.framework() != Known.Home)
      return "this coroutine is of no type that could await it";
    if (!F.Task.Type->NoFix.empty())
      return F.Task.Type->NoFix;
    if (Known.Function && Known.Function->TimeoutArg)
      return Known.NoFix;
    if (std::string Why = whyNoAwait(Tu, Call, Around); !Why.empty())
      return Why;
    std::string Why = whyNoAwaitAround(fullExpression(Call, Around));
    return Why.empty() ? whyNoAwaitAround(*Known.Started) : Why;
  }

  static Expected<Fix> fix(const TuModel &Tu, const FunctionBody &F,
                           const BlockingCall &Known, const CallExpr &Call,
                           const Ancestors &Around) {
    if (std::string Why = whyNot(Tu, F, Known, Call, Around); !Why.empty())
      return no(Why);
    EditBuilder Edits(Tu);
    Place At{F.Function, Call.getBeginLoc(), Around};
    Filler Fill(Tu, F, At);
    Expected<std::string> Text = awaited(Tu, F, Known, Fill);
    if (!Text)
      return Text.takeError();
    if (needsParentheses(Call, Around))
      *Text = "(" + *Text + ")";
    // wait() leaves the task's error in the future.
    bool Same = llvm::StringRef(Known.Name).ends_with("::get");
    if (Known.Kept) {
      KeptFuture Above = keptAbove(F, *Known.Kept, Call, Around);
      if (!Above.Declaration)
        return no("its task runs beside this coroutine until here: await it "
                  "where it is spawned, or spawn it deferred in a parallel "
                  "group and await the group here");
      // Comments above the declaration stay where they are.
      Span From = Tu.span(Above.Declaration->getSourceRange());
      unsigned Gap = Tu.span(Above.Below->getBeginLoc()).Offset - From.end();
      if (!textOf(Tu, Call.getBeginLoc(), {From.Path, From.end(), Gap})
               .trim()
               .empty())
        return no("something stands between the future and the wait");
      From.Length += Gap;
      Edits.replaceBytes(Above.Declaration->getBeginLoc(), From, "");
      Same = false;
    } else if (auto Rest =
                   Tu.text({Known.Started->getEndLoc(), Call.getEndLoc()});
               !Rest || Rest->contains("//") || Rest->contains("/*")) {
      return no("a comment stands between the call and the wait");
    }
    Edits.replace(Call.getSourceRange(), *Text)
        .include(Call.getBeginLoc(), Fill.needs(),
                 F.framework()->UmbrellaHeaders);
    return std::move(Edits).done(Same ? Safety::Safe : Safety::Unsafe,
                                 "await it");
  }

  /// The task itself where it runs on this coroutine's executor anyway; else
  /// what starts it, with a token that can be awaited.
  static Expected<std::string> awaited(const TuModel &Tu, const FunctionBody &F,
                                       const BlockingCall &Known,
                                       Filler &Fill) {
    std::optional<Spawn> S = spawnerCall(Tu, *Known.Started);
    if (S && !S->How->NoFix.empty())
      return no(S->How->NoFix);
    if (S && S->Executor && isOwnExecutor(Tu, F, *S->Executor) &&
        Tu.profiles().awaitable(
            className(S->Task->getType().getNonReferenceType())))
      if (auto Task = Tu.text(S->Task->getSourceRange()))
        return ("co_await " + *Task).str();
    const CallExpr &Start = *Known.Started;
    auto Whole = Tu.text(Start.getSourceRange());
    auto Token = Tu.text(Known.Token->getSourceRange());
    if (!Whole || !Token || Token->begin() < Whole->begin() ||
        Token->end() > Whole->end())
      return no("its source text cannot be had in one piece");
    Expected<std::string> New = Fill.fill("{token}");
    if (!New)
      return New;
    return "co_await " +
           Whole->take_front(Token->begin() - Whole->begin()).str() + *New +
           Whole->drop_front(Token->end() - Whole->begin()).str();
  }
};

ASYNCMEND_RULE(SyncWaitRewriter, "sync-wait-in-coroutine", Severity::Error,
               /*OnByDefault=*/true,
               "a coroutine that waits synchronously for work of its own loop");

} // namespace
