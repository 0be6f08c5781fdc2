//===- transitive-blocking.cpp - Plain functions that block ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: calls and constructor calls in all functions of all TUs, which are
// joined by USR. Reported is a call in a coroutine of a known framework from
// which a chain of plain functions leads to a call that blocks. A coroutine on
// the way ends the chain: what blocks in it is reported there.
//
// Not followed, and named in a note: virtual calls that could be overridden,
// calls through pointers and function objects. There is no fix.
//
//===----------------------------------------------------------------------===//

#include "core/block-site.h"
#include "core/call-facts.h"
#include "core/rule.h"
#include "core/sink.h"
#include <deque>
#include <set>

using namespace clang;
using namespace asyncmend;

namespace {

/// The shortest way from a function to a call that blocks.
struct Chain {
  std::vector<const Act *> Steps; ///< Calls, then what blocks; empty: none.
  std::vector<const Act *> Unknown;
};

Chain chainFrom(const Program &P, const std::string &Key) {
  struct Way {
    const FunctionFacts *F;
    std::vector<const Act *> Steps;
  };
  Chain Result;
  std::set<const FunctionFacts *> Seen;
  std::deque<Way> Open;
  auto Enter = [&](const std::string &Next, std::vector<const Act *> Steps) {
    const FunctionFacts *F = P.find(Next);
    if (F && !F->IsCoroutine && Seen.insert(F).second)
      Open.push_back({F, std::move(Steps)});
  };
  for (Enter(Key, {}); !Open.empty(); Open.pop_front()) {
    Way Here = Open.front();
    for (const Act &A : Here.F->Unknown)
      Result.Unknown.push_back(&A);
    if (!Here.F->Blocks.empty() && Result.Steps.empty()) {
      Result.Steps = Here.Steps;
      Result.Steps.push_back(&Here.F->Blocks.front());
    }
    for (const Act &A : Here.F->Calls) {
      std::vector<const Act *> Steps = Here.Steps;
      Steps.push_back(&A);
      Enter(A.Key, std::move(Steps));
    }
  }
  return Result;
}

class TransitiveBlockingRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    // The pattern of a template calls nobody yet; its instances do.
    BlockSites Sites(Tu);
    for (const FunctionBody &F : Tu.functions())
      if (!F.IsPattern &&
          !(F.isCoroutine() && Sites.isOffloaded(F, F.written())))
        Sink.contribute(factsOf(Tu, Sink, F));
  }

  void conclude(const RuleInfo &Rule, const Program &P,
                std::vector<Finding> &Findings) override {
    std::set<Span> Reported; // The instances of a template share their places.
    for (const auto &[Key, F] : P.functions())
      for (const Act &Call : F.Calls)
        if (Call.Reported && !Reported.count(Call.Where))
          if (Chain C = chainFrom(P, Call.Key); !C.Steps.empty()) {
            Reported.insert(Call.Where);
            Findings.push_back(describe(Rule, Call, C));
            Findings.back().FrameworkId = F.FrameworkId;
          }
  }

private:
  static Finding describe(const RuleInfo &Rule, const Act &Call,
                          const Chain &C) {
    constexpr size_t MostUnknown = 3;
    Finding F;
    F.Rule = Rule.Slug.str();
    F.Level = Rule.Level;
    F.Where = Call.Where;
    F.Message = Call.Name + " blocks the thread that runs this coroutine: it " +
                (C.Steps.size() > 1 ? "leads to " : "calls ") +
                C.Steps.back()->Name;
    std::string Caller = Call.Name;
    for (const Act *Step : C.Steps) {
      F.Notes.push_back({Caller + " calls " + Step->Name, Step->Where});
      Caller = Step->Name;
    }
    for (const Act *A : llvm::ArrayRef(C.Unknown).take_front(MostUnknown))
      F.Notes.push_back({"not followed: a call " + A->Name, A->Where});
    F.WhyNoFix = "the blocking call is in a function that cannot await: make "
                 "the functions on the way coroutines, or run " +
                 Call.Name + " on a thread pool and await that";
    return F;
  }
};

ASYNCMEND_RULE(TransitiveBlockingRewriter, "transitive-blocking",
               Severity::Info, /*OnByDefault=*/false,
               "a plain function that blocks, called from a coroutine",
               /*FixesAnywhere=*/false, /*CoroutinesOnly=*/false,
               /*NeedsAllTus=*/true);

} // namespace
