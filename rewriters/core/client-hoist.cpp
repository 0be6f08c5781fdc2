//===- client-hoist.cpp - Deciding which clients leave their loops --------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/client-hoist.h"
#include "core/calls.h"
#include "core/client-uses.h"
#include "core/directives.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

ClientHoister::ClientHoister(const TuModel &Tu, const FunctionBody &F)
    : Tu(Tu), F(F), Known(F), Fresh(Tu, F) {}

const ClientPlan *ClientHoister::plan(const VarDecl &Var) {
  auto [It, New] = Plans.try_emplace(&Var);
  ClientPlan &Plan = It->second;
  if (!New)
    return Plan.Site ? &Plan : nullptr;
  Plan.Var = &Var;
  Plan.Place = Known.find(&Var);
  ClientSite Site = Plan.Place ? clientOf(Tu, Var) : ClientSite();
  if (!Site || isOrdinary(*Site.Kind))
    return nullptr;
  if (loopsAround(Plan.Place->around(), *Plan.Place->Declaration, Tu.ast())
          .empty())
    return nullptr;
  Plan.Site = Site;
  Plan.Value = Var.getInit();
  decide(Plan);
  return &Plan;
}

const ClientPlan *ClientHoister::plan(const AssignedSite &Site) {
  const Client *Kind = factoryOf(Tu, *Site.Value);
  if (!Kind || isOrdinary(*Kind) || !Site.Var->getType()->isPointerType() ||
      loopsAround(Site.Place.around(), *Site.Place.Declaration, Tu.ast())
          .empty())
    return nullptr;
  ClientPlan &Plan = AssignedPlans[Site.Place.Declaration];
  Plan.Var = Site.Var;
  Plan.Value = Site.Value;
  Plan.Place = &Site.Place;
  Plan.Site = {Kind, Held::ByHandle};
  decide(Plan);
  return &Plan;
}

/// A loop that ends when the connection works builds a new one on purpose.
bool ClientHoister::isRetry(const ClientPlan &Plan) const {
  if (!Plan.Site.Kind->Connects)
    return false;
  auto Loops =
      loopsAround(Plan.Place->around(), *Plan.Place->Declaration, Tu.ast());
  ArrayRef<const Stmt *> Stack = Plan.Place->Stack;
  bool InTry = llvm::any_of(Stack.drop_front(Loops.front().Index),
                            [](const Stmt *S) { return isa<CXXTryStmt>(S); });
  return InTry || alwaysLeaves(*loopBody(*Loops.front().Loop));
}

/// What stays in its loop, and serves all turns of a loop further in, is where
/// it belongs.
bool ClientHoister::isSharedWithin(const ClientPlan &Plan) const {
  return llvm::any_of(Plan.Place->Stack.back()->children(), [&](const Stmt *S) {
    return S && loopBody(*S) && names(*S, *Plan.Var);
  });
}

std::string ClientHoister::whyNeverMoved(const ClientPlan &Plan) const {
  const Client &Kind = *Plan.Site.Kind;
  const Stmt &Declaration = *Plan.Place->Declaration;
  if (!Kind.NoFix.empty())
    return Kind.NoFix;
  if (Kind.Connects)
    return "building it connects, which may fail: connect once before the "
           "loop, by hand, and say there what happens when that fails";
  if (Plan.Place->isShared())
    return "several variables share one declaration";
  if (Declaration.getBeginLoc().isMacroID() ||
      (!Plan.Place->isAssignment() && Plan.Var->getLocation().isMacroID()))
    return "its declaration comes out of a macro: change the macro or its use "
           "by hand";
  if (!isa<CompoundStmt>(Plan.Place->Stack.back()))
    return "it is declared in a condition or at a label, not as a statement of "
           "its own";
  if (Plan.Place->isAssignment())
    return whyUsedElsewhere(Plan);
  return {};
}

/// A variable that is declared outside of the loop, and that anything else but
/// the loop looks at, may be expected to be null, or to be released, there.
std::string ClientHoister::whyUsedElsewhere(const ClientPlan &Plan) const {
  auto Loops =
      loopsAround(Plan.Place->around(), *Plan.Place->Declaration, Tu.ast());
  auto Count = [&](const Stmt &Root) {
    unsigned N = 0;
    walkWithLambdas(Root, [&](const Stmt &S) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      N += Ref && Ref->getDecl() == Plan.Var;
    });
    return N;
  };
  const Stmt &Block = *Plan.Place->Stack.back();
  if (Count(F.written()) != Count(Block) || isa<ParmVarDecl>(Plan.Var))
    return ("'" + Plan.Var->getName() +
            "' is used outside of the block that makes it, too")
        .str();
  const LocalSite *Declared = Known.find(Plan.Var);
  if (!Declared || (llvm::is_contained(Declared->Stack, Loops.front().Loop) &&
                    !emptyDeclaration(Plan)))
    return ("'" + Plan.Var->getName() +
            "' is declared first and made later: do both in one statement")
        .str();
  return {};
}

/// `CURL *h;` in the block of `h = curl_easy_init();`, with nothing about it in
/// between.
const Stmt *ClientHoister::emptyDeclaration(const ClientPlan &Plan) const {
  const LocalSite *Declared = Known.find(Plan.Var);
  const Stmt *Block = Plan.Place->Stack.back();
  const Expr *Init = Plan.Var->getInit();
  if (!Declared || Declared->isShared() || Declared->Stack.back() != Block ||
      Declared->Declaration->getBeginLoc().isMacroID() ||
      (Init && !isNullOrZero(*Init, Tu.ast())))
    return nullptr;
  bool Behind = false;
  for (const Stmt *S : cast<CompoundStmt>(Block)->body()) {
    if (S == Plan.Place->Declaration)
      return Declared->Declaration;
    if (Behind && names(*S, *Plan.Var))
      return nullptr;
    Behind |= S == Declared->Declaration;
  }
  return nullptr;
}

/// `tls.set_verify_mode(…);`, or `load_root_certificates(tls);` of the user's:
/// a function that is seen to set the client up, or that gets nothing else.
static const CallExpr *setUpCall(const ClientPlan &Plan, const Stmt &S) {
  const Client &Kind = *Plan.Site.Kind;
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Call = E ? dyn_cast<CallExpr>(&ignoreTransparent(*E)) : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  if (!Callee || !Callee->getIdentifier() || Kind.Configure.empty())
    return nullptr;
  if (isa<CXXMemberCallExpr>(Call))
    return llvm::is_contained(Kind.Configure, Callee->getName()) &&
                   names(*Call->getCallee(), *Plan.Var)
               ? Call
               : nullptr;
  QualType First = Callee->getNumParams() == 1
                       ? Callee->getParamDecl(0)->getType()
                       : QualType();
  bool Only = Call->getNumArgs() == 1 && !First.isNull() &&
              Callee->getReturnType()->isVoidType() &&
              (First->isLValueReferenceType() || First->isPointerType()) &&
              !First->getPointeeType().isConstQualified();
  bool IsOwn = !isa<CXXMethodDecl>(Callee) && !Callee->isInStdNamespace();
  return IsOwn && (Only || setsUp(Kind, *Callee)) ? Call : nullptr;
}

/// Builds the list of what moves: locals that the client is built from, its
/// declaration, and set-up calls directly after it.
void ClientHoister::collect(ClientPlan &Plan, Invariance &Reads) const {
  const auto &Block = *cast<CompoundStmt>(Plan.Place->Stack.back());
  Plan.Moved = {Plan.Place->Declaration};
  if (Plan.Empty)
    Plan.Moved.insert(Plan.Moved.begin(), Plan.Empty);
  Reads.read(*Plan.Value);
  bool Behind = false;
  for (const Stmt *S : Block.body()) {
    if (S == Plan.Place->Declaration)
      Behind = true;
    else if (Behind && isa<DeclStmt>(S) && !names(*S, *Plan.Var))
      continue;
    else if (Behind) {
      const CallExpr *Call = setUpCall(Plan, *S);
      if (!Call || !names(*Call, *Plan.Var))
        break;
      for (const Expr *A : Call->arguments())
        if (!names(*A, *Plan.Var))
          Reads.read(*A);
      // What the user's own function does besides is for a reader to judge.
      if (!isa<CXXMemberCallExpr>(Call))
        Plan.Level = Safety::Unsafe;
      Plan.Moved.push_back(S);
    }
  }
}

/// May the client move above `Loop`? Leaves `Plan` changed only if so.
std::string ClientHoister::tryDepth(ClientPlan &Plan, const LoopPlace &Loop,
                                    size_t Depth) {
  ClientPlan Try = Plan;
  Try.BuiltFrom.clear();
  Ancestors Around = Plan.Place->around();
  Try.To = targetAbove(Tu, F, *Loop.Loop, Around.before(Loop.Index));
  Invariance Reads(Tu, F, Known, *Loop.Loop);
  collect(Try, Reads);
  if (!Reads.why().empty()) {
    Plan.Silent |= Depth == 1 && Reads.isOfPeer();
    return Reads.why();
  }
  if (!Try.To.Why.empty())
    return Try.To.Why;
  for (const VarDecl *Needed : Reads.needs()) {
    const ClientPlan *Other = plan(*Needed);
    if (!Other) {
      Try.Moved.push_back(Known.find(Needed)->Declaration);
      continue;
    }
    Plan.Silent |= Depth == 1 && (Other->Silent || !Other->Why.empty());
    if (!Other->Why.empty())
      return ("it is built from '" + Needed->getName() +
              "', which stays in the loop")
          .str();
    if (Other->Depth < Depth)
      return "what it is built from stays in this loop";
    if (Other->isRenamed())
      return ("'" + Needed->getName() +
              "', which it is built from, needs another name there")
          .str();
    Try.BuiltFrom.push_back(Other);
    Try.Level = std::max(Try.Level, Other->Level);
  }
  const LocalSite *Declared = Known.find(Plan.Var);
  if (Plan.Place->isAssignment() && !Plan.Empty &&
      llvm::is_contained(Declared->Stack, Loop.Loop))
    return "its variable is declared in this loop";
  for (const Stmt *S : Try.Moved)
    if (std::string Why = whyBound(Tu, Try.To, *S, Around); !Why.empty())
      return Why;
  llvm::sort(Try.Moved, [&](const Stmt *A, const Stmt *B) {
    return Tu.sources().isBeforeInTranslationUnit(A->getBeginLoc(),
                                                  B->getBeginLoc());
  });
  if (Reads.isWeak())
    Try.Level = Safety::Unsafe;
  Try.Depth = Depth;
  Plan = std::move(Try);
  return {};
}

/// To build it where some turns did not, or outside of a handler that some of
/// its errors may have been meant for, is for a reader to judge.
std::string ClientHoister::whyConditional(ClientPlan &Plan) const {
  bool Conditional = false;
  for (const Stmt *S :
       ArrayRef(Plan.Place->Stack).drop_front(Plan.To.Stack.size()))
    Conditional |= isa<IfStmt, SwitchStmt, CXXTryStmt, CXXCatchStmt>(S);
  if (!Conditional)
    return {};
  if (!Plan.Site.Kind->Harmless)
    return "it is built in a part of the loop that not every turn runs";
  Plan.Level = Safety::Unsafe;
  return {};
}

std::string ClientHoister::whyNotShared(ClientPlan &Plan) {
  const auto &Block = *cast<CompoundStmt>(Plan.Place->Stack.back());
  llvm::SmallPtrSet<const Stmt *, 8> Ignored(Plan.Moved.begin(),
                                             Plan.Moved.end());
  const Client &Kind = *Plan.Site.Kind;
  // What is kept or given away is never released here: say the former.
  bool Releases = Plan.Site.How == Held::ByHandle && !Kind.Release.empty();
  if (Releases) {
    Plan.Releases =
        releasesOf(Tu, Block, *Plan.Place->Declaration, *Plan.Var, Kind);
    Ignored.insert(Plan.Releases.Statements.begin(),
                   Plan.Releases.Statements.end());
  }
  ClientUses Uses = usesOf(Tu, Block, *Plan.Var, Plan.Site, Ignored);
  if (!Uses.Why.empty()) {
    for (const VarDecl *Local : Known.all())
      Plan.Silent |= Uses.GivenAway && isOfPeer(Tu, *Plan.To.Loop, *Local);
    return Uses.Why;
  }
  if (Releases && !Plan.Releases.Why.empty())
    return Plan.Releases.Why;
  if (Uses.LeavesState || Kind.Policy != ReusePolicy::Share || Releases)
    Plan.Level = Safety::Unsafe;
  return {};
}

void ClientHoister::decide(ClientPlan &Plan) {
  Plan.NewName = Plan.Var->getNameAsString();
  Plan.Silent = isRetry(Plan);
  Plan.Why = whyNeverMoved(Plan);
  if (Plan.Silent || !Plan.Why.empty())
    return;
  if (Plan.Place->isAssignment())
    Plan.Empty = emptyDeclaration(Plan);
  auto Loops =
      loopsAround(Plan.Place->around(), *Plan.Place->Declaration, Tu.ast());
  std::string First;
  for (auto [I, Loop] : llvm::enumerate(Loops)) {
    std::string Why = tryDepth(Plan, Loop, I + 1);
    if (I == 0)
      First = Why;
    // A loop without braces in another one: the next may still do. A first
    // obstacle of another kind holds for all loops further out.
    bool OnlyPlace =
        !Why.empty() && Plan.Depth == I &&
        !targetAbove(Tu, F, *Loop.Loop, Plan.Place->around().before(Loop.Index))
             .Why.empty();
    if (!Why.empty() && !OnlyPlace)
      break;
  }
  if (Plan.Depth == 0) {
    Plan.Why = First;
    Plan.Silent |= isSharedWithin(Plan);
  }
  if (Plan.Why.empty())
    Plan.Why = whyConditional(Plan);
  if (Plan.Why.empty())
    Plan.Why = whyNotShared(Plan);
  if (Plan.Why.empty())
    Plan.Why = whyOutlives(Plan);
  if (Plan.Why.empty())
    Plan.Why = whyLent(Plan);
  if (Plan.Why.empty())
    Plan.Why = whyConfigured(Plan);
  if (Plan.Why.empty() && (!Plan.Place->isAssignment() || Plan.Empty))
    Plan.NewName = Fresh.forMoved(*Plan.Var, Plan.To);
  if (Plan.Why.empty() && Plan.isRenamed() &&
      mentions(Tu, *Plan.To.Loop, *conditionalParts(Tu, *Plan.To.Loop),
               Plan.Var->getName()))
    Plan.Why =
        "it needs another name there, and code under '#if' uses this one";
}

} // namespace asyncmend
