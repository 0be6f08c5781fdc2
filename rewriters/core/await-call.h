//===- await-call.h - A call becomes one that is awaited --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_AWAIT_CALL_H
#define ASYNCMEND_CORE_AWAIT_CALL_H

#include "core/edit-builder.h"
#include "core/walk.h"
#include "clang/AST/Expr.h"
#include <string>

namespace asyncmend {

/// Would `co_await E` be read as `co_await (E…)`? In `E.member`, `E->member`,
/// `E[i]` and `E(…)` the postfix binds tighter than co_await.
bool needsParentheses(const clang::Expr &E, const Ancestors &Around);

/// The last argument that somebody wrote; null if there is none.
const clang::Expr *lastArgument(const clang::CallExpr &Call);

/// What a call looks like once it is awaited.
struct AwaitedCall {
  std::string Keyword = "co_await ";     ///< Empty in a stackful coroutine.
  std::string Prefix;                    ///< Goes before the function's name.
  std::string Token;                     ///< Becomes the last argument,
  const clang::Expr *Replaces = nullptr; ///< or stands in the place of this.
  bool Parentheses = false;
};

/// Edits single tokens only, so that what stands in the arguments can have a
/// fix of its own. Refuses explicit template arguments.
void awaitCall(EditBuilder &Edits, const TuModel &Tu,
               const clang::CallExpr &Call, const AwaitedCall &How);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_AWAIT_CALL_H
