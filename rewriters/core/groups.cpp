//===- groups.cpp - Containers of work that one call starts ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/blocking-calls.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/containers.h"
#include "core/names.h"
#include "core/spawns.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncmend {

/// The variable that is passed, perhaps by std::move.
static const VarDecl *variablePassed(const Expr &Passed) {
  const Expr *E = &ignoreTransparent(Passed);
  // What is passed by value is moved once more.
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E);
      Made && Made->getConstructor()->isCopyOrMoveConstructor())
    E = &ignoreTransparent(*Made->getArg(0));
  if (const auto *Move = dyn_cast<CallExpr>(E);
      Move && Move->getNumArgs() == 1 && !isa<CXXMemberCallExpr>(Move))
    E = Move->getArg(0);
  return variableOf(*E);
}

/// The arguments that somebody wrote: constraints are default arguments.
static SmallVector<const Expr *, 4> written(ArrayRef<const Expr *> All) {
  SmallVector<const Expr *, 4> Args;
  for (const Expr *Arg : All)
    if (!isa<CXXDefaultArgExpr>(Arg))
      Args.push_back(Arg);
  return Args;
}

static SmallVector<const Expr *, 4> writtenArguments(const CallExpr &Call) {
  unsigned Skip = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
  return written(ArrayRef<const Expr *>(Call.getArgs(), Call.getNumArgs())
                     .drop_front(Skip));
}

/// `make(container).start(condition, token)`
static std::optional<Group> startedGroup(const TuModel &Tu,
                                         const CallExpr &Start) {
  const Expr *Object = Start.getNumArgs() < 2 ? nullptr : objectOf(Start);
  const auto *Make = dyn_cast_or_null<CallExpr>(Object);
  const FunctionDecl *Maker = Make ? calleeOf(*Make) : nullptr;
  // Variadic groups are small.
  if (!Maker || writtenArguments(*Make).size() != 1)
    return std::nullopt;
  std::string MakerName = qualifiedName(*Maker);
  for (const Framework &F : Tu.profiles().frameworks())
    for (const TaskGroup &How : F.FanOut.Groups) {
      if (How.Make != MakerName || How.Start != memberNameOf(Start) ||
          How.Start.empty())
        continue;
      Group G{&Start, &How, &F, Make->getArg(0)};
      G.Variable = variablePassed(*G.Container);
      G.WaitsForAll = className(Start.getArg(0)->getType()) == How.All;
      G.Token = Start.getArg(1);
      return G;
    }
  return std::nullopt;
}

/// `items` of `items.begin()`, `std::begin(items)`, or an array.
static const Expr *itemsBegunBy(const Expr &Begin) {
  const auto *Call = dyn_cast<CallExpr>(&ignoreTransparent(Begin));
  if (!Call)
    return Begin.IgnoreParenImpCasts();
  const Expr *Object = objectOf(*Call);
  return Object || Call->getNumArgs() != 1 ? Object : Call->getArg(0);
}

/// `make(container)`, which is awaited itself, or `make(range, function)`; a
/// function or a class.
static std::optional<Group> plainGroup(const TuModel &Tu, const Expr &Whole,
                                       ArrayRef<std::string> Names,
                                       ArrayRef<const Expr *> Args) {
  for (const Framework &F : Tu.profiles().frameworks())
    for (const TaskGroup &How : F.FanOut.Groups) {
      if (!How.Start.empty() || !llvm::is_contained(Names, How.Make) ||
          !Tu.fits(F, How.Versions) ||
          Args.size() != 1u + How.Each + How.Iterators ||
          Tu.profiles().awaitable(
              className(Args[0]->getType().getNonReferenceType())) ||
          (How.Iterators &&
           className(Args[0]->getType()) != className(Args[1]->getType())))
        continue;
      Group G{&Whole, &How, &F, Args[0]};
      G.Variable = variablePassed(*G.Container);
      G.WaitsForAll = true;
      G.Function = How.Each ? Args.back() : nullptr;
      if (How.Iterators) {
        G.Last = Args[1];
        G.Items = itemsBegunBy(*Args[0]);
        G.Variable = G.Items ? variableOf(*G.Items) : nullptr;
      }
      return G;
    }
  return std::nullopt;
}

std::optional<Group> groupAt(const TuModel &Tu, const Stmt &S) {
  if (const auto *Made = dyn_cast<CXXTemporaryObjectExpr>(&S))
    return plainGroup(
        Tu, *Made, className(Made->getType()),
        written(ArrayRef<const Expr *>(Made->getArgs(), Made->getNumArgs())));
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call)
    return std::nullopt;
  if (auto Started = startedGroup(Tu, *Call))
    return Started;
  return plainGroup(Tu, *Call, calleeNames(*Call), writtenArguments(*Call));
}

void visitFills(const Stmt &Function, const VarDecl &Container,
                WalkVisitor Visit) {
  walkSpelled(Function, [&](const Stmt &S, const Ancestors &Around) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call || !addsToContainer(memberNameOf(*Call)))
      return;
    const Expr *Object = objectOf(*Call);
    if (Object && variableOf(*Object) == &Container)
      Visit(S, Around);
  });
}

} // namespace asyncmend
