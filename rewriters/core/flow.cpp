//===- flow.cpp - What holds where in a function --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/flow.h"
#include "core/calls.h"
#include "core/names.h"
#include "core/walk.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <deque>

using namespace clang;
using llvm::BitVector;

namespace asyncmend {

static bool isNoexcept(QualType T) {
  const auto *Proto = T->getAs<FunctionProtoType>();
  return Proto && !isUnresolvedExceptionSpec(Proto->getExceptionSpecType()) &&
         Proto->canThrow() == CT_Cannot;
}

static bool mayThrow(const FunctionDecl &F) {
  if (F.isExternC() || F.getBuiltinID() || F.isTrivial())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  if (isa_and_nonnull<CXXConversionDecl>(Method) && F.isConstexpr())
    return false;
  return !isNoexcept(F.getType());
}

bool isSuspension(const TuModel &Tu, const Stmt &S) {
  const Expr *Operand = nullptr;
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(&S))
    Operand = Await->getOperand();
  else if (const auto *Later = dyn_cast<DependentCoawaitExpr>(&S))
    Operand = Later->getOperand();
  return Operand && !Tu.profiles().isInstant(className(Operand->getType()));
}

bool mayThrow(const TuModel &Tu, const Stmt &S) {
  if (isa<CXXThrowExpr>(S) || isSuspension(Tu, S))
    return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    return !Construct->isElidable() && mayThrow(*Construct->getConstructor());
  if (const auto *New = dyn_cast<CXXNewExpr>(&S))
    return New->getOperatorNew() && mayThrow(*New->getOperatorNew());
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call)
    return false;
  if (const FunctionDecl *F = calleeOf(*Call))
    return mayThrow(*F);
  QualType T = Call->getCallee()->getType();
  return T->isFunctionPointerType()
             ? !isNoexcept(T->getPointeeType())
             : !isa<CXXPseudoDestructorExpr>(Call->getCallee()->IgnoreParens());
}

std::optional<Flow> Flow::of(const TuModel &Tu, const FunctionBody &F) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Flow Result;
  Result.Tu = &Tu;
  Result.End = &F.written();
  Result.Graph = CFG::buildCFG(F.Function, const_cast<Stmt *>(&F.written()),
                               &Tu.ast(), Options);
  if (!Result.Graph)
    return std::nullopt;
  for (const CFGBlock *Block : *Result.Graph)
    if (const auto *Catch =
            dyn_cast_or_null<CXXCatchStmt>(Block ? Block->getLabel() : nullptr))
      Result.Handlers[Catch] = Block;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    Spelled &Entry = Result.Known[&S];
    ArrayRef<const Stmt *> Stack = Around.all();
    for (size_t I = Stack.size(); I-- > 0;) {
      const auto *Try = dyn_cast<CXXTryStmt>(Stack[I]);
      const Stmt *Below = I + 1 < Stack.size() ? Stack[I + 1] : &S;
      if (Try && Below == Try->getTryBlock())
        Entry.Tries.push_back(Try);
    }
  });
  return Result;
}

/// One run of the worklist. States only grow, so it comes to an end.
class Flow::Solver {
public:
  Solver(const Flow &F, unsigned Facts, EffectOf Effects, EndsIf Tests,
         FlowFacts &Out)
      : F(F), Facts(Facts), Effects(Effects), Tests(Tests), Out(Out) {}

  void run(ArrayRef<unsigned> AtStart) {
    for (unsigned Fact : AtStart)
      at(F.Graph->getEntry()).set(Fact);
    for (const CFGBlock *Block : *F.Graph)
      Queue.push_back(Block);
    while (!Queue.empty()) {
      const CFGBlock *Block = Queue.front();
      Queue.pop_front();
      if (Block)
        visit(*Block);
    }
  }

private:
  void visit(const CFGBlock &Block) {
    BitVector State = at(Block);
    const Stmt *Last = nullptr;
    bool Thrown = false;
    for (const CFGElement &Element : Block) {
      auto S = Element.getAs<CFGStmt>();
      if (!S || !F.Known.count(S->getStmt()))
        continue;
      Last = S->getStmt();
      pass(*Last, State);
      Thrown |= isa<CXXThrowExpr>(Last);
    }
    if (Thrown || Block.hasNoReturnElement())
      return;
    unsigned Index = 0;
    for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
      BitVector Taken = State;
      if (Block.succ_size() == 2)
        if (const auto *E = dyn_cast_or_null<Expr>(Block.getLastCondition()))
          for (unsigned Fact : Tests(*E, Index == 0))
            Taken.reset(Fact);
      ++Index;
      const CFGBlock *To = Next.getReachableBlock();
      if (To == &F.Graph->getExit())
        leave({WayOut::Return, returnIn(Block)}, Taken);
      else if (To)
        merge(*To, Taken);
    }
  }

  static const Stmt *returnIn(const CFGBlock &Block) {
    for (const CFGElement &Element : llvm::reverse(Block))
      if (auto S = Element.getAs<CFGStmt>())
        return isa<ReturnStmt, CoreturnStmt>(S->getStmt()) ? S->getStmt()
                                                           : nullptr;
    return nullptr;
  }

  void pass(const Stmt &S, BitVector &State) {
    auto [It, New] = Out.Before.try_emplace(&S, State);
    if (!New)
      It->second |= State;
    Effect E = Effects(S);
    for (unsigned Fact : E.Ends)
      State.reset(Fact);
    if (mayThrow(*F.Tu, S))
      raise(S, State);
    for (unsigned Fact : E.Begins)
      State.set(Fact);
  }

  void raise(const Stmt &S, const BitVector &State) {
    for (const CXXTryStmt *Try : F.Known.find(&S)->second.Tries)
      for (unsigned I = 0; I != Try->getNumHandlers(); ++I) {
        const CXXCatchStmt *Handler = Try->getHandler(I);
        if (auto It = F.Handlers.find(Handler); It != F.Handlers.end())
          merge(*It->second, State);
        if (!Handler->getExceptionDecl())
          return;
      }
    leave({isSuspension(*F.Tu, S) ? WayOut::Suspension : WayOut::Throw, &S},
          State);
  }

  void leave(WayOut Way, const BitVector &State) {
    if (State.none())
      return;
    for (auto &[Known, Facts] : Out.Exits)
      if (Known.Where == Way.Where && Known.How == Way.How) {
        Facts |= State;
        return;
      }
    Out.Exits.push_back({Way, State});
  }

  BitVector &at(const CFGBlock &Block) {
    return In.try_emplace(&Block, BitVector(Facts)).first->second;
  }

  void merge(const CFGBlock &Block, const BitVector &State) {
    BitVector &Old = at(Block);
    BitVector Joined = Old;
    Joined |= State;
    if (Joined == Old)
      return;
    Old = Joined;
    if (!llvm::is_contained(Queue, &Block))
      Queue.push_back(&Block);
  }

  const Flow &F;
  unsigned Facts;
  EffectOf Effects;
  EndsIf Tests;
  FlowFacts &Out;
  llvm::DenseMap<const CFGBlock *, BitVector> In;
  std::deque<const CFGBlock *> Queue;
};

FlowFacts Flow::follow(unsigned Facts, EffectOf Effects, EndsIf Tests,
                       ArrayRef<unsigned> AtStart) const {
  FlowFacts Result;
  Solver(*this, Facts, Effects, Tests, Result).run(AtStart);
  const SourceManager &Sources = Tu->sources();
  llvm::sort(Result.Exits, [&](const auto &A, const auto &B) {
    if (!A.first.Where || !B.first.Where)
      return A.first.Where && !B.first.Where;
    return Sources.isBeforeInTranslationUnit(A.first.Where->getBeginLoc(),
                                             B.first.Where->getBeginLoc());
  });
  return Result;
}

AfterHandler Flow::after(const CXXCatchStmt &Handler,
                         llvm::function_ref<bool(const Stmt &)> Awaits) const {
  auto Start = Handlers.find(&Handler);
  if (Start == Handlers.end())
    return AfterHandler::Throws;
  AfterHandler Result = AfterHandler::Throws;
  llvm::SmallVector<const CFGBlock *> Queue = {Start->second};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  while (!Queue.empty()) {
    const CFGBlock *Block = Queue.pop_back_val();
    if (!Block || !Seen.insert(Block).second)
      continue;
    if (Block == &Graph->getExit())
      Result = AfterHandler::Ends;
    bool Thrown = Block->hasNoReturnElement();
    for (const CFGElement &Element : *Block)
      if (auto S = Element.getAs<CFGStmt>(); S && Known.count(S->getStmt())) {
        if (isSuspension(*Tu, *S->getStmt()) || Awaits(*S->getStmt()))
          return AfterHandler::Suspends;
        Thrown |= isa<CXXThrowExpr>(S->getStmt());
      }
    if (!Thrown)
      for (const CFGBlock::AdjacentBlock &Next : Block->succs())
        Queue.push_back(Next.getReachableBlock());
  }
  return Result;
}

bool FlowFacts::holdsAt(const Stmt &S, unsigned Fact) const {
  auto It = Before.find(&S);
  return It != Before.end() && It->second.test(Fact);
}

std::vector<WayOut> FlowFacts::waysOut(unsigned Fact) const {
  std::vector<WayOut> Ways;
  for (const auto &[Way, Facts] : Exits)
    if (Facts.test(Fact))
      Ways.push_back(Way);
  return Ways;
}

} // namespace asyncmend
