//===- handle-uses.h - What becomes of a raw handle -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_HANDLE_USES_H
#define ASYNCMEND_CORE_HANDLE_USES_H

#include "core/tu-model.h"
#include "core/walk.h"
#include "clang/AST/Decl.h"
#include <string>
#include <vector>

namespace asyncmend {

/// What a mention of a variable does with the handle in it.
enum class HandleUse {
  Plain,    ///< Reads it: a test, a call of the C library.
  Passed,   ///< By value to a function that might keep it.
  Release,  ///< The argument of a release.
  Helper,   ///< Passed to a function that releases it, or sounds like it.
  Assign,   ///< The variable gets another value.
  Clear,    ///< It gets null or a negative number.
  Address,  ///< A pointer or reference to the variable is made.
  Handed,   ///< Stored, returned or given to an object: it has a new owner.
  Captured, ///< By a lambda, which does not release it.
  Guarded,  ///< By a lambda that releases it.
};

struct Mention {
  HandleUse Use;
  const clang::Expr *Where;               ///< The name, or the lambda.
  const clang::CallExpr *Call = nullptr;  ///< Of a release, helper, passing.
  std::vector<const clang::Stmt *> Stack; ///< Around `Where`.
};

/// A call of one of these functions; extern "C" only where `ExternC` is set.
bool isCallOf(const clang::CallExpr &Call, llvm::ArrayRef<std::string> Names,
              bool ExternC);

/// Every mention of `Var` in `Body`, in order.
std::vector<Mention> mentionsOf(const TuModel &Tu, const clang::Stmt &Body,
                                const clang::VarDecl &Var,
                                const Resource &Kind);

/// Does the code below `Root` name `D`? Bodies of lambdas count.
bool names(const clang::Stmt &Root, const clang::ValueDecl &D);

/// The variable or member that is named by `E`, from the outside in: `s`, `m`
/// for `s->m`. Empty for any other expression.
llvm::SmallVector<const clang::ValueDecl *, 2> namedPath(const clang::Expr &E);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_HANDLE_USES_H
