//===- unbounded-fan-out.cpp - As many tasks as there are items -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a call or a construction that starts work (spawns.h) in the body of
// a loop, or in a lambda that an algorithm calls for each item; a call that
// starts all operations of a container that a loop has filled.
//
// Refused: loops over no range, turns that share what they change or that can
// be left early (bounded-loop.h), results that somebody asks for later,
// threads.
//
//===----------------------------------------------------------------------===//

#include "core/bounded-loop.h"
#include "core/calls.h"
#include "core/limiters.h"
#include "core/names.h"
#include "core/naming.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/shared-state.h"
#include "core/sink.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

const char Slug[] = "unbounded-fan-out";

class UnboundedFanOutRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const FunctionBody &F : Tu.functions())
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        if (std::optional<Spawn> Found = spawnAt(Tu, S, Around))
          checkSpawn(Tu, Sink, F, *Found, Around);
        else if (std::optional<Group> Joined = groupAt(Tu, S))
          checkGroup(Tu, Sink, F, *Joined, Around);
        else if (const auto *Call = dyn_cast<CallExpr>(&S))
          checkAlgorithm(Tu, Sink, F, *Call);
      });
  }

private:
  /// The names given so far, by the function they are in, and each loop's own:
  /// what a template's pattern and its instantiations say must be the same.
  std::map<SourceLocation, llvm::StringSet<>> Taken;
  std::map<SourceLocation, std::string> Limits;

  std::string limitName(const FunctionBody &F, SourceLocation At) {
    std::string &Name = Limits[At];
    llvm::StringSet<> &Used = Taken[F.Function->getLocation()];
    if (Name.empty())
      Name = freshName(F.written(), inStyleOf(F, "max_in_flight"), Used);
    Used.insert(Name);
    return Name;
  }

  static std::string message(const Spawn &S) {
    return S.What + " starts " + (S.IsThread ? "work" : "a task") +
           " for each item of this loop, with no limit to how many are under "
           "way at a time";
  }

  static bool isBounded(const TuModel &Tu, ArrayRef<LoopAround> Loops,
                        const Stmt &Site) {
    return llvm::any_of(Loops, [&](const LoopAround &Next) {
      return isFewByName(Tu, Next.L) || hasLimiter(Tu, Next.L, Site);
    });
  }

  void checkSpawn(const TuModel &Tu, FindingSink &Sink, const FunctionBody &F,
                  const Spawn &S, const Ancestors &Around) {
    auto Loops = loopsAround(*S.E, Around, Tu.ast());
    const LoopAround *Open = openLoop(Tu, F, Loops);
    if (!Open || leavesLoopAfter(*S.E, Around))
      return;
    bool Events = waitsForEvents(Tu, Open->L, *S.E);
    if (Events ? !Tu.settings().NamedRules.count(Slug) : isService(Tu, S))
      return;
    auto Inner = llvm::ArrayRef(Loops).take_front(Open - Loops.begin() + 1);
    if (isBounded(Tu, Inner, *S.E))
      return;
    if (Events)
      return Sink.report(
          F, S.E->getSourceRange(), message(S),
          no("each turn waits for a peer, whose number only the peers bound: "
             "where that is not enough, count the sessions, and stop to accept "
             "while there are too many"));
    FanOutLoop Site{F, Open->L, Open->Around, S, Around};
    Sink.report(F, S.E->getSourceRange(), message(S), fix(Tu, Site));
  }

  Expected<Fix> fix(const TuModel &Tu, const FanOutLoop &Site) {
    if (!Site.S.Home)
      return no("a thread cannot be awaited by a loop: acquire a "
                "std::counting_semaphore before each is started and release it "
                "at its end, or hand the items to as many threads as there are "
                "cores");
    if (std::string Why = whyNotBounded(Tu, Site); !Why.empty())
      return no(Why);
    LoopWait Wait = LoopWait::Context;
    if (Site.F.isCoroutine())
      Wait = mustGoOn(Tu, Site) ? LoopWait::Nobody : LoopWait::Caller;
    else if (!runsAfter(Tu, Site))
      return no(
          "this function is no coroutine and could not wait for a limited "
          "number of tasks: make it one, or spawn one coroutine that runs "
          "a bounded loop");
    if (Wait == LoopWait::Nobody &&
        openLoop(Tu, Site.F, loopsAround(*Site.L.S, Site.AroundLoop, Tu.ast())))
      return no("the loop stands in another one that goes on meanwhile: a "
                "limit would have to be shared by all their turns; acquire a "
                "permit before each spawn");
    if (Wait == LoopWait::Caller)
      if (std::string Why = whyNotWhileWaiting(Site.L, Site.AroundLoop);
          !Why.empty())
        return no(Why);
    return boundLoop(Tu, Site, Wait,
                     limitName(Site.F, Site.L.S->getBeginLoc()));
  }

  static bool isLimited(const TuModel &Tu, const FunctionBody &F, Loop L,
                        const Stmt &Site) {
    L.Kind = LoopKind::Range;
    std::optional<uint64_t> Turns = turnsAtMost(L, F.written(), Tu.ast());
    return (Turns && *Turns <= Tu.settings().FanOutLimit) ||
           isFewByName(Tu, L) || hasLimiter(Tu, L, Site);
  }

  /// `std::for_each(…, [](auto &x) { spawn(x); })`
  static void checkAlgorithm(const TuModel &Tu, FindingSink &Sink,
                             const FunctionBody &F, const CallExpr &Call) {
    const FunctionDecl *Callee = calleeOf(Call);
    std::string Name;
    if (Callee && Callee->getIdentifier())
      Name = qualifiedName(*Callee);
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
      if (const VarDecl *Object = variableOf(*Operator->getArg(0)))
        Name = qualifiedName(*Object);
    if (!Tu.profiles().fanOut().Algorithms.contains(Name) ||
        Call.getNumArgs() < 2)
      return;
    for (const Expr *Arg : Call.arguments()) {
      const auto *Lambda = dyn_cast<LambdaExpr>(&ignoreTransparent(*Arg));
      if (!Lambda || !Lambda->getBody())
        continue;
      Loop L{&Call, Lambda->getBody(), LoopKind::Condition};
      L.Range = Call.getArg(isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
      walkSpelled(*L.Body, [&](const Stmt &S, const Ancestors &Around) {
        std::optional<Spawn> Found = spawnAt(Tu, S, Around);
        if (Found && !isLimited(Tu, F, L, *Found->E) && !isService(Tu, *Found))
          Sink.report(F, Found->E->getSourceRange(), message(*Found),
                      no("an algorithm cannot wait between its calls: write it "
                         "as a range-based for, which can be bounded"));
      });
    }
  }

  void checkGroup(const TuModel &Tu, FindingSink &Sink, const FunctionBody &F,
                  const Group &G, const Ancestors &Around) {
    Loop Items{G.Whole, G.Whole};
    Items.Range = G.Items ? G.Items : G.Container;
    if (G.Function && isLimited(Tu, F, Items, *G.Whole))
      return;
    bool Open = G.Function || !G.Variable || !G.Variable->isLocalVarDecl();
    if (G.Variable)
      visitFills(F.written(), *G.Variable,
                 [&](const Stmt &S, const Ancestors &At) {
                   auto Loops = loopsAround(S, At, Tu.ast());
                   const LoopAround *Found = openLoop(Tu, F, Loops);
                   Open |= Found && !waitsForEvents(Tu, Found->L, S) &&
                           !isBounded(Tu, Loops, S);
                 });
    if (!Open)
      return;
    Sink.report(
        F, G.Whole->getSourceRange(),
        "this starts all operations of a container, with no limit to "
        "how many are under way at a time",
        boundGroup(Tu, F, G, Around, limitName(F, G.Whole->getBeginLoc())));
  }
};

ASYNCMEND_RULE(UnboundedFanOutRewriter, Slug, Severity::Warning,
               /*OnByDefault=*/true,
               "as many tasks in flight as there are items");

} // namespace
