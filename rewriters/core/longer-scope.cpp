//===- longer-scope.cpp - Objects that live as long as their views --------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/longer-scope.h"
#include "core/hoist.h"
#include "core/outlives.h"
#include "core/walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace asyncmend {

namespace {

/// A declaration in a block, and what is around it.
struct Declared {
  const DeclStmt *Local = nullptr;
  std::vector<const Stmt *> Stack;
};

Declared declarationOf(const FunctionBody &F, const VarDecl &Var, bool Alone) {
  Declared Found;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Local = dyn_cast<DeclStmt>(&S);
    if (Local && llvm::is_contained(Local->decls(), &Var) &&
        (!Alone || Local->isSingleDecl()))
      Found = {Local, Around.all().vec()};
  });
  return Found;
}

/// Nothing is computed for it: it may as well be made when it is not needed.
bool isMadeEmpty(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  if (!Init)
    return true;
  const auto *Made = dyn_cast<CXXConstructExpr>(&ignoreTransparent(*Init));
  return Made && llvm::all_of(Made->arguments(), [](const Expr *E) {
           return isa<CXXDefaultArgExpr>(E);
         });
}

/// The statement in the outer block that `Block` is, or is a branch of; null
/// where the value would be made under other conditions.
const Stmt *anchorOf(const CompoundStmt &Block, ArrayRef<const Stmt *> Outer,
                     bool IsEmpty) {
  if (Outer.empty())
    return nullptr;
  if (isa<CompoundStmt>(Outer.back()))
    return &Block;
  return IsEmpty && isa<IfStmt, CXXTryStmt>(Outer.back()) ? Outer.back()
                                                          : nullptr;
}

} // namespace

void widenScope(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
                const VarDecl &Owner, const VarDecl &View) {
  std::string Name = "'" + Owner.getNameAsString() + "'";
  Declared Of = declarationOf(F, Owner, /*Alone=*/true);
  const auto *Block =
      Of.Stack.empty() ? nullptr : dyn_cast<CompoundStmt>(Of.Stack.back());
  ArrayRef<const Stmt *> Outer = ArrayRef(Of.Stack).drop_back(Block ? 1 : 0);
  bool IsEmpty = isMadeEmpty(Owner);
  const Stmt *Anchor = Block ? anchorOf(*Block, Outer, IsEmpty) : nullptr;
  if (!Anchor || (!IsEmpty && Block->body_front() != Of.Local)) {
    Edits.refuse("declare " + Name + " in the block of '" +
                 View.getNameAsString() + "', or copy what that looks at");
    return;
  }
  Ancestors Around(Anchor == Block ? Outer : Outer.drop_back());
  HoistTarget To = targetAbove(Tu, F, *Anchor, Around);
  Declared Longer = declarationOf(F, View, /*Alone=*/false);
  bool SameBlock =
      To.Block && (Longer.Stack.empty() ? To.Block == &F.written()
                                        : Longer.Stack.back() == To.Block);
  FreshNames Names(Tu, F);
  std::string Why = !SameBlock ? "the blocks are too far apart"
                    : To.Why.empty()
                        ? whyBound(Tu, To, *Of.Local, Ancestors(Of.Stack))
                        : To.Why;
  if (Why.empty() && Names.forMoved(Owner, To) != Owner.getName())
    Why = "its name means something else there";
  auto Text = movedText(Tu, *Of.Local, {});
  if (!Why.empty() || !Text) {
    Edits.refuse("declare " + Name + " where '" + View.getNameAsString() +
                 "' is declared" + (Why.empty() ? "" : ": " + Why));
    return;
  }
  Edits.insertAbove(*Anchor, *Text);
  takeAway(Edits, Tu, {Of.Local});
}

void nameInLoop(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
                const Expr &Temporary, StringRef Wanted) {
  const CXXForRangeStmt *Loop = nullptr;
  const Expr *Whole = nullptr;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (&S != &Temporary)
      return;
    Loop = Around.enclosing<CXXForRangeStmt>();
    Whole = &withParentheses(Temporary, Around);
  });
  auto Text = Tu.text(Temporary.getSourceRange());
  if (!Loop || Loop->getInit() || !Text) {
    Edits.refuse("keep the temporary in a variable before the loop");
    return;
  }
  FreshNames Names(Tu, F);
  std::string Name = Names.fresh(Wanted);
  SourceLocation Begin = Loop->getLoopVarStmt()->getBeginLoc();
  Span At = Tu.span(Begin);
  Edits
      .replaceBytes(Begin, {At.Path, At.Offset, 0},
                    ("auto " + Name + " = " + *Text + "; ").str())
      .replace(Whole->getSourceRange(), Name);
}

void takeCopy(EditBuilder &Edits, const TuModel &Tu, const VarDecl &Reference) {
  const TypeSourceInfo *Type = Reference.getTypeSourceInfo();
  auto Ref =
      Type ? Type->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
  const auto *Class =
      Reference.getType().getNonReferenceType()->getAsCXXRecordDecl();
  bool Copies = !Class || (!Class->isAbstract() &&
                           (Class->hasSimpleCopyConstructor() ||
                            Class->hasUserDeclaredCopyConstructor()));
  auto Text = Ref ? Tu.text({Reference.getBeginLoc(), Ref.getSigilLoc()})
                  : std::nullopt;
  if (!Copies || !Text || isa<DecompositionDecl>(Reference)) {
    Edits.refuse("keep the object in a variable, and take the reference from "
                 "that");
    return;
  }
  Span At = Tu.span(Ref.getSigilLoc());
  bool Touches = At.end() == Tu.span(Reference.getLocation()).Offset;
  StringRef Value = Text->rtrim("& ");
  Edits.replace({Reference.getBeginLoc(), Ref.getSigilLoc()},
                Value.str() + (Touches ? " " : ""));
}

} // namespace asyncmend
