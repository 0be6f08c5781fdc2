//===- dangling-capture.cpp - Coroutine lambdas without their closure -----===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: the call of a closure (a LambdaExpr, or a local that is initialised
// with one) whose operator() is a coroutine, where the task escapes and the
// closure dies first; a closure that a spawner is given, whose references are
// to locals that die first; one that a function is given which does not keep
// it until its task is done.
//
// Refused: captures of `this` that would have to become parameters, closures
// that cannot be copied, references to what dies as well.
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/closures.h"
#include "core/names.h"
#include "core/outlives.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

using Captures = SmallVector<const LambdaCapture *, 2>;

std::string list(const Captures &All) {
  std::string Text;
  for (const LambdaCapture *C : All)
    Text += (Text.empty() ? "" : C == All.back() ? " and " : ", ") + nameOf(*C);
  return Text;
}

std::vector<Note> notes(const TuModel &Tu, const Captures &All) {
  std::vector<Note> Notes;
  for (const LambdaCapture *C : All)
    Notes.push_back(
        {nameOf(*C) + " is captured here", Tu.span(C->getLocation())});
  return Notes;
}

class DanglingCaptureRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    // What does not compile may be what waits for the task.
    for (const FunctionBody &F : Tu.functions())
      if (!Tu.hasErrorsIn(F.written().getSourceRange()))
        walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
          const auto *Call = dyn_cast<CallExpr>(&S);
          if (!Call)
            return;
          checkCalled(Tu, Sink, F, *Call, Around);
          checkPassed(Tu, Sink, F, *Call, Around);
          checkLent(Tu, Sink, F, *Call, Around);
        });
  }

private:
  /// `[x]() -> task {…}()`
  static void checkCalled(const TuModel &Tu, FindingSink &Sink,
                          const FunctionBody &F, const CallExpr &Call,
                          const Ancestors &Around) {
    Closure C = closureCalled(Call);
    if (!C || C.Lambda->capture_size() == 0 ||
        !isCoroutine(*C.Lambda->getCallOperator()))
      return;
    Start Begins = taskKind(Tu, Call.getType()).Begins;
    Escape Task = escapeOf(Tu, F, Call, Around);
    // Nothing of a lazy task that is dropped ever runs.
    if (Task.How == Fate::Dropped && Begins == Start::Eager)
      Task.How = Fate::Spawned;
    Captures Used = usedCaptures(Tu, *C.Lambda, Begins);
    bool Dead =
        C.Name ? diesFirst(Tu, F, *C.Name, Task) : temporariesDieFirst(Task);
    if (Used.empty() || !Dead)
      return;
    const Expr &Where = Task.How == Fate::Kept ? Call : *Task.At;
    Sink.report(F, Where.getSourceRange(),
                "the captures of this coroutine lambda (" + list(Used) +
                    ") are gone when it runs: its closure " +
                    (C.Name ? "'" + C.Name->getNameAsString() +
                                  "' dies at the end of its scope"
                            : "dies at the end of the statement"),
                fixCalled(Tu, F, C, Call, Around, Task, Used), notes(Tu, Used));
  }

  static Expected<Fix> fixCalled(const TuModel &Tu, const FunctionBody &F,
                                 const Closure &C, const CallExpr &Call,
                                 const Ancestors &Around, const Escape &Task,
                                 const Captures &Used) {
    if (Captures Gone = deadReferences(Tu, F, Used, Task); !Gone.empty())
      return no(list(Gone) +
                " is captured by reference and dies before the task, too: "
                "capture it by copy or move it in");
    bool Given = Task.By && Task.How == Fate::Spawned && !Task.Holder &&
                 &ignoreTransparent(*Task.By->Task) == &Call;
    if (Given && C.Lambda->getCallOperator()->param_empty() &&
        Task.By->Home->Lifetimes.KeepsClosure)
      return passClosure(Tu, F, C, Call, Task);
    if (C.Name)
      return no("'" + C.Name->getNameAsString() +
                "' is needed as long as the task runs: make parameters of its "
                "captures, or keep it where it lives longer");
    const Framework *Home =
        Tu.profiles().awaitable(className(Call.getType())).Home;
    if (Home && C.Lambda->getCallOperator()->param_empty())
      for (const CallRewrite &How : Home->Rewrites)
        if (How.Rule == "dangling-capture" && Tu.fits(*Home, How.Versions))
          return keepClosure(Tu, F, *Home, How, Call, Around);
    return capturesToParameters(Tu, C, Call);
  }

  /// `co_spawn(executor, [&x]() -> task {…}, detached)`
  static void checkPassed(const TuModel &Tu, FindingSink &Sink,
                          const FunctionBody &F, const CallExpr &Call,
                          const Ancestors &Around) {
    std::optional<Spawn> By = spawnerCall(Tu, Call);
    Closure C = By ? closureAt(*By->Task) : Closure();
    if (!C ||
        !taskKind(Tu, C.Lambda->getCallOperator()->getReturnType()).IsTask)
      return;
    std::vector<const Stmt *> Stack = Around.all().vec();
    Stack.push_back(&Call);
    Escape Task = escapeOf(Tu, F, *By->Given, Ancestors(Stack));
    Captures Dead =
        deadReferences(Tu, F, usedCaptures(Tu, *C.Lambda, Start::Lazy), Task);
    if (!Dead.empty())
      Sink.report(F, Task.At->getSourceRange(),
                  list(Dead) + (Dead.size() > 1 ? " are" : " is") +
                      " captured by reference and gone before this task ends: "
                      "nothing in this scope waits for it",
                  captureByCopy(Tu, *C.Lambda, Dead), notes(Tu, Dead));
  }

  /// `future.then([x]() -> task {…})`, `(void)with_gate(gate, [x]() -> task
  /// {…})`
  static void checkLent(const TuModel &Tu, FindingSink &Sink,
                        const FunctionBody &F, const CallExpr &Call,
                        const Ancestors &Around) {
    std::optional<LentTo> To = lentTo(Tu, Call, Around);
    if (!To)
      return;
    for (const Expr *Argument : Call.arguments()) {
      Closure C = closureAt(*Argument);
      if (!C || !isCoroutine(*C.Lambda->getCallOperator()) ||
          C.Lambda->getCallOperator()->isExplicitObjectMemberFunction() ||
          (C.Name && !To->Drops))
        continue;
      Captures Used = usedCaptures(Tu, *C.Lambda, Start::Eager);
      if (Used.empty())
        continue;
      Sink.report(F, C.Spelled->getSourceRange(),
                  "the captures of this coroutine lambda (" + list(Used) +
                      ") are gone when it is resumed: " +
                      (To->Drops ? "'" + To->Name +
                                       "' destroys it as soon as it has "
                                       "returned its task"
                                 : "it dies at the end of the statement, "
                                   "which nothing awaits"),
                  keepFunction(Tu, F, C, *To, Around), notes(Tu, Used));
    }
  }
};

ASYNCMEND_RULE(DanglingCaptureRewriter, "dangling-capture", Severity::Error,
               /*OnByDefault=*/true,
               "a coroutine lambda that runs when its captures are gone");

} // namespace
