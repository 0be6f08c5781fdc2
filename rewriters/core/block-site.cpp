//===- block-site.cpp - Where a blocking call does harm -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/block-site.h"
#include "core/calls.h"
#include "core/fan-out.h"
#include "core/flow.h"
#include "core/iteration.h"
#include "core/mutation.h"
#include "core/names.h"
#include "core/spawns.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

const ValueDecl *subjectOf(const Expr &Whole) {
  const Expr *E = &Whole;
  while (true) {
    E = ignoreTransparent(*E).IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl();
    const auto *Call = dyn_cast<CallExpr>(E);
    const auto *Deref = dyn_cast<UnaryOperator>(E);
    if (const Expr *Object = Call ? objectOf(*Call) : nullptr)
      E = Object;
    else if (Call && Call->getNumArgs() > 0)
      E = Call->getArg(0);
    else if (Deref)
      E = Deref->getSubExpr();
    else
      return nullptr;
  }
}

Stackful stackfulContext(const TuModel &Tu, const FunctionBody &F) {
  if (!F.isCoroutine())
    for (const Framework &Home : Tu.profiles().frameworks())
      for (const ParmVarDecl *P : F.Function->parameters())
        if (!Home.Blocking.Stackful.Type.empty() &&
            className(P->getType().getNonReferenceType()) ==
                Home.Blocking.Stackful.Type)
          return {&Home, P};
  return {};
}

bool mayServeLoop(const TuModel &Tu, const FunctionBody &F) {
  if (!F.isCoroutine())
    return F.Stackful || stackfulContext(Tu, F).Home;
  if (F.framework())
    return true;
  bool Yields = false, Awaits = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    Yields |= isa<CoyieldExpr>(S);
    Awaits |= isa<CoawaitExpr, DependentCoawaitExpr>(S);
  });
  return Awaits || !Yields;
}

bool isPool(const TuModel &Tu, const Expr &Executor) {
  const Expr *E = &Executor;
  for (unsigned Depth = 0; Depth != 4 && E; ++Depth) {
    E = &ignoreTransparent(*E);
    for (const Framework &F : Tu.profiles().frameworks())
      if (isOfClass(E->getType(), F.Blocking.Pools))
        return true;
    const ValueDecl *Named = subjectOf(*E);
    if (Named && Named->getIdentifier())
      for (const Framework &F : Tu.profiles().frameworks())
        if (hasWord(Named->getName(), F.Blocking.PoolWords))
          return true;
    // A handle that is made of the pool's address.
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E);
        Made && Made->getNumArgs() == 1) {
      E = Made->getArg(0);
      continue;
    }
    // `pool.get_executor()`, `make_strand(pool)`, a variable made of these.
    const auto *Call = dyn_cast<CallExpr>(E);
    if (const FunctionDecl *Made = Call ? calleeOf(*Call) : nullptr)
      for (const Framework &F : Tu.profiles().frameworks())
        if (F.Blocking.PoolFunctions.contains(qualifiedName(*Made)))
          return true;
    const VarDecl *Var = variableOf(*E);
    if (Call)
      E = objectOf(*Call)          ? objectOf(*Call)
          : Call->getNumArgs() > 0 ? Call->getArg(0)
                                   : nullptr;
    else
      E = Var && Var->isLocalVarDecl() ? Var->getInit() : nullptr;
  }
  return false;
}

bool isOwnExecutor(const TuModel &Tu, const FunctionBody &F,
                   const Expr &Executor) {
  const Expr *E = &ignoreTransparent(Executor);
  if (const VarDecl *Var = variableOf(*E)) {
    if (Var->getDeclContext() != F.Function || !Var->getInit() ||
        mayChange(F.written(), *Var, Tu.ast()))
      return false;
    E = &ignoreTransparent(*Var->getInit());
  }
  const auto *Await = dyn_cast<CoroutineSuspendExpr>(E);
  return Await && F.framework() &&
         className(Await->getOperand()->getType().getNonReferenceType()) ==
             F.framework()->FanOut.OwnExecutor;
}

/// The coroutine that a spawned task is of.
static const FunctionDecl *bodyOf(const Expr &Task) {
  const Expr &E = ignoreTransparent(Task);
  if (const auto *L = dyn_cast<LambdaExpr>(&E))
    return L->getCallOperator();
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    return calleeOf(*Call);
  const CXXRecordDecl *Class =
      E.getType().getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->isLambda() ? Class->getLambdaCallOperator() : nullptr;
}

static bool setsMode(const TuModel &Tu, const CallExpr &Call) {
  StringRef Name = memberNameOf(Call);
  if (Name.empty() || Call.getNumArgs() == 0 ||
      llvm::none_of(Tu.profiles().frameworks(), [&](const Framework &F) {
        return F.Blocking.NonBlocking.contains(Name);
      }))
    return false;
  const auto *Mode =
      dyn_cast<CXXBoolLiteralExpr>(Call.getArg(0)->IgnoreParenImpCasts());
  return !Mode || Mode->getValue();
}

/// The coroutine that `pool.schedule(work())` or `on(pool, work())` runs on a
/// pool, and which is awaited.
static const FunctionDecl *sentToPool(const TuModel &Tu, const CallExpr &Call) {
  const Expr *Work = wrappedTask(Tu, Call);
  if (!Work)
    return nullptr;
  const Expr *Object = objectOf(Call);
  bool Pool = Object && isPool(Tu, *Object);
  for (const Expr *Arg : Call.arguments())
    Pool |= Arg != Work && isPool(Tu, *Arg);
  return Pool ? bodyOf(withoutWrappers(Tu, *Work)) : nullptr;
}

/// Does the call run functions on a stack of its own, and on a pool?
static bool startsOnPool(const TuModel &Tu, const CallExpr &Call) {
  const FunctionDecl *F = calleeOf(Call);
  if (!F || !F->getIdentifier())
    return false;
  std::string Name = qualifiedName(*F);
  return llvm::any_of(Tu.profiles().frameworks(),
                      [&](const Framework &Known) {
                        return Known.Stackful.Entries.contains(Name);
                      }) &&
         llvm::any_of(Call.arguments(),
                      [&](const Expr *Arg) { return isPool(Tu, *Arg); });
}

BlockSites::BlockSites(const TuModel &Tu) : Tu(Tu) {
  for (const FunctionBody &F : Tu.functions())
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      if (!Call)
        return;
      if (const Expr *Object = objectOf(*Call); Object && setsMode(Tu, *Call))
        if (const ValueDecl *D = subjectOf(*Object))
          NonBlocking.insert(D);
      bool Awaited = Around.enclosing<CoroutineSuspendExpr>() ||
                     Around.enclosing<DependentCoawaitExpr>();
      if (const FunctionDecl *Sent =
              Awaited ? sentToPool(Tu, *Call) : nullptr) {
        OnPool.insert(Sent->getCanonicalDecl());
        Offloaded.insert(Sent->getCanonicalDecl());
      }
      if (startsOnPool(Tu, *Call))
        for (const Expr *Arg : Call->arguments())
          if (const FunctionDecl *Sent = bodyOf(*Arg)) {
            OnPool.insert(Sent->getCanonicalDecl());
            Offloaded.insert(Sent->getCanonicalDecl());
          }
      std::optional<Spawn> Spawned = spawnerCall(Tu, S);
      const FunctionDecl *Body =
          Spawned && Spawned->Executor && isPool(Tu, *Spawned->Executor)
              ? bodyOf(*Spawned->Task)
              : nullptr;
      if (!Body)
        return;
      OnPool.insert(Body->getCanonicalDecl());
      // A pool may be the loop of the whole program: only what is sent there
      // and waited for is there to block.
      if (Spawned->Kind == TokenKind::Lazy ||
          Spawned->Kind == TokenKind::Future)
        Offloaded.insert(Body->getCanonicalDecl());
    });
}

bool BlockSites::isNonBlocking(const Expr &Object) const {
  const ValueDecl *D = subjectOf(Object);
  return D && NonBlocking.contains(D);
}

/// Does this suspension end on a pool?
static bool movesToPool(const TuModel &Tu, const Stmt &Suspension) {
  bool Moves = false;
  walkSpelled(Suspension, [&](const Stmt &S, const Ancestors &) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
    if (F && F->getIdentifier() && Call->getNumArgs() > 0)
      Moves |= llvm::any_of(Tu.profiles().frameworks(),
                            [&](const Framework &Known) {
                              return Known.Blocking.Rebinders.contains(
                                  qualifiedName(*F));
                            }) &&
               isPool(Tu, *Call->getArg(0));
  });
  return Moves;
}

static bool isAmong(const llvm::DenseSet<const FunctionDecl *> &Bodies,
                    const FunctionBody &F) {
  const FunctionDecl *Pattern = F.Function->getTemplateInstantiationPattern();
  return Bodies.contains(F.Function->getCanonicalDecl()) ||
         (Pattern && Bodies.contains(Pattern->getCanonicalDecl()));
}

bool BlockSites::isSpawnedOnPool(const FunctionBody &F) const {
  return isAmong(OnPool, F);
}

bool BlockSites::isOffloaded(const FunctionBody &F, const Stmt &Site) const {
  if (isAmong(Offloaded, F))
    return true;
  bool Moves = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    Moves |= isa<CoawaitExpr>(S) && movesToPool(Tu, S);
  });
  std::optional<Flow> Paths = Moves ? Flow::of(Tu, F) : std::nullopt;
  if (!Paths)
    return false;
  FlowFacts Facts = Paths->follow(
      1,
      [&](const Stmt &S) {
        Flow::Effect E;
        if (isa<CoroutineSuspendExpr>(S))
          (movesToPool(Tu, S) ? E.Begins : E.Ends).push_back(0);
        return E;
      },
      [](const Expr &, bool) { return SmallVector<unsigned, 1>(); });
  return Facts.holdsAt(Site, 0);
}

/// A wait for one readiness does not help another.
static bool fits(const TuModel &Tu, const CallExpr &Wait, StringRef Wanted) {
  if (Wanted.empty() || Wait.getNumArgs() == 0)
    return true;
  std::optional<StringRef> Text = Tu.text(Wait.getArg(0)->getSourceRange());
  return !Text || !Text->contains("wait_") || Text->contains(Wanted);
}

/// One operation of `Subject` may use up what it was waited for.
static bool takesWhatIsReady(const TuModel &Tu, const Stmt &S,
                             const ValueDecl &Subject) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const Expr *Object = Call ? objectOf(*Call) : nullptr;
  if (!Object || subjectOf(*Object) != &Subject)
    return false;
  std::optional<BlockingCall> Known = blockingCall(Tu, *Call);
  return Known && Known->Operation;
}

bool isReadyAt(const TuModel &Tu, const FunctionBody &F, const CallExpr &Call,
               const BlockingCall &Known) {
  const ValueDecl *Subject = Known.Object ? subjectOf(*Known.Object) : nullptr;
  if (!Subject || !Known.Operation || !Known.Operation->OneShot)
    return false;
  const BlockingProfile &Words = Known.Home->Blocking;
  auto Tells = [&](const Stmt &S) {
    const auto *Wait = dyn_cast<CallExpr>(&S);
    const Expr *Object = Wait ? objectOf(*Wait) : nullptr;
    return Object && subjectOf(*Object) == Subject &&
           (Words.Polls.contains(memberNameOf(*Wait)) ||
            (Words.Readiness.contains(memberNameOf(*Wait)) &&
             fits(Tu, *Wait, Known.Operation->ReadyBy)));
  };
  bool Any = false;
  walkSpelled(F.written(),
              [&](const Stmt &S, const Ancestors &) { Any |= Tells(S); });
  std::optional<Flow> Paths = Any ? Flow::of(Tu, F) : std::nullopt;
  if (!Paths)
    return false;
  FlowFacts Facts = Paths->follow(
      1,
      [&](const Stmt &S) {
        Flow::Effect E;
        if (Tells(S))
          E.Begins.push_back(0);
        else if (takesWhatIsReady(Tu, S, *Subject))
          E.Ends.push_back(0);
        return E;
      },
      [](const Expr &, bool) { return SmallVector<unsigned, 1>(); });
  return Facts.holdsAt(Call, 0);
}

/// A loop of the function around a lambda is one that somebody runs.
static const VarDecl *privateContext(const FunctionBody &F,
                                     const BlockingProfile &Known,
                                     const Stmt &S, unsigned Depth) {
  const VarDecl *Found = nullptr;
  walkSpelled(S, [&](const Stmt &Inner, const Ancestors &) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Inner);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Found || !Var || !Var->isLocalVarDecl() || Var->isStaticLocal() ||
        Var->getType()->isReferenceType())
      return;
    if (Known.PrivateContexts.contains(className(Var->getType())))
      Found = Var->getDeclContext() == F.Function ? Var : nullptr;
    else if (Depth > 0 && Var->getInit())
      Found = privateContext(F, Known, *Var->getInit(), Depth - 1);
  });
  return Found;
}

std::string whyNotServed(const TuModel &Tu, const FunctionBody &F,
                         const BlockingProfile &Known, const Expr &Object) {
  const VarDecl *Loop = privateContext(F, Known, Object, /*Depth=*/4);
  if (!Loop)
    return {};
  return "it belongs to '" + Loop->getNameAsString() + "' (line " +
         std::to_string(Tu.line(Loop->getLocation())) +
         "), an event loop of this function alone, and an awaited operation "
         "would never end there: make the object on the coroutine's own "
         "executor first";
}

bool BlockSites::blocks(const FunctionBody &F, const CallExpr &Call,
                        const BlockingCall &Known) const {
  return !(Known.Object && isNonBlocking(*Known.Object)) &&
         !isOffloaded(F, Call) && !isReadyAt(Tu, F, Call, Known);
}

} // namespace asyncmend
