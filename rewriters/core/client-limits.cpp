//===- client-limits.cpp - What a client may not outlive ------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/client-hoist.h"
#include "core/client-uses.h"
#include "core/directives.h"
#include "core/names.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

/// An object that would now live to the end of the block must not outlive the
/// library's own end.
std::string ClientHoister::whyOutlives(ClientPlan &Plan) const {
  const Client &Kind = *Plan.Site.Kind;
  const SourceManager &Sources = Tu.sources();
  std::string Within;
  walkWithLambdas(F.written(), [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    if (!Callee || !Callee->getIdentifier() ||
        !llvm::is_contained(Kind.EndsWith, qualifiedName(*Callee)))
      return;
    SourceLocation At = Call->getBeginLoc();
    if (Sources.isBeforeInTranslationUnit(Plan.To.Loop->getEndLoc(), At))
      Plan.EndsBelow = true;
    else if (Sources.isBeforeInTranslationUnit(Plan.To.Loop->getBeginLoc(), At))
      Within = Callee->getNameAsString();
  });
  if (!Within.empty())
    return "it would outlive '" + Within + "', which the loop calls";
  if (Plan.EndsBelow && Plan.Site.How == Held::ByPointer &&
      Plan.Var->getType().isConstQualified())
    return "it is const and would outlive the end of its library";
  return {};
}

/// Memory of one turn that the object may write to until it is released.
std::string ClientHoister::whyLent(const ClientPlan &Plan) const {
  std::string Why;
  walkWithLambdas(*Plan.Place->Stack.back(), [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call || Plan.Site.Kind->Lends.empty() || !names(*Call, *Plan.Var))
      return;
    StringRef Option;
    for (const Expr *A : Call->arguments()) {
      const auto *Ref = dyn_cast<DeclRefExpr>(A->IgnoreParenImpCasts());
      if (!Ref)
        continue;
      const auto *Local = dyn_cast<VarDecl>(Ref->getDecl());
      if (isa<EnumConstantDecl>(Ref->getDecl()) &&
          llvm::is_contained(Plan.Site.Kind->Lends, Ref->getDecl()->getName()))
        Option = Ref->getDecl()->getName();
      const LocalSite *Declared = Local ? Known.find(Local) : nullptr;
      if (!Option.empty() && Declared && Local->hasLocalStorage() &&
          llvm::is_contained(Declared->Stack, Plan.To.Loop) && Why.empty())
        Why = ("'" + Local->getName() + "', which " + Option +
               " lends to it, ends with the turn: declare it before the loop")
                  .str();
    }
  });
  return Why;
}

/// What other configurations of the file compile must stay as right as it is:
/// nothing moves into or out of an `#if`, nor is there a release in one.
std::string ClientHoister::whyConfigured(const ClientPlan &Plan) const {
  const SourceManager &Sources = Tu.sources();
  auto Parts = conditionalParts(Tu, *Plan.To.Loop);
  if (!Parts)
    return "an '#if' begins or ends in the loop, but not both";
  const std::string &Release = Plan.Site.Kind->Release;
  if (!Release.empty() && mentions(Tu, *Plan.To.Loop, *Parts, Release))
    return "a '" + Release + "' stands under '#if'";
  for (const Stmt *S : Plan.Moved)
    if (isInside(*Parts, Sources.getFileOffset(
                             Sources.getExpansionLoc(S->getBeginLoc()))))
      return "it, or its set-up, stands under '#if'";
  for (StringRef Method : Plan.Site.Kind->Configure)
    if (mentions(Tu, *Plan.To.Loop, *Parts, Method))
      return ("'" + Method + "' stands under '#if'").str();
  return {};
}

} // namespace asyncmend
