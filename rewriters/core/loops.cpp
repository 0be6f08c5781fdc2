//===- loops.cpp - Loops, and how they can be left ------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/loops.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

const Stmt *loopBody(const Stmt &S) {
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return For->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S))
    return Range->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&S))
    return Do->getBody();
  return nullptr;
}

bool alwaysLeaves(const Stmt &S) {
  if (isa<BreakStmt, ContinueStmt, ReturnStmt, CoreturnStmt, GotoStmt>(S))
    return true;
  if (const auto *E = dyn_cast<Expr>(&S)) {
    const Expr &Inner = ignoreTransparent(*E);
    const auto *Call = dyn_cast<CallExpr>(&Inner);
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    return isa<CXXThrowExpr>(Inner) || (F && F->isNoReturn());
  }
  if (const auto *Block = dyn_cast<CompoundStmt>(&S))
    return !Block->body_empty() && alwaysLeaves(*Block->body_back());
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return If->getElse() && alwaysLeaves(*If->getThen()) &&
           alwaysLeaves(*If->getElse());
  return false;
}

namespace {

/// Is there a `continue` of the loop whose body `S` is (part of), or a jump?
bool hasContinue(const Stmt &S) {
  if (isa<ContinueStmt, GotoStmt, IndirectGotoStmt>(S))
    return true;
  return llvm::any_of(spelledChildren(S), [](const Stmt *Child) {
    return !loopBody(*Child) && hasContinue(*Child);
  });
}

/// Does a `break` end the loop whose body `S` is (part of), or a jump perhaps?
bool hasBreak(const Stmt &S) {
  if (isa<BreakStmt, GotoStmt, IndirectGotoStmt>(S))
    return true;
  return llvm::any_of(spelledChildren(S), [](const Stmt *Child) {
    return !loopBody(*Child) && !isa<SwitchStmt>(Child) && hasBreak(*Child);
  });
}

/// A jump leaves inner loops and switches, too.
bool hasGoto(const Stmt &S) {
  return isa<GotoStmt, IndirectGotoStmt>(S) ||
         llvm::any_of(spelledChildren(S),
                      [](const Stmt *Child) { return hasGoto(*Child); });
}

std::optional<int64_t> constant(const Expr *E, ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || E->isTypeDependent() ||
      !E->EvaluateAsInt(Result, Context))
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

/// `for (int i = 0; i < 1; ++i)`
bool hasOneTurn(const ForStmt &For, ASTContext &Context) {
  const auto *Init = dyn_cast_or_null<DeclStmt>(For.getInit());
  const auto *Cond = dyn_cast_or_null<BinaryOperator>(For.getCond());
  if (!Init || !Init->isSingleDecl() || !Cond ||
      (Cond->getOpcode() != BO_LT && Cond->getOpcode() != BO_NE))
    return false;
  const auto *Var = dyn_cast<VarDecl>(Init->getSingleDecl());
  const auto *Left = dyn_cast<DeclRefExpr>(Cond->getLHS()->IgnoreImpCasts());
  if (!Var || !Left || Left->getDecl() != Var)
    return false;
  auto From = constant(Var->getInit(), Context);
  auto To = constant(Cond->getRHS(), Context);
  return From && To && *To - *From <= 1;
}

} // namespace

bool neverEnds(const Stmt &Loop, ASTContext &Context) {
  const Expr *Cond = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(&Loop)) {
    if (For->getConditionVariable())
      return false;
    Cond = For->getCond();
  } else if (const auto *While = dyn_cast<WhileStmt>(&Loop)) {
    Cond = While->getCond();
  } else if (const auto *Do = dyn_cast<DoStmt>(&Loop)) {
    Cond = Do->getCond();
  } else {
    return false;
  }
  const Stmt &Body = *loopBody(Loop);
  return (!Cond || constant(Cond, Context).value_or(0) != 0) &&
         !hasBreak(Body) && !hasGoto(Body);
}

bool runsAtMostOnce(const Stmt &Loop, ASTContext &Context) {
  if (const auto *Do = dyn_cast<DoStmt>(&Loop);
      Do &&
      (Do->getDoLoc().isMacroID() || constant(Do->getCond(), Context) == 0))
    return true;
  if (const auto *For = dyn_cast<ForStmt>(&Loop);
      For && hasOneTurn(*For, Context))
    return true;
  const Stmt &Body = *loopBody(Loop);
  return alwaysLeaves(Body) && !hasContinue(Body);
}

llvm::SmallVector<LoopPlace>
loopsAround(const Ancestors &Around, const Stmt &Site, ASTContext &Context) {
  llvm::SmallVector<LoopPlace> Loops;
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;) {
    const Stmt *Body = loopBody(*Stack[I]);
    const Stmt *Part = I + 1 < Stack.size() ? Stack[I + 1] : &Site;
    if (Body && Body == Part && !runsAtMostOnce(*Stack[I], Context))
      Loops.push_back({Stack[I], I});
  }
  return Loops;
}

void walkWithLambdas(const Stmt &Root,
                     llvm::function_ref<void(const Stmt &)> Visit) {
  walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
    Visit(S);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
      if (const Stmt *Body = Lambda->getBody())
        walkWithLambdas(*Body, Visit);
  });
}

bool isReassigned(const Stmt &Code, const ValueDecl &D) {
  auto Names = [&](const Expr &E) {
    const Expr *Inner = E.IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
    const auto *Member = dyn_cast<MemberExpr>(Inner);
    return (Ref && Ref->getDecl() == &D) ||
           (Member && Member->getMemberDecl() == &D);
  };
  bool Found = false;
  walkWithLambdas(Code, [&](const Stmt &S) {
    if (const auto *Op = dyn_cast<BinaryOperator>(&S))
      Found |= Op->isAssignmentOp() && Names(*Op->getLHS());
    else if (const auto *Op = dyn_cast<UnaryOperator>(&S))
      Found |= Op->getOpcode() == UO_AddrOf && Names(*Op->getSubExpr());
    else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S))
      Found |= Op->isAssignmentOp() && Names(*Op->getArg(0));
    else if (const auto *Call = dyn_cast<CallExpr>(&S)) {
      const FunctionDecl *F = Call->getDirectCallee();
      bool Takes = F && F->getIdentifier() && F->isInStdNamespace() &&
                   (F->getName() == "move" || F->getName() == "swap" ||
                    F->getName() == "exchange");
      Found |= Takes && llvm::any_of(Call->arguments(),
                                     [&](const Expr *A) { return Names(*A); });
    }
  });
  return Found;
}

} // namespace asyncmend
