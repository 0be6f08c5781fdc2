//===- kept-future.h - A future and the wait right below it -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_KEPT_FUTURE_H
#define ASYNCMEND_CORE_KEPT_FUTURE_H

#include "core/tu-model.h"
#include "core/walk.h"
#include "clang/AST/Expr.h"

namespace asyncmend {

/// Two statements that can become one.
struct KeptFuture {
  const clang::DeclStmt *Declaration = nullptr;
  const clang::Stmt *Below = nullptr; ///< Holds the wait.
};

/// The declaration of `Var` if it is the statement above the one of `Call`, the
/// only use of the variable, and nothing else is called before the call. What
/// was started would run beside that.
KeptFuture keptAbove(const FunctionBody &F, const clang::VarDecl &Var,
                     const clang::CallExpr &Call, const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_KEPT_FUTURE_H
