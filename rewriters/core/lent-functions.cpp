//===- lent-functions.cpp - Functions that nobody keeps -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/closures.h"
#include "core/edit-builder.h"
#include "core/fill.h"
#include "core/refusal.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using llvm::Expected;

namespace asyncmend {

bool waitsInStatement(const Ancestors &Around) {
  for (const Stmt *S : llvm::reverse(Around.all())) {
    if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S))
      return true;
    if (const auto *Member = dyn_cast<MemberExpr>(S)) {
      StringRef Name = Member->getMemberDecl()->getIdentifier()
                           ? Member->getMemberDecl()->getName()
                           : StringRef();
      if (Name == "get" || Name == "get0" || Name == "wait")
        return true;
    }
    if (!isa<Expr>(S))
      return false;
  }
  return false;
}

std::optional<LentTo> lentTo(const TuModel &Tu, const CallExpr &Call,
                             const Ancestors &Around) {
  SmallVector<std::string, 4> Names;
  for (const Framework &F : Tu.profiles().frameworks()) {
    const LifetimeProfile &Known = F.Lifetimes;
    if (Known.DropsFunction.empty() && Known.BorrowsFunction.empty())
      continue;
    if (Names.empty())
      Names = calleeNames(Call);
    for (const std::string &Name : Names) {
      LentTo To{&F, StringRef(Name).rsplit(':').second.str(),
                Known.DropsFunction.contains(Name), waitsInStatement(Around)};
      if (To.Drops || (Known.BorrowsFunction.contains(Name) && !To.Awaited))
        return To;
    }
  }
  return std::nullopt;
}

Expected<Fix> keepFunction(const TuModel &Tu, const FunctionBody &F,
                           const Closure &C, const LentTo &To,
                           const Ancestors &Around) {
  const LifetimeProfile &Known = To.Home->Lifetimes;
  if (!To.Awaited)
    return no("the closure would have to live until the task is done, and "
              "nothing in this statement waits for it: co_await it here, or "
              "make parameters of the captures (in a named coroutine, say), "
              "which a coroutine keeps");
  if (Known.KeepFunction.empty())
    return no("make parameters of its captures, which a coroutine keeps");
  if (C.Name)
    return no("a copy of '" + C.Name->getNameAsString() +
              "' is passed: write the lambda in the call, or make parameters "
              "of its captures");
  EditBuilder Edits(Tu);
  if (std::string Why = Edits.whyNotEditable(C.Spelled->getSourceRange());
      !Why.empty())
    return no(Why);
  auto Text = Tu.text(C.Spelled->getSourceRange());
  if (!Text)
    return no("its source text cannot be had in one piece");
  Place At{F.Function, C.Spelled->getBeginLoc(), Around};
  Filler Fill(Tu, F, At);
  Fill.set("fn", Text->str());
  Fill.need(Known.KeepFunctionHeaders);
  Expected<std::string> New = Fill.fill(Known.KeepFunction);
  if (!New)
    return New.takeError();
  Edits.replace(C.Spelled->getSourceRange(), *New)
      .include(C.Spelled->getBeginLoc(), Fill.needs(),
               To.Home->UmbrellaHeaders);
  return std::move(Edits).done(Safety::Safe,
                               "keep the lambda until it is done");
}

} // namespace asyncmend
