//===- walk.cpp - Walking the statements that somebody wrote --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/walk.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

bool isTransparent(const Stmt &S) {
  if (isa<ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr,
          CXXBindTemporaryExpr, ParenExpr, SubstNonTypeTemplateParmExpr>(S))
    return true;
  // A returned or passed prvalue may hang below a constructor call that was
  // elided or is a plain copy of the only argument.
  const auto *Construct = dyn_cast<CXXConstructExpr>(&S);
  return Construct && Construct->isElidable();
}

const Expr &ignoreTransparent(const Expr &E) {
  const Expr *Inner = &E;
  while (isTransparent(*Inner)) {
    const auto *Child = cast<Expr>(*Inner->child_begin());
    if (!Child)
      break;
    Inner = Child;
  }
  return *Inner;
}

const Stmt *Ancestors::parent() const {
  for (const Stmt *S : llvm::reverse(Stack))
    if (!isTransparent(*S))
      return S;
  return nullptr;
}

namespace {

using Children = SmallVector<const Stmt *>;

void add(Children &Out, const Stmt *S) {
  if (S)
    Out.push_back(S);
}

void addInitialisers(Children &Out, const DeclStmt &S) {
  for (const Decl *D : S.decls())
    if (const auto *Var = dyn_cast<VarDecl>(D))
      add(Out, Var->getInit());
}

/// The statements that Clang makes up (begin, end, ++) are left out.
void addRangeFor(Children &Out, const CXXForRangeStmt &S) {
  add(Out, S.getInit());
  add(Out, S.getRangeInit());
  add(Out, S.getBody());
}

/// A lambda's captures run where it stands; its body runs elsewhere.
void addCaptures(Children &Out, const LambdaExpr &L) {
  for (auto [Capture, Init] : llvm::zip(L.captures(), L.capture_inits()))
    if (Capture.isExplicit())
      add(Out, Init);
}

bool isUnevaluated(const Stmt &S) {
  if (const auto *Typeid = dyn_cast<CXXTypeidExpr>(&S))
    return !Typeid->isPotentiallyEvaluated();
  return isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr,
             CXXDefaultArgExpr, CXXDefaultInitExpr, ConceptSpecializationExpr>(
      S);
}

} // namespace

SmallVector<const Stmt *> spelledChildren(const Stmt &S) {
  Children Out;
  if (isUnevaluated(S))
    return Out;
  if (const auto *Body = dyn_cast<CoroutineBodyStmt>(&S))
    add(Out, Body->getBody());
  else if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&S))
    add(Out, Suspend->getOperand());
  else if (const auto *Await = dyn_cast<DependentCoawaitExpr>(&S))
    add(Out, Await->getOperand());
  else if (const auto *Return = dyn_cast<CoreturnStmt>(&S))
    add(Out, Return->getOperand());
  else if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
    addInitialisers(Out, *Declaration);
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S))
    addRangeFor(Out, *Range);
  else if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    addCaptures(Out, *Lambda);
  else if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(&S))
    add(Out, Opaque->getSourceExpr());
  else if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(&S)) {
    add(Out, Rewritten->getDecomposedForm().LHS);
    add(Out, Rewritten->getDecomposedForm().RHS);
  } else if (const auto *Pseudo = dyn_cast<PseudoObjectExpr>(&S))
    add(Out, Pseudo->getSyntacticForm());
  else if (const auto *Elvis = dyn_cast<BinaryConditionalOperator>(&S)) {
    add(Out, Elvis->getCommon());
    add(Out, Elvis->getFalseExpr());
  } else {
    for (const Stmt *Child : S.children())
      add(Out, Child);
  }
  return Out;
}

void walkSpelled(const Stmt &Root, WalkVisitor Visit) {
  SmallVector<const Stmt *, 32> Stack;
  auto Walk = [&](auto &Self, const Stmt &S) -> void {
    Visit(S, Ancestors(Stack));
    Stack.push_back(&S);
    for (const Stmt *Child : spelledChildren(S))
      Self(Self, *Child);
    Stack.pop_back();
  };
  Walk(Walk, Root);
}

namespace {

/// Position in the stack of the nearest ancestor that is no wrapper.
std::optional<size_t> parentIndex(const Ancestors &Around) {
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;)
    if (!isTransparent(*Stack[I]))
      return I;
  return std::nullopt;
}

/// Is `Child` (a direct child of `Parent`) there as a statement?
bool isStatementOf(const Stmt &Child, const Stmt &Parent) {
  if (isa<CompoundStmt, SwitchCase, LabelStmt, AttributedStmt>(Parent))
    return !isa<SwitchCase>(Parent) ||
           cast<SwitchCase>(Parent).getSubStmt() == &Child;
  if (const auto *If = dyn_cast<IfStmt>(&Parent))
    return If->getThen() == &Child || If->getElse() == &Child ||
           If->getInit() == &Child;
  if (const auto *For = dyn_cast<ForStmt>(&Parent))
    return For->getBody() == &Child || For->getInc() == &Child ||
           For->getInit() == &Child;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Parent))
    return Range->getBody() == &Child || Range->getInit() == &Child;
  if (const auto *While = dyn_cast<WhileStmt>(&Parent))
    return While->getBody() == &Child;
  if (const auto *Do = dyn_cast<DoStmt>(&Parent))
    return Do->getBody() == &Child;
  if (const auto *Switch = dyn_cast<SwitchStmt>(&Parent))
    return Switch->getBody() == &Child || Switch->getInit() == &Child;
  return false;
}

/// `({ a; b; })` has the value of its last statement.
bool isValueOfStmtExpr(const Stmt &Child, const Ancestors &AroundBlock) {
  if (AroundBlock.all().size() < 2)
    return false;
  const auto *Block = dyn_cast<CompoundStmt>(AroundBlock.all().back());
  return Block && Block->body_back() == &Child &&
         isa<StmtExpr>(AroundBlock.all().drop_back().back());
}

} // namespace

bool isFullStatement(const Expr &E, const Ancestors &Around) {
  std::optional<size_t> Parent = parentIndex(Around);
  if (!Parent)
    return false;
  ArrayRef<const Stmt *> Stack = Around.all();
  const Stmt &Child = *Parent + 1 < Stack.size() ? *Stack[*Parent + 1] : E;
  return isStatementOf(Child, *Stack[*Parent]) &&
         !isValueOfStmtExpr(Child, Around.before(*Parent + 1));
}

const Expr &withParentheses(const Expr &E, const Ancestors &Around) {
  const Expr *Outermost = &E;
  for (const Stmt *S : llvm::reverse(Around.all())) {
    if (!isTransparent(*S))
      break;
    if (const auto *Paren = dyn_cast<ParenExpr>(S))
      Outermost = Paren;
  }
  return *Outermost;
}

const Expr &fullExpression(const Expr &E, const Ancestors &Around) {
  const Expr *Outermost = &E;
  for (const Stmt *S : llvm::reverse(Around.all())) {
    const auto *Outer = dyn_cast<Expr>(S);
    if (!Outer)
      break;
    Outermost = Outer;
  }
  return *Outermost;
}

bool isDiscarded(const Expr &E, const Ancestors &Around) {
  if (isFullStatement(E, Around))
    return true;
  std::optional<size_t> Index = parentIndex(Around);
  if (!Index)
    return false;
  ArrayRef<const Stmt *> Stack = Around.all();
  const Stmt &Child = *Index + 1 < Stack.size() ? *Stack[*Index + 1] : E;
  const auto *Parent = dyn_cast<Expr>(Stack[*Index]);
  if (const auto *Comma = dyn_cast_or_null<BinaryOperator>(Parent);
      Comma && Comma->isCommaOp())
    return Comma->getLHS() == &Child ||
           isDiscarded(*Comma, Around.before(*Index));
  const auto *Choice = dyn_cast_or_null<ConditionalOperator>(Parent);
  return Choice && Choice->getCond() != &Child &&
         isDiscarded(*Choice, Around.before(*Index));
}

} // namespace asyncmend
