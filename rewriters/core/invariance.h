//===- invariance.h - What is the same in each turn of a loop ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_INVARIANCE_H
#define ASYNCMEND_CORE_INVARIANCE_H

#include "core/client-site.h"
#include "core/tu-model.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SetVector.h"
#include <string>

namespace asyncmend {

/// Collects what some expressions in the body of a loop read, and whether it is
/// the same in each turn. Everything is taken to vary unless it is known not
/// to: calls count as varying but for those that a profile calls pure, reading
/// members of standard classes, and getters whose body can be seen.
class Invariance {
public:
  Invariance(const TuModel &Tu, const FunctionBody &F, const Locals &Known,
             const clang::Stmt &Loop)
      : Tu(Tu), F(F), Known(Known), Loop(Loop) {}

  /// Adds an expression.
  void read(const clang::Expr &E) { visit(E, /*Identity=*/false); }

  /// Why what was read is not the same in each turn; empty if it is.
  const std::string &why() const { return Why; }
  /// It belongs to a peer whose connection was taken up in this turn.
  bool isOfPeer() const { return OfPeer; }
  /// It is the same as far as this function goes, but others could change it.
  bool isWeak() const { return Weak; }
  /// Locals of the loop that were read and that are the same in each turn: they
  /// have to be moved along. Clients among them, too. In the order of need.
  llvm::ArrayRef<const clang::VarDecl *> needs() const {
    return Needs.getArrayRef();
  }

private:
  void visit(const clang::Stmt &S, bool Identity);
  void children(const clang::Stmt &S);
  void other(const clang::Expr &E, bool Identity);
  void lambda(const clang::LambdaExpr &Lambda);
  void call(const clang::CallExpr &Call);
  void construct(const clang::CXXConstructExpr &E);
  void arguments(const clang::FunctionDecl *Callee,
                 llvm::ArrayRef<const clang::Expr *> Arguments);
  void variable(const clang::VarDecl &Var, bool Identity);
  void localOfLoop(const clang::VarDecl &Var);
  void field(const clang::MemberExpr &E, bool Identity);
  bool isPure(const clang::FunctionDecl &Callee) const;
  bool isExecutor(const clang::Expr &Operand) const;
  bool isInLoop(const clang::Decl &D) const;
  bool isChangedByOthers(const clang::ValueDecl &D) const;
  bool changes(const clang::Stmt &Code, const clang::VarDecl &Var) const;
  bool escapes(const clang::VarDecl &Var) const;
  void stop(const llvm::Twine &Reason);

  const TuModel &Tu;
  const FunctionBody &F;
  const Locals &Known;
  const clang::Stmt &Loop;
  llvm::SmallSetVector<const clang::VarDecl *, 4> Needs;
  std::string Why;
  bool OfPeer = false, Weak = false;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_INVARIANCE_H
