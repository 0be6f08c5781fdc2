//===- blocking-wait.cpp - Thread primitives in coroutines ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a call of a function that a profile lists as a wait for a future, a
// thread or another thread's doing, in the body of any coroutine. Futures that
// a framework made belong to sync-wait-in-coroutine.
//
// Fixed where the framework can await the object itself, or where a pool is in
// scope: the wait is run there and awaited. Refused elsewhere, with what would
// do.
//
//===----------------------------------------------------------------------===//

#include "core/block-site.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/mutex-exchange.h"
#include "core/offload.h"
#include "core/ready-scan.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;

namespace {

class BlockingWaitRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    std::optional<BlockSites> Sites;
    for (const FunctionBody &F : Tu.functions()) {
      if (!mayServeLoop(Tu, F))
        continue;
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        if (const auto *Local = dyn_cast<DeclStmt>(&S))
          checkGuards(Tu, Sink, Sites, F, *Local);
        const auto *Call = dyn_cast<CallExpr>(&S);
        auto Known = Call ? blockingCall(Tu, *Call) : std::nullopt;
        if (!Known || Known->Kind != BlockingKind::Wait)
          return;
        if (!Sites)
          Sites.emplace(Tu);
        if (Sites->isOffloaded(F, *Call) || isOverBefore(Tu, F, *Call, *Known))
          return Sink.dissent(F, Call->getBeginLoc());
        auto Better = rewritable(Tu, F, "blocking-wait", *Call, Around);
        Sink.report(F, Call->getSourceRange(), message(*Known, F),
                    Better ? rewriteCall(Tu, F, *Better, Around)
                           : offload(Tu, F, *Call, Around, Known->NoFix));
      });
    }
  }

private:
  /// In code on a stack of its own no lock-across-await sees a suspension.
  static void checkGuards(const TuModel &Tu, FindingSink &Sink,
                          std::optional<BlockSites> &Sites,
                          const FunctionBody &F, const DeclStmt &Local) {
    for (const Decl *D : Local.decls()) {
      const auto *Guard = dyn_cast<VarDecl>(D);
      const ValueDecl *Mutex = Guard ? threadMutexOf(F, *Guard) : nullptr;
      if (!Mutex)
        continue;
      if (!Sites)
        Sites.emplace(Tu);
      if (Sites->isSpawnedOnPool(F))
        continue;
      Sink.report(F, Guard->getSourceRange(),
                  "'" + Guard->getNameAsString() +
                      "' blocks the thread that runs this " +
                      F.Stackful->Display + " coroutine while another holds '" +
                      Mutex->getNameAsString() + "'",
                  exchangeMutex(Tu, F, *Mutex));
    }
  }

  static std::string message(const BlockingCall &Known, const FunctionBody &F) {
    const char *For = Known.Function->Kind == WaitKind::Future ? "a result"
                      : Known.Function->Kind == WaitKind::Join
                          ? "a thread"
                          : "another thread";
    return "'" + Known.Name + "' blocks the thread that runs this " +
           (F.framework() ? F.framework()->Display + " " : std::string()) +
           "coroutine while it waits for " + For;
  }
};

ASYNCMEND_RULE(BlockingWaitRewriter, "blocking-wait", Severity::Warning,
               /*OnByDefault=*/true,
               "a wait of the thread, for a result or another thread, in a "
               "coroutine");

} // namespace
