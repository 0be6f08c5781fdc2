//===- lock-across-await.cpp - Thread locks held while suspended ----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a co_await or co_yield at which held-locks.h knows a lock: guards
// (VarDecl, also in the head of a statement, wrapped, as a parameter), mutexes
// that are locked by hand, temporaries of the same full expression. Coroutines
// of unknown types count.
//
// Refused: what early-unlock.h and async-mutex.h name; above all, anything
// after the suspension that somebody else might use at the same time, while
// somebody unseen, or plain code, may want the mutex.
//
//===----------------------------------------------------------------------===//

#include "core/async-mutex.h"
#include "core/early-unlock.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class LockAcrossAwaitRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines()) {
      HeldLocks Held(Tu, C);
      for (const HeldAt &At : Held.found())
        Sink.report(C, At.Suspension->getSourceRange(), message(At),
                    fix(Tu, C, Held, At), notes(Tu, At));
    }
  }

private:
  /// Which of the two is meant, only the user knows where both are possible;
  /// the first needs nobody's consent.
  static Expected<Fix> fix(const TuModel &Tu, const Coroutine &C,
                           const HeldLocks &Held, const HeldAt &At) {
    Expected<Fix> Early = unlockEarly(Tu, C, Held, At);
    if (Early)
      return Early;
    std::string Why = llvm::toString(Early.takeError());
    Expected<Fix> Awaited = asyncMutex(Tu, C, At);
    if (Awaited)
      return Awaited;
    std::string More = llvm::toString(Awaited.takeError());
    return no(More.empty() ? Why : Why + " " + More);
  }

  static std::string message(const HeldAt &At) {
    return At.Locks.front()->name() +
           " keeps a lock of the thread while this coroutine is suspended: "
           "whatever wants the mutex meanwhile stops its thread, perhaps the "
           "one that must resume this coroutine";
  }

  static std::vector<Note> notes(const TuModel &Tu, const HeldAt &At) {
    std::vector<Note> Notes;
    for (const LockOf *L : At.Locks)
      if (L->Guard)
        Notes.push_back({L->name() + " takes the lock here",
                         Tu.span(L->Guard->getSourceRange())});
      else if (L->Where)
        Notes.push_back(
            {"the lock is taken here", Tu.span(L->Where->getSourceRange())});
    return Notes;
  }
};

ASYNCMEND_RULE(LockAcrossAwaitRewriter, "lock-across-await", Severity::Error,
               /*OnByDefault=*/true,
               "a lock of the thread that is held while suspended",
               /*FixesAnywhere=*/true, /*CoroutinesOnly=*/true);

} // namespace
