//===- cancellations.h - Where a cancellation is swallowed ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CANCELLATIONS_H
#define ASYNCMEND_CORE_CANCELLATIONS_H

#include "core/error-delivery.h"
#include "core/tu-model.h"
#include "core/walk.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include <vector>

namespace asyncmend {

/// A handler that takes the cancellation of a suspension and goes on.
struct SwallowingHandler {
  const clang::CXXCatchStmt *Handler;
  const clang::Expr *Suspension; ///< The first one it takes.
  std::vector<const clang::Stmt *> Stack;
  /// Where a cancellation has a class of its own: those that get this far.
  std::vector<std::string> Passed = {};
  /// `Suspension` is a call that ought to be one: it sleeps or blocks.
  bool Later = false;
};

/// A test of an error code in an endless loop, after which the loop goes on.
struct SwallowingTest {
  const clang::IfStmt *If;
  const clang::ValueDecl *Code;
  const clang::Stmt *Failed; ///< What runs after an error; may be null.
  const clang::Expr *Suspension;
  bool Accepting; ///< The operation fails for ever once its object is closed.
  std::vector<const clang::Stmt *> Stack;
};

/// Not found: handlers that test for it, pass it on, or end the coroutine;
/// waits for a timer that others cancel, which is a signal and no cancellation.
std::vector<SwallowingHandler> swallowingHandlers(const TuModel &Tu,
                                                  const Coroutine &C);
std::vector<SwallowingTest> swallowingTests(const TuModel &Tu,
                                            const Coroutine &C);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CANCELLATIONS_H
