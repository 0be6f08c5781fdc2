//===- gathers.cpp - Waiting for several tasks ----------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/gathers.h"
#include "core/await-site.h"
#include "core/calls.h"
#include "core/fill.h"
#include "core/handle-uses.h"
#include "core/hoist.h"
#include "core/iteration.h"
#include "core/layout.h"
#include "core/names.h"
#include "core/naming.h"
#include "core/refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::Expected;

namespace asyncmend {

static bool isUsed(const Coroutine &C, const ValueDecl &D) {
  return names(C.written(), D);
}

/// `auto [a, b] = co_await …;`
static void findNames(const Combination &All, GatherUse &Use) {
  Ancestors Around(All.Stack);
  Use.IsStatement = isDiscarded(*All.Await, Around);
  const auto *Local = dyn_cast_or_null<DeclStmt>(Around.parent());
  if (!Local || !Local->isSingleDecl())
    return;
  Use.Declared = Local;
  Use.Names = dyn_cast<DecompositionDecl>(Local->getSingleDecl());
}

/// `std::tie(a, b) = co_await …;`, nothing of which is ignored.
static bool isTied(const Combination &All) {
  Ancestors Around(All.Stack);
  const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(Around.parent());
  if (!Assign || Assign->getOperator() != OO_Equal)
    return false;
  const auto *Tie = dyn_cast<CallExpr>(&ignoreTransparent(*Assign->getArg(0)));
  const FunctionDecl *F = Tie ? calleeOf(*Tie) : nullptr;
  return F && qualifiedName(*F) == "std::tie" &&
         llvm::none_of(Tie->arguments(), [](const Expr *Into) {
           const auto *Ref = dyn_cast<DeclRefExpr>(&ignoreTransparent(*Into));
           return Ref && qualifiedName(*Ref->getDecl()) == "std::ignore";
         });
}

GatherUse useOf(const TuModel &Tu, const Coroutine &C, const Combination &All) {
  GatherUse Use;
  findNames(All, Use);
  if (Use.Names)
    Use.AllWanted =
        Use.Names->bindings().size() > 1 &&
        llvm::all_of(Use.Names->bindings(),
                     [&](const BindingDecl *B) { return isUsed(C, *B); });
  else if (Use.Declared)
    Use.AllWanted =
        isa<VarDecl>(Use.Declared->getSingleDecl()) &&
        className(cast<VarDecl>(Use.Declared->getSingleDecl())->getType()) ==
            "std::tuple" &&
        isUsed(C, *cast<VarDecl>(Use.Declared->getSingleDecl()));
  else if (isTied(All))
    Use.AllWanted = true;
  else if (Use.IsStatement)
    Use.AllWanted =
        All.Await->getType()->isVoidType() &&
        !loopsAround(*All.Await, Ancestors(All.Stack), Tu.ast()).empty();
  return Use;
}

static bool isError(QualType T) {
  std::string Name = className(T.getNonReferenceType());
  return llvm::StringRef(Name).ends_with("exception_ptr") ||
         llvm::StringRef(Name).ends_with("error_code");
}

GatherUse groupUseOf(const TuModel &Tu, const Coroutine &C,
                     const Combination &Group) {
  GatherUse Use;
  findNames(Group, Use);
  if (!Use.Names || Use.Names->bindings().size() < 3)
    return Use;
  auto Bindings = Use.Names->bindings();
  Use.OrderUsed = isUsed(C, *Bindings.front());
  llvm::SmallVector<const BindingDecl *> Values, Errors;
  for (const BindingDecl *B : Bindings.drop_front())
    (isError(B->getType()) ? Errors : Values).push_back(B);
  const auto &Wanted = Values.empty() ? Errors : Values;
  Use.AllWanted =
      Group.Parts.size() > 1 && Wanted.size() > 1 &&
      llvm::all_of(Wanted, [&](const BindingDecl *B) { return isUsed(C, *B); });
  return Use;
}

namespace {

class Gathering {
public:
  Gathering(const TuModel &Tu, const Coroutine &C, const Combination &All,
            const GatherUse &Use)
      : Tu(Tu), C(C), All(All), Use(Use), Fresh(Tu, C),
        At{C.Function, All.Whole->getBeginLoc(), Ancestors(All.Stack)},
        Fill(Tu, C, At) {}

  Expected<Fix> fix() {
    const Stmt *Statement = statement();
    if (!Statement && Use.IsStatement)
      return no("it is the body of another statement: put braces around it");
    if (!Statement)
      return no("the results are not taken apart by name: bind each to a name, "
                "and look at each error");
    Ancestors Around(All.Stack);
    if (std::string Why = whyNoAwaitAround(fullExpression(*All.Whole, Around));
        !Why.empty())
      return no(Why);
    const VersionedText *How =
        Tu.firstThatFits(*C.framework(), C.framework()->Failures.Gathers);
    if (!How)
      return no("the framework has no form that keeps all errors");
    Fill.need(How->Headers);
    std::string Executor = Fresh.fresh("executor");
    Expected<std::string> Own = Fill.fill("{executor}");
    Expected<std::string> Args = arguments(*How, Executor);
    if (!Own)
      return Own.takeError();
    if (!Args)
      return Args.takeError();
    Fill.set("args", *Args);
    Expected<std::string> Wait = Fill.fill(How->To);
    if (!Wait)
      return Wait.takeError();
    return edit(*Statement, *How, "auto " + Executor + " = " + *Own + ";\n",
                *Wait);
  }

private:
  /// The statement that is the await, or binds its results.
  const Stmt *statement() const {
    ArrayRef<const Stmt *> Stack = All.Stack;
    if (Use.Names)
      return declaredInBlock();
    const Stmt *S = All.Await;
    for (const Stmt *Outer : llvm::reverse(Stack)) {
      if (isa<CompoundStmt>(Outer))
        return Use.IsStatement ? S : nullptr;
      if (!isTransparent(*Outer))
        return nullptr;
      S = Outer;
    }
    return nullptr;
  }

  const Stmt *declaredInBlock() const {
    ArrayRef<const Stmt *> Stack = All.Stack;
    for (size_t I = Stack.size(); I-- > 1;)
      if (Stack[I] == Use.Declared)
        return isa<CompoundStmt>(Stack[I - 1]) ? Use.Declared : nullptr;
    return nullptr;
  }

  Expected<std::string> arguments(const VersionedText &How,
                                  const std::string &Executor) {
    std::string Args;
    Fill.set("obj", Executor);
    for (const Expr *Part : All.Parts) {
      auto Text = Tu.text(Part->getSourceRange());
      if (className(Part->getType()) != C.Task.Type->Name || !Text)
        return no("one of the operations is no task");
      Fill.set("task", Text->str());
      Expected<std::string> Filled = Fill.fill(How.Part);
      if (!Filled)
        return Filled;
      // A line for each, for want of a formatter.
      SourceLocation Line = statement()->getBeginLoc();
      Args += (Args.empty() ? "\n" : ",\n") + indentAt(Tu, Line) +
              indentStep(Tu, Line) + *Filled;
    }
    return Args;
  }

  /// `user_error`, `userPageError`.
  std::string errorName(llvm::StringRef Of) const {
    bool Camel = llvm::any_of(Of, [](char C) { return llvm::isUpper(C); }) &&
                 !Of.contains('_');
    return Of.empty() ? "error"
           : Camel    ? Of.str() + "Error"
                      : inStyleOf(C, (Of + "_error").str());
  }

  Expected<Fix> edit(const Stmt &Statement, const VersionedText &How,
                     const std::string &Above, const std::string &Wait) {
    std::string Names = Fresh.fresh("order"), Errors;
    unsigned Value = 0;
    for (const Expr *Part : All.Parts) {
      bool Void = templateArgument(Part->getType(), 0)->isVoidType();
      std::string Name =
          Void || !Use.Names || Value >= Use.Names->bindings().size()
              ? std::string()
              : Use.Names->bindings()[Value++]->getNameAsString();
      std::string Base = Name.empty() ? calledName(*Part).str() : Name;
      std::string Error = Fresh.fresh(errorName(Base));
      if (!Void && Name.empty())
        return no("a result is thrown away: bind it to a name");
      Names += ", " + Error + (Void ? "" : ", " + Name);
      Errors += (Errors.empty() ? "" : ", ") + Error;
    }
    Fill.set("args", Errors);
    Expected<std::string> Look = Fill.fill(How.Look);
    if (!Look)
      return Look.takeError();
    EditBuilder Edits(Tu);
    Edits.insertAbove(Statement, Above)
        .insertBelow(Statement, *Look + "\n")
        .include(Statement.getBeginLoc(), Fill.needs(),
                 C.framework()->UmbrellaHeaders);
    SourceLocation End = All.Await->getEndLoc();
    Edits.replace({Statement.getBeginLoc(), End},
                  "auto [" + Names + "] = " + Wait);
    return std::move(Edits).done(Use.Names ? Safety::Suggestion
                                           : Safety::Unsafe,
                                 "wait for all, and look at each error");
  }

  const TuModel &Tu;
  const Coroutine &C;
  const Combination &All;
  const GatherUse &Use;
  FreshNames Fresh;
  Place At;
  Filler Fill;
};

} // namespace

Expected<Fix> gatherFix(const TuModel &Tu, const Coroutine &C,
                        const Combination &All, const GatherUse &Use) {
  return Gathering(Tu, C, All, Use).fix();
}

} // namespace asyncmend
