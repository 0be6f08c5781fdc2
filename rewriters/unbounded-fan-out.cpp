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
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Error;
using llvm::Expected;
using llvm::Twine;

namespace {

Error no(const Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
}

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
      Name = freshName(F.written(), "maxInFlight", Used);
    Used.insert(Name);
    return Name;
  }

  static std::string message(const Spawn &S) {
    return S.What + " starts " + (S.IsThread ? "work" : "a task") +
           " for each item of this loop, with no limit to how many are under "
           "way at a time";
  }

  /// The loop that makes the number of tasks open-ended; null if none does.
  static const LoopAround *openLoop(const TuModel &Tu, const FunctionBody &F,
                                    ArrayRef<LoopAround> Loops) {
    uint64_t Turns = 1;
    for (const LoopAround &Next : Loops) {
      std::optional<uint64_t> N = turnsAtMost(Next.L, F.written(), Tu.ast());
      if (!N ||
          (Turns *= std::max<uint64_t>(*N, 1)) > Tu.settings().FanOutLimit)
        return &Next;
    }
    return nullptr;
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
    if (!Open || leavesLoopAfter(*S.E, Around) || isService(Tu, S))
      return;
    bool Events = waitsForEvents(Tu, Open->L, *S.E);
    if (Events && !Tu.settings().NamedRules.count(Slug))
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
    return boundLoop(Tu, Site, Wait,
                     limitName(Site.F, Site.L.S->getBeginLoc()));
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
        std::optional<uint64_t> Turns;
        if (Found) {
          L.Kind = LoopKind::Range;
          Turns = turnsAtMost(L, F.written(), Tu.ast());
        }
        if (Found && (!Turns || *Turns > Tu.settings().FanOutLimit) &&
            !isFewByName(Tu, L) && !hasLimiter(Tu, L, *Found->E) &&
            !isService(Tu, *Found))
          Sink.report(F, Found->E->getSourceRange(), message(*Found),
                      no("an algorithm cannot wait between its calls: write it "
                         "as a range-based for, which can be bounded"));
      });
    }
  }

  void checkGroup(const TuModel &Tu, FindingSink &Sink, const FunctionBody &F,
                  const Group &G, const Ancestors &Around) {
    bool Open = !G.Variable || !G.Variable->isLocalVarDecl();
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
    Sink.report(F, G.Whole->getSourceRange(),
                "this starts all operations of a container, with no limit to "
                "how many are under way at a time",
                groupFix(Tu, F, G, Around));
  }

  Expected<Fix> groupFix(const TuModel &Tu, const FunctionBody &F,
                         const Group &G, const Ancestors &Around) {
    const auto *Await = dyn_cast_or_null<CoroutineSuspendExpr>(Around.parent());
    if (!F.isCoroutine() || F.framework() != G.Home || !Await)
      return no("it is not awaited where it is started");
    if (!G.WaitsForAll)
      return no("its end does not wait for all operations, and some would "
                "never be started");
    auto Token = G.Home->FanOut.Tokens.find(className(G.Token->getType()));
    if (Token == G.Home->FanOut.Tokens.end() ||
        Token->second != TokenKind::Lazy)
      return no("its completion token does more than await it");
    const Stmt *Statement = nullptr;
    ArrayRef<const Stmt *> Stack = Around.all();
    for (size_t I = 0; I + 1 < Stack.size(); ++I)
      if (isa<CompoundStmt>(Stack[I]))
        Statement = Stack[I + 1];
    if (!Statement || isa<ForStmt, WhileStmt, DoStmt>(Statement))
      return no("it stands in the head of a statement");
    auto Container = Tu.text(G.Container->getSourceRange());
    if (!Container)
      return no("its source text cannot be had in one piece");
    Place At{F.Function, G.Whole->getBeginLoc(), Around};
    Filler Fill(Tu, F, At);
    std::string Name = limitName(F, G.Whole->getBeginLoc());
    Fill.set("range", Container->str());
    Fill.set("limit", Name);
    Fill.need(G.How->Headers);
    Expected<std::string> Text = Fill.fill(G.How->To);
    if (!Text)
      return Text.takeError();
    EditBuilder Edits(Tu);
    Edits.replace(G.Whole->getSourceRange(), *Text)
        .insertAbove(*Statement, limitLine(Tu, Name))
        .include(G.Whole->getBeginLoc(), Fill.needs(), G.Home->UmbrellaHeaders);
    return std::move(Edits).done(Safety::Unsafe,
                                 "run a limited number at a time");
  }
};

ASYNCMEND_RULE(UnboundedFanOutRewriter, Slug, Severity::Warning,
               /*OnByDefault=*/true,
               "as many tasks in flight as there are items");

} // namespace
