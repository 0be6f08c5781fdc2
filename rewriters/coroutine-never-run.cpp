//===- coroutine-never-run.cpp - Tasks that plain code drops --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: in a function that is no coroutine a prvalue of a lazy task type
// whose value is discarded; a spawner's call on a context that is a local of
// `main`, where main neither runs the context nor hands it to anybody.
//
// Refused: places with no executor in sight outside `main`, deduced contexts,
// statements that do not stand in a block.
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/detached.h"
#include "core/edit-builder.h"
#include "core/escape.h"
#include "core/fill.h"
#include "core/first-run.h"
#include "core/hoist.h"
#include "core/names.h"
#include "core/naming.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class CoroutineNeverRunRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const FunctionBody &F : Tu.functions()) {
      if (F.isCoroutine())
        continue;
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        if (const auto *E = dyn_cast<Expr>(&S))
          checkDiscarded(Tu, Sink, F, *E, Around);
      });
      if (F.Function->isMain())
        checkMain(Tu, Sink, F);
    }
  }

private:
  static void checkDiscarded(const TuModel &Tu, FindingSink &Sink,
                             const FunctionBody &F, const Expr &E,
                             const Ancestors &Around) {
    const auto *Call = dyn_cast<CallExpr>(&E);
    if (!Call || !E.isPRValue() || !isDiscarded(E, Around))
      return;
    TaskKind Kind = taskKind(Tu, E.getType());
    const FunctionDecl *Callee = calleeOf(*Call);
    if (!Kind.IsTask || Kind.Begins != Start::Lazy || isPassThrough(E) ||
        (Callee && Tu.profiles().mayDiscard(qualifiedName(*Callee))))
      return;
    std::string Name = Callee && Callee->getIdentifier()
                           ? "the coroutine '" + Callee->getNameAsString() + "'"
                           : std::string("this coroutine");
    Sink.report(F, E.getSourceRange(),
                Name + " is called and its task is dropped: nothing of it ever "
                       "runs",
                fix(Tu, F, *Call, Around));
  }

  static const Framework *homeOf(const TuModel &Tu, const Expr &E) {
    const Framework *Home =
        Tu.profiles().awaitable(className(E.getType())).Home;
    return Home && !Home->Lifetimes.Entry.empty() ? Home : nullptr;
  }

  static Expected<Fix> fix(const TuModel &Tu, const FunctionBody &F,
                           const CallExpr &Call, const Ancestors &Around) {
    const Framework *Home = homeOf(Tu, Call);
    if (!Home)
      return no("nothing is known of how a task of this type is started: "
                "await it in a coroutine, or start it with its framework");
    if (!isFullStatement(Call, Around) ||
        !isa_and_nonnull<CompoundStmt>(Around.parent()))
      return no("it is no statement of its own in a block: give it one");
    auto Task = Tu.text(Call.getSourceRange());
    if (!Task)
      return no("its source text cannot be had in one piece");
    std::string Executor = executorInSight(Tu, F, *Home, Call, Around);
    bool IsMain = F.Function->isMain();
    if (Executor.empty() && !IsMain)
      return no("no executor or context is in sight here: hand one in and "
                "spawn it there, or make the caller a coroutine that awaits "
                "it");
    Place At{F.Function, Call.getBeginLoc(), Around};
    Filler Fill(Tu, F, At);
    Fill.set("task", Task->str());
    EditBuilder Edits(Tu);
    return Executor.empty()
               ? entry(std::move(Edits), Tu, F, *Home, Call, Fill)
               : spawn(std::move(Edits), Tu, *Home, Call, At, Executor, Fill);
  }

  static Expected<Fix> spawn(EditBuilder Edits, const TuModel &Tu,
                             const Framework &Home, const CallExpr &Call,
                             const Place &At, const std::string &Executor,
                             Filler &Fill) {
    QualType Result = resultOf(Call);
    Fill.set("executor", Executor);
    Fill.set("handler",
             errorHandler(Tu, At, Call.getBeginLoc(),
                          !Result.isNull() && !Result->isVoidType()));
    Fill.need(Home.Lifetimes.SpawnHeaders);
    return finish(std::move(Edits), Home, Call, Home.Lifetimes.Spawn, Fill,
                  "start it beside this function");
  }

  static Expected<Fix> entry(EditBuilder Edits, const TuModel &Tu,
                             const FunctionBody &F, const Framework &Home,
                             const CallExpr &Call, Filler &Fill) {
    FreshNames Names(Tu, F);
    Fill.set("obj", Names.fresh("context"));
    Fill.set("fresh", Names.fresh("done"));
    Fill.need(Home.Lifetimes.EntryHeaders);
    return finish(std::move(Edits), Home, Call, Home.Lifetimes.Entry, Fill,
                  "run it");
  }

  /// The text has a semicolon at its end, and so has the statement.
  static Expected<Fix> finish(EditBuilder Edits, const Framework &Home,
                              const CallExpr &Call, const std::string &Text,
                              Filler &Fill, std::string Title) {
    Expected<std::string> Code = Fill.fill(Text);
    if (!Code)
      return Code.takeError();
    llvm::StringRef Lines = *Code;
    Lines.consume_back(";");
    size_t Last = Lines.contains("[]") ? StringRef::npos : Lines.rfind('\n');
    if (Last != StringRef::npos)
      Edits.insertAbove(Call, Lines.take_front(Last + 1));
    Edits.replace(Call.getSourceRange(),
                  Last == StringRef::npos ? Lines : Lines.substr(Last + 1));
    Edits.include(Call.getBeginLoc(), Fill.needs(), Home.UmbrellaHeaders);
    return std::move(Edits).done(Safety::Unsafe, std::move(Title));
  }

  static void checkMain(const TuModel &Tu, FindingSink &Sink,
                        const FunctionBody &F) {
    // One run is enough for all that is spawned on a context.
    SmallVector<const VarDecl *, 2> Known;
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      std::optional<Spawn> By = spawnerCall(Tu, S);
      const VarDecl *Context =
          By && By->Kind != TokenKind::Lazy ? idleContext(Tu, F, *By) : nullptr;
      if (!Context || llvm::is_contained(Known, Context))
        return;
      Known.push_back(Context);
      Sink.report(F, By->E->getSourceRange(),
                  "nothing runs '" + Context->getNameAsString() +
                      "', so what is spawned on it never begins",
                  runContext(Tu, F, *Context, *By, Around));
    });
  }
};

ASYNCMEND_RULE(CoroutineNeverRunRewriter, "coroutine-never-run",
               Severity::Warning, /*OnByDefault=*/true,
               "a coroutine that plain code calls and drops");

} // namespace
