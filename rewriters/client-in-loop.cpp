//===- client-in-loop.cpp - Clients built anew in each turn of a loop -----===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a VarDecl in the body of a loop whose type, or the factory called in
// its initialiser, a profile lists as expensive; a local of that kind in a
// function that a loop of the same file calls (reported only).
//
// Refused: whatever core/client-hoist.cpp gives a reason for.
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/client-hoist.h"
#include "core/client-uses.h"
#include "core/names.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

/// A call, directly in a loop, of a function whose body is in this file.
struct CallInLoop {
  const FunctionBody *Caller;
  const CallExpr *Call;
  const Stmt *Loop;
};

class ClientInLoopRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const FunctionBody &F : Tu.functions()) {
      ClientHoister Hoister(Tu, F);
      for (const VarDecl *Var : Hoister.locals().all())
        if (const ClientPlan *Plan = Hoister.plan(*Var); Plan && !Plan->Silent)
          Sink.report(F, Plan->Place->Declaration->getSourceRange(),
                      message(*Plan->Var, Plan->Site), Hoister.fix(*Plan),
                      {loopNote(Tu, *Plan)});
    }
  }

private:
  static std::string message(const VarDecl &Var, const ClientSite &Site) {
    return "'" + Site.name() + "' is built anew in each turn of a loop ('" +
           Var.getNameAsString() + "')";
  }

  static Note loopNote(const TuModel &Tu, const ClientPlan &Plan) {
    auto Loops =
        loopsAround(Plan.Place->around(), *Plan.Place->Declaration, Tu.ast());
    const Stmt *Loop = Plan.To.Loop ? Plan.To.Loop : Loops.front().Loop;
    return {"the loop", Tu.span(Loop->getBeginLoc())};
  }
};

ASYNCMEND_RULE(ClientInLoopRewriter, "client-in-loop", Severity::Warning,
               /*OnByDefault=*/true,
               "a client, connection or handle built anew in each iteration");

} // namespace
