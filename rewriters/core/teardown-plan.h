//===- teardown-plan.h - What goes where around a teardown ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_TEARDOWN_PLAN_H
#define ASYNCMEND_CORE_TEARDOWN_PLAN_H

#include "core/teardown.h"

namespace asyncmend {

/// How the statements of a block become the two functions of a teardown.
struct TeardownPlan {
  using Stmts = std::vector<const clang::Stmt *>;

  std::string Why; ///< They cannot; empty if they can.
  Stmts Region;    ///< The body. What is hoisted or cut is still in it.
  Stmts Close;     ///< The release, and what belongs to it.
  Stmts Cut;       ///< Early releases, which go.
  Stmts Hoisted;   ///< Declarations that go in front of both.
  /// The coroutine's last co_return, where it becomes the body's.
  const clang::Stmt *Return = nullptr;
};

TeardownPlan planTeardown(const TuModel &Tu, const Coroutine &C,
                          const Teardown &T);

/// What the task of the coroutine yields; void where it has no such argument.
clang::QualType valueType(const TuModel &Tu, const Coroutine &C);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_TEARDOWN_PLAN_H
