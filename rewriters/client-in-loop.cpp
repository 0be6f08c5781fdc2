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
#include "core/client-temporary.h"
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
  const CallExpr *Call;
  const Stmt *Loop;
};

class ClientInLoopRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const FunctionBody &F : Tu.functions()) {
      ClientHoister Hoister(Tu, F);
      auto Report = [&](const ClientPlan *Plan) {
        if (Plan && !Plan->Silent)
          Sink.report(F, Plan->Place->Declaration->getSourceRange(),
                      message(*Plan->Var, Plan->Site), Hoister.fix(*Plan),
                      {loopNote(Tu, *Plan)});
      };
      for (const VarDecl *Var : Hoister.locals().all())
        Report(Hoister.plan(*Var));
      for (const AssignedSite &Site : Hoister.locals().assigned())
        Report(Hoister.plan(Site));
      checkTemporaries(Tu, Sink, F, Hoister);
      checkCalled(Tu, Sink, F, Hoister);
    }
  }

private:
  static void checkTemporaries(const TuModel &Tu, FindingSink &Sink,
                               const FunctionBody &F, ClientHoister &Hoister) {
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      ClientTemporary Found = temporaryAt(Tu, S, Around);
      if (!Found)
        return;
      Expected<Fix> Named =
          nameBeforeLoop(Tu, F, Hoister.locals(), Hoister.freshNames(), Found);
      if (!Found.OfPeer)
        return Sink.report(F, Found.Object->getSourceRange(),
                           "'" + Found.Kind->Type +
                               "' is built for one call in each turn of a loop",
                           std::move(Named));
      llvm::consumeError(Named.takeError());
    });
  }

  /// A client that `F` builds of nothing but what is the same in each turn of a
  /// loop in this file, from which it is called.
  static void checkCalled(const TuModel &Tu, FindingSink &Sink,
                          const FunctionBody &F, ClientHoister &Hoister) {
    if (F.Function->isMain() || F.IsPattern)
      return;
    for (const VarDecl *Var : Hoister.locals().all()) {
      const LocalSite &Place = *Hoister.locals().find(Var);
      ClientSite Site = clientOf(Tu, *Var);
      if (!Site || isOrdinary(*Site.Kind) || Site.Kind->Connects ||
          Hoister.plan(*Var) || isInLoop(Tu, Place))
        continue;
      Client Kind = *Site.Kind; // Its set-up may be a part of the call.
      Kind.Configure.clear();
      llvm::SmallPtrSet<const Stmt *, 1> None;
      if (!usesOf(Tu, F.written(), *Var, {&Kind, Site.How}, None).Why.empty())
        continue;
      if (auto Call = findCall(Tu, F, *Var, Hoister.locals()))
        Sink.report(F, Place.Declaration->getSourceRange(),
                    "'" + Site.name() + "' is built anew in each call of '" +
                        nameOf(F) + "', and so in each turn of a loop",
                    llvm::createStringError(
                        llvm::inconvertibleErrorCode(),
                        "it is the loop's to build it once: pass it to '" +
                            nameOf(F) + "' by reference"),
                    {{"called here, in a loop",
                      Tu.span(Call->Call->getSourceRange())}});
    }
  }

  static std::string nameOf(const FunctionBody &F) {
    return F.Function->getIdentifier() ? F.Function->getNameAsString()
                                       : std::string("this lambda");
  }

  static bool isInLoop(const TuModel &Tu, const LocalSite &Place) {
    return !loopsAround(Place.around(), *Place.Declaration, Tu.ast()).empty();
  }

  /// The first call of `F` in a loop that is awaited, or that runs at once, and
  /// whose arguments, as far as the client is made of them, do not vary.
  static std::optional<CallInLoop> findCall(const TuModel &Tu,
                                            const FunctionBody &F,
                                            const VarDecl &Var,
                                            const Locals &Known) {
    llvm::SmallVector<unsigned> Parameters;
    if (!readsOnly(F, *Var.getInit(), Known, Parameters))
      return std::nullopt;
    std::optional<CallInLoop> Found;
    for (const FunctionBody &Caller : Tu.functions())
      walkSpelled(Caller.written(), [&](const Stmt &S,
                                        const Ancestors &Around) {
        const auto *Call = dyn_cast<CallExpr>(&S);
        const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
        if (Found || !Callee || Caller.IsPattern ||
            Callee->getCanonicalDecl() != F.Function->getCanonicalDecl())
          return;
        bool Awaited = isa_and_nonnull<CoroutineSuspendExpr>(Around.parent());
        auto Loops = loopsAround(Around, *Call, Tu.ast());
        if (Loops.empty() || F.isCoroutine() != Awaited)
          return;
        Locals CallerLocals(Caller);
        Invariance Reads(Tu, Caller, CallerLocals, *Loops.front().Loop);
        unsigned Shift = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
        for (unsigned I : Parameters)
          if (I + Shift < Call->getNumArgs())
            Reads.read(*Call->getArg(I + Shift));
        if (Reads.why().empty())
          Found = CallInLoop{Call, Loops.front().Loop};
      });
    return Found;
  }

  /// Is `E` made of parameters, whose positions are collected, and of what does
  /// not hang on the call at all?
  static bool readsOnly(const FunctionBody &F, const Expr &E,
                        const Locals &Known,
                        llvm::SmallVectorImpl<unsigned> &Parameters) {
    bool Only = true;
    walkSpelled(E, [&](const Stmt &S, const Ancestors &) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (isa<CXXThisExpr>(S) || (Ref && isa<BindingDecl>(Ref->getDecl())))
        Only = false;
      if (!Var || !Var->hasLocalStorage())
        return;
      if (const auto *Parameter = dyn_cast<ParmVarDecl>(Var))
        Parameters.push_back(Parameter->getFunctionScopeIndex());
      else
        Only = Only && Var->getInit() && Known.find(Var) &&
               readsOnly(F, *Var->getInit(), Known, Parameters);
    });
    return Only;
  }

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
               "a client, connection or handle built anew in each iteration",
               /*FixesAnywhere=*/true);

} // namespace
