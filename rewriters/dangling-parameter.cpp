//===- dangling-parameter.cpp - References that outlive the call ----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a CallExpr that makes a task, some of whose reference, view, pointer
// or iterator parameters (or its object) refer to a temporary or to a local of
// the caller, where the task escapes and the referent dies first.
//
// Refused: objects of member coroutines, non-const references, pointers and
// views of unknown owners, functions that other translation units share the
// type of (virtual, address taken, defined elsewhere), templates.
//
//===----------------------------------------------------------------------===//

#include "core/borrowing.h"
#include "core/by-value.h"
#include "core/calls.h"
#include "core/closures.h"
#include "core/outlives.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

using Borrows = SmallVector<Borrowed, 2>;

class DanglingParameterRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    // What does not compile may be what waits for the task.
    for (const FunctionBody &F : Tu.functions())
      if (!Tu.hasErrorsIn(F.written().getSourceRange()))
        walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
          if (const auto *Call = dyn_cast<CallExpr>(&S))
            check(Tu, Sink, F, *Call, Around);
        });
  }

private:
  static void check(const TuModel &Tu, FindingSink &Sink, const FunctionBody &F,
                    const CallExpr &Call, const Ancestors &Around) {
    TaskKind Kind = taskKind(Tu, Call);
    if (!Kind.IsTask)
      return;
    Borrows All = borrowedBy(Tu, Call, Kind.Begins);
    if (All.empty())
      return;
    Escape Task = escapeOf(Tu, F, Call, Around);
    // Nothing of a lazy task that is dropped ever runs.
    if (Task.How == Fate::Dropped && Kind.Begins == Start::Eager)
      Task.How = Fate::Spawned;
    llvm::erase_if(All, [&](const Borrowed &B) {
      return B.Of.Var ? !diesFirst(Tu, F, *B.Of.Var, Task)
                      : !temporariesDieFirst(Task);
    });
    if (All.empty())
      return;
    const Expr &Where = Task.How == Fate::Kept ? Call : *Task.At;
    Sink.report(F, Where.getSourceRange(), message(Tu, Call, All, Task),
                fix(Tu, F, Call, All), notes(Tu, All));
  }

  static std::string message(const TuModel &Tu, const CallExpr &Call,
                             const Borrows &All, const Escape &Task) {
    const FunctionDecl *F = calleeOf(Call);
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    std::string Name = Method && Method->getParent()->isLambda()
                           ? std::string("this lambda")
                           : "'" + F->getNameAsString() + "'";
    const Borrowed &First = All.front();
    bool Lives = First.Of.Temporary;
    return "the task of " + Name + " refers to " + describe(Tu, First.Of) +
           ", which dies " +
           (Lives ? "at the end of the statement" : "at the end of its scope") +
           (Task.How == Fate::Spawned    ? ", while the task runs on"
            : Task.How == Fate::Returned ? ", before the caller can run it"
                                         : ", before the task has run");
  }

  static std::vector<Note> notes(const TuModel &Tu, const Borrows &All) {
    std::vector<Note> Notes;
    for (const Borrowed &B : All)
      if (B.Param)
        Notes.push_back({"parameter '" + B.Param->getNameAsString() +
                             "' keeps no copy of " + describe(Tu, B.Of),
                         Tu.span(B.Param->getSourceRange())});
    return Notes;
  }

  static Expected<Fix> fix(const TuModel &Tu, const FunctionBody &F,
                           const CallExpr &Call, const Borrows &All) {
    EditBuilder Edits(Tu);
    for (const Borrowed &B : All) {
      takeByValue(Edits, Tu, *calleeOf(Call), B);
      moveLastUse(Edits, Tu, F, B);
    }
    return std::move(Edits).done(Safety::Unsafe,
                                 "let the coroutine own its parameter");
  }
};

ASYNCMEND_RULE(DanglingParameterRewriter, "dangling-parameter",
               Severity::Warning, /*OnByDefault=*/true,
               "a task that refers to what dies before it has run",
               /*FixesAnywhere=*/true);

} // namespace
