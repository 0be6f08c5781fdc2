//===- iteration.h - What a loop iterates over, how often -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_ITERATION_H
#define ASYNCMEND_CORE_ITERATION_H

#include "core/tu-model.h"
#include "core/walk.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>

namespace asyncmend {

enum class LoopKind {
  Range,     ///< `for (auto x : range)`
  Counter,   ///< `for (T i = First; i < Bound; ++i)`
  Iterator,  ///< `for (auto it = …; it != …; ++it)`
  Condition, ///< `while`, `do`, any other `for`
  Endless,   ///< `for (;;)`, `while (true)`
};

struct Loop {
  const clang::Stmt *S = nullptr;
  const clang::Stmt *Body = nullptr;
  LoopKind Kind = LoopKind::Condition;
  const clang::VarDecl *Item =
      nullptr; ///< Range: its variable. Or the counter.
  const clang::Expr *Range = nullptr;
  const clang::Expr *First = nullptr;
  const clang::Expr *Bound = nullptr;
  bool Inclusive = false;                 ///< `i <= Bound`
  const clang::Expr *Condition = nullptr; ///< What else decides if it goes on.
};

std::optional<Loop> loopOf(const clang::Stmt &S, clang::ASTContext &Context);

/// The loops around a statement in whose bodies it stands, innermost first.
/// Each comes with the ancestors of the loop itself.
struct LoopAround {
  Loop L;
  Ancestors Around;
};
llvm::SmallVector<LoopAround, 2> loopsAround(const clang::Stmt &Site,
                                             const Ancestors &Around,
                                             clang::ASTContext &Context);

/// How often it runs at most, where that is certain: a constant bound, a braced
/// list, an array, a container that is built from a list and never changed
/// in the function whose body is `Function`.
std::optional<uint64_t> turnsAtMost(const Loop &L, const clang::Stmt &Function,
                                    clang::ASTContext &Context);

/// All names in `S`, of what it refers to and what it calls; the bodies of
/// lambdas included if asked for.
void visitNames(const clang::Stmt &S, bool IntoLambdas,
                llvm::function_ref<void(llvm::StringRef, clang::QualType)> Do);

/// Is there one in `Root`?
bool suspends(const TuModel &Tu, const clang::Stmt &Root);

/// The expression that a constant range, a variable or a cast refers to.
const clang::VarDecl *variableOf(const clang::Expr &E);

/// The statement itself and what stands below it, bodies of lambdas included.
void walkDeep(const clang::Stmt &Root, WalkVisitor Visit);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_ITERATION_H
