//===- blocking-guard.cpp - Locals whose destructor blocks ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a local variable in the body of a coroutine, of a class that a
// profile lists, or of a container or owner of such a class; for some classes
// only if a listed function made it.
//
// Silent: what is moved away, returned, joined or detached in the coroutine
// (where the join itself blocks, that is another rule's finding), a pool all of
// whose work is awaited, static variables.
//
// No fix but a suggestion: an object for the whole program. Nothing that could
// be awaited stands in for these classes.
//
//===----------------------------------------------------------------------===//

#include "core/block-site.h"
#include "core/calls.h"
#include "core/edit-builder.h"
#include "core/guard-uses.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class BlockingGuardRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    std::optional<BlockSites> Sites;
    for (const FunctionBody &F : Tu.functions()) {
      if (!mayServeLoop(Tu, F))
        continue;
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
        const auto *Local = dyn_cast<DeclStmt>(&S);
        if (!Local)
          return;
        for (const Decl *D : Local->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            if (std::optional<GuardInside> Found = find(Tu, *Var);
                Found && (F.isCoroutine() || !Found->Kind->OnlyCoroutines)) {
              if (!Sites)
                Sites.emplace(Tu);
              check(Tu, Sink, F, *Local, *Var, *Found, *Sites);
            }
      });
    }
  }

private:
  static std::optional<GuardInside> find(const TuModel &Tu,
                                         const VarDecl &Var) {
    if (!Var.hasLocalStorage() || Var.getType()->isReferenceType())
      return std::nullopt;
    for (const BlockingGuard &Kind : Tu.profiles().blocking().Guards)
      if (GuardInside Found = guardInside(Var.getType(), Kind);
          Found.Kind &&
          (Found.IsHeld ? Kind.MadeBy.empty() : isMadeBy(Var, Kind)) &&
          !isDeferred(Tu, Var))
        return Found;
    return std::nullopt;
  }

  static bool isMadeBy(const VarDecl &Var, const BlockingGuard &Kind) {
    if (Kind.MadeBy.empty())
      return true;
    const auto *Maker = dyn_cast_or_null<CallExpr>(
        Var.getInit() ? &ignoreTransparent(*Var.getInit()) : nullptr);
    const FunctionDecl *F = Maker ? calleeOf(*Maker) : nullptr;
    return F && llvm::is_contained(Kind.MadeBy, qualifiedName(*F));
  }

  /// A function that was deferred and never asked for does not even run.
  static bool isDeferred(const TuModel &Tu, const VarDecl &Var) {
    const auto *Maker = dyn_cast_or_null<CallExpr>(
        Var.getInit() ? &ignoreTransparent(*Var.getInit()) : nullptr);
    auto Text = Maker && Maker->getNumArgs()
                    ? Tu.text(Maker->getArg(0)->getSourceRange())
                    : std::nullopt;
    return Text && Text->contains("launch::deferred") &&
           !Text->contains("async");
  }

  static bool isIdle(const VarDecl &Var) {
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(
        Var.getInit() ? &ignoreTransparent(*Var.getInit()) : nullptr);
    return !Var.getInit() || (Construct && Construct->getNumArgs() == 0);
  }

  static void check(const TuModel &Tu, FindingSink &Sink, const FunctionBody &F,
                    const DeclStmt &Local, const VarDecl &Var,
                    const GuardInside &Found, const BlockSites &Sites) {
    const BlockingGuard &Kind = *Found.Kind;
    GuardUses U = guardUses(F, Var, Found);
    bool Awaited = Kind.Shareable && U.Mentions > 0 && U.AllAwaited;
    bool Empty = (Kind.Idle || Found.IsHeld) && isIdle(Var) && !U.Assigned;
    if (U.Leaves || Awaited || Empty || Sites.isOffloaded(F, Local))
      return Sink.dissent(F, Var.getLocation());
    Sink.report(F, Var.getLocation(),
                "the destructor of '" + Var.getNameAsString() + "' (" +
                    Kind.Type + ") blocks the thread of this coroutine until " +
                    Kind.WaitsFor + " is done",
                Found.IsHeld ? Expected<Fix>(no(Kind.NoFix))
                             : fix(Tu, Local, Var, Kind));
  }

  /// `static` in front, if nothing in the initialiser belongs to one call of
  /// the coroutine.
  static Expected<Fix> fix(const TuModel &Tu, const DeclStmt &Local,
                           const VarDecl &Var, const BlockingGuard &Kind) {
    if (!Kind.Shareable || !Local.isSingleDecl())
      return no(Kind.NoFix);
    bool OfOneCall = false;
    if (Var.getInit())
      walkSpelled(*Var.getInit(), [&](const Stmt &S, const Ancestors &) {
        const auto *Ref = dyn_cast<DeclRefExpr>(&S);
        const auto *Named = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
        OfOneCall |= isa<CXXThisExpr, CoroutineSuspendExpr>(S) ||
                     (Named && Named->hasLocalStorage());
      });
    if (OfOneCall)
      return no(Kind.NoFix);
    EditBuilder Edits(Tu);
    if (std::string Why = Edits.whyNotEditable(Local.getSourceRange());
        !Why.empty())
      return no(Why);
    if (auto First = Tu.text(Local.getBeginLoc()))
      Edits.replace(Local.getBeginLoc(), ("static " + *First).str());
    else
      Edits.refuse("its source text cannot be had in one piece");
    return std::move(Edits).done(
        Safety::Suggestion,
        "one for the whole program, if nobody relies on the wait here");
  }
};

ASYNCMEND_RULE(BlockingGuardRewriter, "blocking-guard", Severity::Warning,
               /*OnByDefault=*/true,
               "a local of a coroutine whose destructor blocks");

} // namespace
