//===- last-use.cpp - Locals that may be moved from -----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/last-use.h"
#include "core/await-site.h"
#include "core/borrowing.h"
#include "core/escape.h"
#include "core/loops.h"
#include "core/outlives.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

namespace {

class LastUse {
public:
  LastUse(const TuModel &Tu, const FunctionBody &F, const VarDecl &Var)
      : Tu(Tu), F(F), Var(Var) {}

  bool holds(const Expr &Use, const Ancestors &Around) const {
    if (comesBack(Use, Around))
      return false;
    const Expr &Whole = fullExpression(Use, Around);
    bool Known = false;
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Outer) {
      // A jump may lead back.
      Known |= isa<GotoStmt, IndirectGotoStmt>(S);
      if (const auto *L = dyn_cast<LambdaExpr>(&S))
        for (const LambdaCapture &C : L->captures())
          Known |= C.capturesVariable() && C.getCapturedVar() == &Var &&
                   C.getCaptureKind() == LCK_ByRef;
      if (!isMention(S) || &S == &Use)
        return;
      Known |= isBehind(S, Use) || isKnownBy(Outer) ||
               &fullExpression(cast<Expr>(S), Outer) == &Whole;
    });
    return !Known;
  }

private:
  bool isMention(const Stmt &S) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    return Ref && Ref->getDecl() == &Var;
  }

  bool isBehind(const Stmt &S, const Stmt &Use) const {
    return Tu.sources().isBeforeInTranslationUnit(Tu.place(Use.getBeginLoc()),
                                                  Tu.place(S.getBeginLoc()));
  }

  /// Is there a loop that the variable outlives?
  bool comesBack(const Expr &Use, const Ancestors &Around) const {
    for (const LoopPlace &L : loopsAround(Around, Use, Tu.ast())) {
      const auto *Range = dyn_cast<CXXForRangeStmt>(L.Loop);
      if (Range && Range->getLoopVariable() == &Var)
        continue;
      const Stmt *Body = loopBody(*L.Loop);
      Span Inner = Tu.span(Body->getSourceRange());
      Span Home = Tu.span(Var.getLocation());
      if (Inner.Path != Home.Path || Home.Offset < Inner.Offset ||
          Home.Offset >= Inner.end())
        return true;
    }
    return false;
  }

  /// May what stands around a mention keep a way to the variable?
  bool isKnownBy(const Ancestors &Around) const {
    for (const Stmt *S : llvm::reverse(Around.all())) {
      if (const auto *Address = dyn_cast<UnaryOperator>(S);
          Address && Address->getOpcode() == UO_AddrOf)
        return true;
      if (const auto *Call = dyn_cast<CallExpr>(S);
          Call && taskKind(Tu, *Call).IsTask)
        return !awaitAround(*Call, outside(*S, Around));
      if (const auto *Local = dyn_cast<DeclStmt>(S))
        return llvm::any_of(Local->decls(), [&](const Decl *D) {
          const auto *Made = dyn_cast<VarDecl>(D);
          return Made && Made != &Var && !isPlain(Made->getType());
        });
      if (const auto *Assign = dyn_cast<BinaryOperator>(S))
        return Assign->isAssignmentOp() && !isPlain(Assign->getType());
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
          Operator && Operator->isAssignmentOp())
        return !isPlain(Operator->getType().getNonReferenceType());
      if (!isa<Expr>(S))
        return false;
    }
    return false;
  }

  static Ancestors outside(const Stmt &S, const Ancestors &Around) {
    return Around.before(llvm::find(Around.all(), &S) - Around.all().begin());
  }

  /// A number, or another object of the variable's own class.
  bool isPlain(QualType T) const {
    return T->isArithmeticType() || T->isEnumeralType() ||
           Tu.ast().hasSameUnqualifiedType(T, Var.getType());
  }

  const TuModel &Tu;
  const FunctionBody &F;
  const VarDecl &Var;
};

} // namespace

bool isLastUse(const TuModel &Tu, const FunctionBody &F, const VarDecl &Var,
               const Expr &Use, const Ancestors &Around) {
  return isOwnLocal(F, Var) && LastUse(Tu, F, Var).holds(Use, Around);
}

} // namespace asyncmend
