//===- missing-co-await.cpp - Tasks that are made and thrown away ---------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: in the body of a coroutine a prvalue of class type whose value is
// discarded (isDiscarded in walk.h) and whose type `co_await` would take there;
// a local variable of such a type that nothing names. In a plain function the
// ReturnStmt of such a task, in a try block or in the scope of a guard.
//
// Refused: what await-site.h names; a task that belongs to another executor.
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/awaited-work.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/early-return.h"
#include "core/edit-builder.h"
#include "core/names.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

std::string shortName(llvm::StringRef Qualified) {
  return Qualified.substr(Qualified.rfind(':') + 1).str();
}

std::string describe(const Expr &E, Start Begins) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  auto Names = Call ? calleeNames(*Call) : decltype(calleeNames(*Call))();
  std::string What = Names.empty()
                         ? std::string("this task")
                         : "the task of '" + shortName(Names.front()) + "'";
  return What + (Begins == Start::Lazy
                     ? " is never awaited, so nothing of it ever runs"
                     : " is never awaited, so its end and its errors are lost");
}

class MissingCoAwaitRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines())
      walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
        if (const auto *E = dyn_cast<Expr>(&S))
          checkDiscarded(Tu, Sink, C, *E, Around);
        else if (const auto *Local = dyn_cast<DeclStmt>(&S))
          checkLocals(Tu, Sink, C, *Local, Around);
      });
    for (const FunctionBody &F : Tu.functions())
      if (!F.isCoroutine())
        walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
          if (const auto *Return = dyn_cast<ReturnStmt>(&S))
            checkReturn(Tu, Sink, F, *Return, Around);
        });
  }

private:
  /// In a pattern, the parentheses of `T local(dependent);` have no type.
  static bool isCandidate(const Expr &E) {
    return !isTransparent(E) && E.isPRValue() && !E.getType().isNull() &&
           E.getType()->isRecordType() && !isa<InitListExpr, LambdaExpr>(E);
  }

  /// `co_await task.resolve()` gives the task itself once it is done.
  static bool isDoneTask(const Expr &E) {
    const auto *Await = dyn_cast<CoawaitExpr>(&E);
    const auto *Call = Await ? dyn_cast<CXXMemberCallExpr>(
                                   &ignoreTransparent(*Await->getOperand()))
                             : nullptr;
    return Call && className(Call->getImplicitObjectArgument()->getType()) ==
                       className(E.getType());
  }

  static void checkDiscarded(const TuModel &Tu, FindingSink &Sink,
                             const Coroutine &C, const Expr &E,
                             const Ancestors &Around) {
    if (isTransparent(E) || !isDiscarded(E, Around))
      return;
    if (!isCandidate(E))
      return Sink.dissent(C, E.getBeginLoc());
    // The branches of a conditional are mended together, by the conditional.
    if (isa_and_nonnull<ConditionalOperator>(Around.parent()) ||
        isa<BinaryOperator>(E))
      return;
    Work W = workOf(Tu, C, E.getType());
    const auto *Call = dyn_cast<CallExpr>(&E);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    if (!W.Found || isDoneTask(E) ||
        Tu.profiles().mayDiscard(className(E.getType())) ||
        (Callee && Tu.profiles().mayDiscard(qualifiedName(*Callee))))
      return Sink.dissent(C, E.getBeginLoc());
    Sink.report(C, E.getSourceRange(), describe(E, W.Begins),
                fix(Tu, W, E, Around));
  }

  static std::string whyNot(const TuModel &Tu, const Work &W, const Expr &E,
                            const Ancestors &Around) {
    if (!W.AwaitableHere)
      return "it belongs to another executor type, or is a generator, and "
             "cannot be awaited in this coroutine";
    if (W.MustBeKept)
      return "awaited, it gives a guard, which would be gone at the end of the "
             "statement: keep it in a local, `auto guard = co_await ...;`";
    if (std::string Why = whyNoAwait(Tu, E, Around); !Why.empty())
      return Why;
    return whyNoAwaitAround(fullExpression(E, Around));
  }

  static Safety level(const Work &W, const Expr &E, const Ancestors &Around) {
    // The error that nobody saw so far would now end in the handler.
    if (isInTry(Around))
      return Safety::Suggestion;
    return W.OfProfile && W.Begins == Start::Lazy ? Safety::Safe
                                                  : Safety::Unsafe;
  }

  static Expected<Fix> fix(const TuModel &Tu, const Work &W, const Expr &E,
                           const Ancestors &Around) {
    EditBuilder Edits(Tu);
    if (std::string Why = whyNot(Tu, W, E, Around); !Why.empty())
      Edits.refuse(Why);
    awaitIn(Edits, withParentheses(E, Around));
    return std::move(Edits).done(level(W, E, Around), "await it");
  }

  /// `try { return task(); } catch (…) {…}`
  static void checkReturn(const TuModel &Tu, FindingSink &Sink,
                          const FunctionBody &F, const ReturnStmt &Return,
                          const Ancestors &Around) {
    std::string Ends = whatEndsFirst(Tu, F, Return, Around);
    if (!Ends.empty())
      Sink.report(F, Return.getSourceRange(),
                  "this task only begins to run when it is awaited, and by "
                  "then " +
                      Ends,
                  awaitReturns(Tu, F));
  }

  /// `auto task = f();` and no word more of `task`.
  static void checkLocals(const TuModel &Tu, FindingSink &Sink,
                          const Coroutine &C, const DeclStmt &Local,
                          const Ancestors &Around) {
    for (const Decl *D : Local.decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || Var->hasAttr<UnusedAttr>() || Var->isStaticLocal() ||
          !Var->getInit() || Var->isCXXForRangeDecl())
        continue;
      const Expr &Init = ignoreTransparent(*Var->getInit());
      if (!isCandidate(Init))
        continue;
      Work W = workOf(Tu, C, Init.getType());
      if (W.Found && (W.OfProfile || W.Begins == Start::Lazy) &&
          isNeverUsed(C.written(), *Var))
        Sink.report(C, Init.getSourceRange(),
                    describe(Init, W.Begins) + ": '" + Var->getNameAsString() +
                        "' is not used",
                    localFix(Tu, W, Local, *Var, Init, Around));
    }
  }

  static Expected<Fix> localFix(const TuModel &Tu, const Work &W,
                                const DeclStmt &Local, const VarDecl &Var,
                                const Expr &Init, const Ancestors &Around) {
    EditBuilder Edits(Tu);
    if (std::string Why = whyNot(Tu, W, Init, Around); !Why.empty())
      Edits.refuse(Why);
    if (Var.isReferenced())
      Edits.refuse("'" + Var.getNameAsString() +
                   "' is moved to nowhere: await it there");
    if (!Local.isSingleDecl() || Var.getInitStyle() != VarDecl::CInit ||
        !isa_and_nonnull<CompoundStmt>(Around.parent()))
      Edits.refuse("the declaration has other parts: split it first");
    if (auto Text = Tu.text(Init.getSourceRange()))
      Edits.replace({Local.getBeginLoc(), Init.getEndLoc()},
                    ("co_await " + *Text).str());
    else
      Edits.refuse("its source text cannot be had in one piece");
    return std::move(Edits).done(Safety::Suggestion,
                                 "await it instead of keeping it");
  }
};

ASYNCMEND_RULE(MissingCoAwaitRewriter, "missing-co-await", Severity::Error,
               /*OnByDefault=*/true,
               "a task that is made, never awaited, and thrown away",
               /*FixesAnywhere=*/false, /*CoroutinesOnly=*/true);

} // namespace
