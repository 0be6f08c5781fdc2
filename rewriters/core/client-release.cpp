//===- client-release.cpp - The calls that end a client's life ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An abstract run over the statements of a turn. What is not understood (jumps,
// releases inside expressions or lambdas, releases in an inner loop) gives a
// reason and no answer.
//
//===----------------------------------------------------------------------===//

#include "core/client-release.h"
#include "core/calls.h"
#include "core/client-uses.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace asyncmend {

namespace {

/// What may be the case at a point; no bit: it is never reached.
enum State : unsigned { Nowhere = 0, Alive = 1, Freed = 2, Null = 4 };

class TurnScan {
public:
  TurnScan(const TuModel &Tu, const VarDecl &Var, const Client &Kind)
      : Tu(Tu), Var(Var), Kind(Kind) {}

  TurnReleases run(const CompoundStmt &Block, const Stmt &Declaration);

private:
  unsigned statement(const Stmt &S, unsigned In, bool InBlock);
  unsigned block(const CompoundStmt &Block, unsigned In);
  unsigned branch(const IfStmt &If, unsigned In, bool InBlock);
  unsigned loop(const Stmt &Loop, unsigned In);
  unsigned tryBlock(const CXXTryStmt &Try, unsigned In);
  unsigned switchBlock(const SwitchStmt &Switch, unsigned In);
  void jump(const Stmt &S, unsigned In);
  unsigned expression(const Stmt &S, unsigned In, bool InBlock);
  void leave(const Stmt &S, unsigned In);
  void use(const Stmt &S, unsigned In);
  const CallExpr *releaseCall(const Stmt &S) const;
  bool isNulling(const Stmt &S) const;
  bool isGuardedRelease(const IfStmt &If) const;
  void stop(const llvm::Twine &Reason) {
    if (Out.Why.empty())
      Out.Why = Reason.str();
  }

  const TuModel &Tu;
  const VarDecl &Var;
  const Client &Kind;
  TurnReleases Out;
  unsigned Met = 0;    ///< Every state since the innermost `try` began.
  unsigned Broken = 0; ///< States at the `break`s of the inner loop or switch.
  unsigned Inner = 0;  ///< Depth of inner loops and switches.
  unsigned InnerLoops = 0;
  unsigned AtSwitch = 0; ///< States from which a `case` is jumped to.
  unsigned InTry = 0;
  unsigned Calls = 0; ///< Releases that were understood.
};

const CallExpr *TurnScan::releaseCall(const Stmt &S) const {
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Call =
      E ? dyn_cast<CallExpr>(ignoreTransparent(*E).IgnoreParenCasts())
        : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  if (!Callee || !Callee->getIdentifier() || Call->getNumArgs() != 1 ||
      qualifiedName(*Callee) != Kind.Release)
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenCasts());
  return Ref && Ref->getDecl() == &Var ? Call : nullptr;
}

/// `h = NULL;`
bool TurnScan::isNulling(const Stmt &S) const {
  const auto *Op = dyn_cast<BinaryOperator>(&S);
  if (!Op || Op->getOpcode() != BO_Assign ||
      !isNullOrZero(*Op->getRHS(), Tu.ast()))
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(Op->getLHS()->IgnoreParens());
  return Ref && Ref->getDecl() == &Var;
}

/// `if (h) release(h);`, with or without braces, perhaps with `h = NULL;`.
bool TurnScan::isGuardedRelease(const IfStmt &If) const {
  if (If.getElse() || If.getInit() || If.getConditionVariable() ||
      nullTest(*If.getCond(), Var, Tu.ast()) != 1)
    return false;
  if (const auto *Op =
          dyn_cast<BinaryOperator>(&ignoreTransparent(*If.getCond()));
      Op && Op->isLogicalOp())
    return false;
  const auto *Block = dyn_cast<CompoundStmt>(If.getThen());
  if (!Block)
    return releaseCall(*If.getThen());
  return !Block->body_empty() && releaseCall(*Block->body_front()) &&
         (Block->size() == 1 ||
          (Block->size() == 2 && isNulling(*Block->body_back())));
}

void TurnScan::use(const Stmt &S, unsigned In) {
  if ((In & Freed) && names(S, Var))
    stop("'" + Var.getName() + "' is used after '" + Kind.Release + "'");
}

void TurnScan::leave(const Stmt &S, unsigned In) {
  if (In & Alive)
    stop("'" + Kind.Release + "' is not called on every way out of a turn");
  Out.LeavesEarly |= (In & Freed) != 0;
}

unsigned TurnScan::expression(const Stmt &S, unsigned In, bool InBlock) {
  if (const CallExpr *Release = releaseCall(S)) {
    if (In & Freed)
      stop("'" + Kind.Release + "' may be called twice in a turn");
    if (S.getBeginLoc().isMacroID())
      stop("'" + Kind.Release + "' is called by a macro");
    if (!InBlock)
      stop("a '" + Kind.Release +
           "' stands without braces and cannot be taken away");
    Out.Statements.push_back(&S);
    Out.Function = calleeOf(*Release);
    ++Calls;
    return Freed;
  }
  if (isNulling(S) && In == Freed && InBlock) {
    Out.Statements.push_back(&S);
    return Freed;
  }
  use(S, In);
  // A handler of this turn may have it; what no handler takes was lost before.
  const auto *E = dyn_cast<Expr>(&S);
  if (InTry > 0 && E && isa<CXXThrowExpr>(ignoreTransparent(*E)))
    return Nowhere;
  return alwaysLeaves(S) ? (leave(S, In), unsigned(Nowhere)) : In;
}

unsigned TurnScan::block(const CompoundStmt &Block, unsigned In) {
  for (const Stmt *S : Block.body())
    In = statement(*S, In, /*InBlock=*/true);
  return In;
}

unsigned TurnScan::branch(const IfStmt &If, unsigned In, bool InBlock) {
  if (isGuardedRelease(If) && !(In & Freed)) {
    if (!InBlock)
      stop("a '" + Kind.Release +
           "' stands without braces and cannot be taken away");
    Out.Statements.push_back(&If);
    const auto *Block = dyn_cast<CompoundStmt>(If.getThen());
    Out.Function =
        calleeOf(*releaseCall(Block ? *Block->body_front() : *If.getThen()));
    ++Calls;
    return Freed;
  }
  if (If.getInit())
    use(*If.getInit(), In);
  use(*If.getCond(), In);
  unsigned Then = In, Else = In;
  int Test = nullTest(*If.getCond(), Var, Tu.ast());
  if (Test != 1 && !If.getElse() && releaseCall(*If.getThen()))
    stop("'" + Kind.Release + "' is not called on every way out of a turn");
  bool Plain =
      !isa<BinaryOperator>(ignoreTransparent(*If.getCond())) ||
      cast<BinaryOperator>(ignoreTransparent(*If.getCond())).isEqualityOp();
  if (Test == 1) {
    Then = In & ~Null;
    Else = Plain ? (In & ~Alive) | (In & Alive ? unsigned(Null) : 0u) : In;
  } else if (Test == -1) {
    Else = In & ~Null;
    Then = (In & ~Alive) | (In & Alive ? unsigned(Null) : 0u);
  }
  unsigned After = statement(*If.getThen(), Then, /*InBlock=*/false);
  return After |
         (If.getElse() ? statement(*If.getElse(), Else, /*InBlock=*/false)
                       : Else);
}

unsigned TurnScan::loop(const Stmt &Loop, unsigned In) {
  llvm::SaveAndRestore SaveBroken(Broken, 0u);
  llvm::SaveAndRestore SaveInner(Inner, Inner + 1);
  llvm::SaveAndRestore SaveLoops(InnerLoops, InnerLoops + 1);
  const Stmt *Body = loopBody(Loop);
  for (const Stmt *Part : spelledChildren(Loop))
    if (Part != Body)
      use(*Part, In);
  size_t Before = Out.Statements.size();
  unsigned After = statement(*Body, In, /*InBlock=*/false);
  // A release is fine where the loop is left right after it.
  if (Out.Statements.size() != Before && (After & Freed) && !(In & Freed))
    stop("'" + Kind.Release + "' is called in an inner loop");
  return In | After | Broken;
}

unsigned TurnScan::tryBlock(const CXXTryStmt &Try, unsigned In) {
  unsigned Outer = Met;
  Met = In;
  ++InTry;
  unsigned After = block(*Try.getTryBlock(), In);
  --InTry;
  unsigned Thrown = Met | After;
  for (unsigned I = 0; I != Try.getNumHandlers(); ++I)
    After |= statement(*Try.getHandler(I)->getHandlerBlock(), Thrown, false);
  Met |= Outer;
  return After;
}

unsigned TurnScan::switchBlock(const SwitchStmt &Switch, unsigned In) {
  llvm::SaveAndRestore SaveBroken(Broken, 0u);
  llvm::SaveAndRestore SaveInner(Inner, Inner + 1);
  llvm::SaveAndRestore SaveSwitch(AtSwitch, In);
  use(*Switch.getCond(), In);
  size_t Before = Out.Statements.size();
  unsigned After = statement(*Switch.getBody(), In, false);
  if (Out.Statements.size() != Before)
    stop("'" + Kind.Release + "' is called in a 'switch'");
  return In | After | Broken;
}

void TurnScan::jump(const Stmt &S, unsigned In) {
  if (isa<ReturnStmt, CoreturnStmt>(S)) {
    use(S, In);
    return leave(S, In);
  }
  bool OfInner = isa<BreakStmt>(S) ? Inner > 0 : InnerLoops > 0;
  if (OfInner)
    Broken |= In;
  else if (In & Alive)
    stop("'" + Kind.Release + "' is not called on every way out of a turn");
}

unsigned TurnScan::statement(const Stmt &S, unsigned In, bool InBlock) {
  Met |= In;
  if (const auto *Block = dyn_cast<CompoundStmt>(&S))
    return block(*Block, In);
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return branch(*If, In, InBlock);
  if (loopBody(S))
    return loop(S, In);
  if (const auto *Try = dyn_cast<CXXTryStmt>(&S))
    return tryBlock(*Try, In);
  if (const auto *Attributed = dyn_cast<AttributedStmt>(&S))
    return statement(*Attributed->getSubStmt(), In, false);
  if (isa<LabelStmt, GotoStmt, IndirectGotoStmt>(S)) {
    stop("a 'goto' makes it hard to see that '" + Kind.Release +
         "' is called on every way");
    return In;
  }
  if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
    return switchBlock(*Switch, In);
  if (const auto *Case = dyn_cast<SwitchCase>(&S))
    return statement(*Case->getSubStmt(), In | AtSwitch, false);
  if (isa<BreakStmt, ContinueStmt, ReturnStmt, CoreturnStmt>(S)) {
    jump(S, In);
    return Nowhere;
  }
  return expression(S, In, InBlock);
}

TurnReleases TurnScan::run(const CompoundStmt &Block, const Stmt &Declaration) {
  unsigned In = Nowhere;
  bool Started = false;
  for (const Stmt *S : Block.body()) {
    if (S == &Declaration)
      In = Alive;
    else if (Started)
      In = statement(*S, In, /*InBlock=*/true);
    Started |= S == &Declaration;
  }
  unsigned All = 0;
  walkWithLambdas(Block, [&](const Stmt &S) {
    All += isa<CallExpr>(S) && releaseCall(S) != nullptr;
  });
  if (All == 0)
    stop("nothing in the loop calls '" + Kind.Release + "' for '" +
         Var.getName() + "': it leaks, or somebody else owns it");
  if (In & Alive)
    stop("'" + Kind.Release + "' is not called on every way out of a turn");
  if (All != Calls)
    stop("'" + Kind.Release + "' is called inside another expression");
  return std::move(Out);
}

} // namespace

TurnReleases releasesOf(const TuModel &Tu, const CompoundStmt &Block,
                        const Stmt &Declaration, const VarDecl &Var,
                        const Client &Kind) {
  return TurnScan(Tu, Var, Kind).run(Block, Declaration);
}

} // namespace asyncmend
