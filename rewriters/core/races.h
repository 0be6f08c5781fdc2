//===- races.h - Operations that run side by side ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_RACES_H
#define ASYNCMEND_CORE_RACES_H

#include "core/edit-builder.h"
#include "core/walk.h"
#include "clang/AST/ExprCXX.h"
#include <optional>
#include <string>

namespace asyncmend {

/// Tasks that one expression runs side by side, and the await of it.
struct Combination {
  const clang::Expr *Whole = nullptr;
  llvm::SmallVector<const clang::Expr *, 3> Parts;
  const clang::Expr *Await = nullptr;     ///< Null where it is not awaited.
  std::vector<const clang::Stmt *> Stack; ///< Around the await, or the whole.
  const clang::Expr *Condition = nullptr; ///< Of a group.
  std::string ConditionClass;
};

/// `a || b || c`, the outermost of such operators.
std::optional<Combination> operatorAt(const clang::Stmt &S,
                                      const Ancestors &Around,
                                      llvm::StringRef Operator);

/// `make_group(a, b).start(condition, token)`.
std::optional<Combination> groupOf(const Framework &F, const clang::Stmt &S,
                                   const Ancestors &Around);

/// A part of a combination that only waits for a time.
struct TimedPart {
  const clang::Expr *Part = nullptr;
  const clang::Expr *Duration = nullptr; ///< Null where it is not known.
  std::string Why;                       ///< Why it is not known.
  /// The timer's declaration and what sets it: of no use without the wait.
  llvm::SmallVector<const clang::Stmt *, 2> Setup;
};

/// Nothing if `Part` does something else than to wait.
std::optional<TimedPart> timedPart(const TuModel &Tu, const Coroutine &C,
                                   const clang::Expr &Part);

/// The body of the coroutine that `Task` calls, where it can be seen.
const clang::Stmt *bodyOf(const clang::Expr &Task);

/// The name of the function that `Task` calls; empty for any other expression.
llvm::StringRef calledName(const clang::Expr &Task);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_RACES_H
