//===- limiters.cpp - Signs that a loop bounds what it starts -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/limiters.h"
#include "core/calls.h"
#include "core/flow.h"
#include "core/names.h"
#include "core/spawns.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

static bool namesAnyOf(const Stmt &S, const llvm::StringSet<> &Words,
                       bool IntoLambdas = false) {
  bool Found = false;
  visitNames(S, IntoLambdas,
             [&](StringRef Name, QualType) { Found |= hasWord(Name, Words); });
  return Found;
}

/// Does a name stand for few things, or is it that of a local number which is
/// made from one that does?
static bool namesFew(const TuModel &Tu, const Expr &E, unsigned Depth = 0) {
  const FanOutTable &Known = Tu.profiles().fanOut();
  bool Found = namesAnyOf(E, Known.Few);
  walkSpelled(E, [&](const Stmt &S, const Ancestors &) {
    if (const auto *Member = dyn_cast<MemberExpr>(&S))
      Found |= Known.FewNames.contains(qualifiedName(*Member->getMemberDecl()));
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref || Found)
      return;
    Found = Known.FewNames.contains(qualifiedName(*Ref->getDecl()));
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->getInit() && Depth < 2 && Var->getType()->isIntegerType() &&
        (Var->isLocalVarDecl() || Var->getType().isConstQualified()))
      Found |= namesFew(Tu, *Var->getInit(), Depth + 1);
  });
  return Found;
}

bool isFewByName(const TuModel &Tu, const Loop &L) {
  const llvm::StringSet<> &Few = Tu.profiles().fanOut().Few;
  if (L.Item && L.Item->getIdentifier() && hasWord(L.Item->getName(), Few))
    return true;
  for (const Expr *E : {L.Range, L.Bound, L.Condition})
    if (E && namesFew(Tu, *E))
      return true;
  // `for (auto i = threads - 1; i > 0; --i)`
  const auto *For = dyn_cast<ForStmt>(L.S);
  return For && For->getInit() && namesAnyOf(*For->getInit(), Few);
}

static bool comparesOrders(const Expr &Condition) {
  bool Found = false;
  walkSpelled(Condition, [&](const Stmt &S, const Ancestors &) {
    if (const auto *Compare = dyn_cast<BinaryOperator>(&S))
      Found |= Compare->isRelationalOp() || Compare->isEqualityOp();
  });
  return Found;
}

/// `co_await`, a join, `cv.wait(…)`, a run of the loop: something that lets
/// what is under way get on.
static bool waits(const TuModel &Tu, const Stmt &Root) {
  bool Found = suspends(Tu, Root);
  visitNames(Root, /*IntoLambdas=*/false, [&](StringRef Name, QualType) {
    Found |= Name == "join" || Name == "wait" || Name == "get" ||
             Name == "run" || Name == "poll" || Name == "run_one" ||
             Name == "clear";
  });
  return Found;
}

static bool contains(const Stmt &Root, const Stmt &Site) {
  bool Found = false;
  walkSpelled(Root,
              [&](const Stmt &S, const Ancestors &) { Found |= &S == &Site; });
  return Found;
}

/// `if (active >= max) co_await …`, `while (pending.size() > 16) …`, also
/// `if (active < max) spawn();`.
static bool checksWindow(const TuModel &Tu, const Stmt &S, const Stmt &Site) {
  const FanOutTable &Known = Tu.profiles().fanOut();
  const Expr *Condition = nullptr;
  const Stmt *Body = nullptr;
  if (const auto *If = dyn_cast<IfStmt>(&S)) {
    Condition = If->getCond();
    Body = If->getThen();
  } else if (const auto *While = dyn_cast<WhileStmt>(&S)) {
    Condition = While->getCond();
    Body = While->getBody();
  } else if (const auto *Do = dyn_cast<DoStmt>(&S)) {
    Condition = Do->getCond();
    Body = Do->getBody();
  }
  if (!Condition || !comparesOrders(*Condition))
    return false;
  if (namesAnyOf(*Condition, Known.Counters))
    return contains(*Body, Site) || waits(Tu, *Body) || isa<BreakStmt>(Body) ||
           isa<CompoundStmt>(Body);
  return !contains(*Body, Site) && waits(Tu, *Body);
}

/// `co_await slots.async_send(…)`: a channel's capacity, a pace.
static bool awaitsRoom(const FanOutTable &Known, const Stmt &S) {
  if (!isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S))
    return false;
  static const llvm::StringSet<> Words = {"send", "push",  "wait",    "sleep",
                                          "lock", "delay", "reserve", "enter"};
  return namesAnyOf(S, Words) || namesAnyOf(S, Known.Limiters);
}

/// `ctx.run();` at the end of each turn.
static bool runsTasks(const TuModel &Tu, const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  return F && isContextRun(Tu, *F);
}

bool hasLimiter(const TuModel &Tu, const Loop &L, const Stmt &Site) {
  const FanOutTable &Known = Tu.profiles().fanOut();
  bool Found = false;
  visitNames(*L.Body, /*IntoLambdas=*/true, [&](StringRef Name, QualType Type) {
    Found |= hasWord(Name, Known.Limiters);
    if (const NamedDecl *Class = classOf(Type))
      Found |= hasWord(Class->getName(), Known.Limiters);
  });
  walkSpelled(*L.Body, [&](const Stmt &S, const Ancestors &) {
    Found |=
        checksWindow(Tu, S, Site) || awaitsRoom(Known, S) || runsTasks(Tu, S);
  });
  return Found;
}

bool waitsForEvents(const TuModel &Tu, const Loop &L, const Stmt &Site) {
  if (L.Kind == LoopKind::Endless)
    return true;
  const llvm::StringSet<> &Events = Tu.profiles().fanOut().Events;
  bool While = L.Kind == LoopKind::Condition;
  if (While && L.Condition &&
      (suspends(Tu, *L.Condition) || namesAnyOf(*L.Condition, Events)))
    return true;
  bool Before = true, Found = false;
  walkSpelled(*L.Body, [&](const Stmt &S, const Ancestors &) {
    Before &= &S != &Site;
    if (isSuspension(Tu, S))
      Found |= While || (Before && namesAnyOf(S, Events));
    else if (const auto *Call = dyn_cast<CallExpr>(&S); Call && While && Before)
      if (const FunctionDecl *F = calleeOf(*Call); F && F->getIdentifier())
        Found |= hasWord(F->getName(), Events) && F->getName() != "pop";
  });
  return Found;
}

bool leavesLoopAfter(const Stmt &Site, const Ancestors &Around) {
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;) {
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Stack[I]))
      return false;
    const auto *Block = dyn_cast<CompoundStmt>(Stack[I]);
    if (!Block)
      continue;
    const Stmt *Child = I + 1 < Stack.size() ? Stack[I + 1] : &Site;
    const auto *At = llvm::find(Block->body(), Child);
    for (const Stmt *Next : llvm::make_range(At, Block->body_end()))
      if (isa<BreakStmt, ReturnStmt, CoreturnStmt>(Next))
        return true;
  }
  return false;
}

const LoopAround *openLoop(const TuModel &Tu, const FunctionBody &F,
                           ArrayRef<LoopAround> Loops) {
  uint64_t Turns = 1;
  for (const LoopAround &Next : Loops) {
    std::optional<uint64_t> N = turnsAtMost(Next.L, F.written(), Tu.ast());
    if (!N || (Turns *= std::max<uint64_t>(*N, 1)) > Tu.settings().FanOutLimit)
      return &Next;
  }
  return nullptr;
}

} // namespace asyncmend
