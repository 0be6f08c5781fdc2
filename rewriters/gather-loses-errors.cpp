//===- gather-loses-errors.cpp - Waiting for all, keeping one error -------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a call of the framework's `&&` for tasks, or a group that ends with
// the first error or end, where the results show that all were wanted: names
// of a structured binding that are used, or a statement in a loop. Two halves
// of one session, told by their names, are meant to end each other.
//
// Refused: results that are not bound to names, expressions that g++ 12
// miscompiles, and what EditBuilder refuses.
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/fan-out.h"
#include "core/fill.h"
#include "core/gathers.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class GatherLosesErrorsRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines())
      if (C.framework())
        walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
          checkOperator(Tu, Sink, C, S, Around);
          checkGroup(Tu, Sink, C, S, Around);
        });
  }

private:
  static bool hasTimer(const TuModel &Tu, const Coroutine &C,
                       const Combination &All) {
    return llvm::any_of(All.Parts, [&](const Expr *Part) {
      return timedPart(Tu, C, *Part).has_value();
    });
  }

  static bool isSession(const TuModel &Tu, const Combination &All) {
    return llvm::any_of(All.Parts, [&](const Expr *Part) {
      return hasWord(calledName(*Part), Tu.profiles().failures().PairWords);
    });
  }

  static void checkOperator(const TuModel &Tu, FindingSink &Sink,
                            const Coroutine &C, const Stmt &S,
                            const Ancestors &Around) {
    const CombinatorProfile &P = C.framework()->Failures.Combinators;
    std::optional<Combination> All = operatorAt(S, Around, P.All);
    if (!All || !All->Await || hasTimer(Tu, C, *All))
      return;
    GatherUse Use = useOf(Tu, C, *All);
    if (!Use.AllWanted || (!Use.Names && isSession(Tu, *All)))
      return;
    Sink.report(C, All->Whole->getSourceRange(),
                "the first error cancels the other task, and whatever that one "
                "ends with is lost",
                gatherFix(Tu, C, *All, Use));
  }

  static void checkGroup(const TuModel &Tu, FindingSink &Sink,
                         const Coroutine &C, const Stmt &S,
                         const Ancestors &Around) {
    const CombinatorProfile &P = C.framework()->Failures.Combinators;
    std::optional<Combination> Group = groupOf(*C.framework(), S, Around);
    if (!Group || !Group->Await || hasTimer(Tu, C, *Group) ||
        (Group->ConditionClass != P.FirstError &&
         Group->ConditionClass != P.First &&
         Group->ConditionClass != P.FirstSuccess))
      return;
    GatherUse Use = groupUseOf(Tu, C, *Group);
    // Who asks for the order wanted a race.
    if (!Use.AllWanted ||
        (Group->ConditionClass != P.FirstError && Use.OrderUsed))
      return;
    Sink.report(C, Group->Whole->getSourceRange(),
                "this group cancels the other operations at the first " +
                    std::string(Group->ConditionClass == P.FirstError ? "error"
                                                                      : "end") +
                    ", and the errors that they would have had are lost",
                groupFix(Tu, C, *Group));
  }

  /// The results keep their types, so all that follows stays as it is.
  static Expected<Fix> groupFix(const TuModel &Tu, const Coroutine &C,
                                const Combination &Group) {
    EditBuilder Edits(Tu);
    Place At{C.Function, Group.Condition->getBeginLoc(),
             Ancestors(Group.Stack)};
    Edits.replace(
        Group.Condition->getSourceRange(),
        spell(C.framework()->Failures.Combinators.Every, At, Tu.ast()) + "()");
    return std::move(Edits).done(Safety::Unsafe, "wait for all of them");
  }
};

ASYNCMEND_RULE(GatherLosesErrorsRewriter, "gather-loses-errors",
               Severity::Warning, /*OnByDefault=*/true,
               "a wait for several tasks that keeps one error of all",
               /*FixesAnywhere=*/false, /*CoroutinesOnly=*/true);

} // namespace
