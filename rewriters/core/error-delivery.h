//===- error-delivery.h - How an operation tells its errors -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_ERROR_DELIVERY_H
#define ASYNCMEND_CORE_ERROR_DELIVERY_H

#include "core/profile.h"
#include "clang/AST/Expr.h"

namespace asyncmend {

/// What a suspension awaits; null for a co_yield of a template's pattern.
const clang::Expr *operandOf(const clang::Expr &Suspension);

/// Does an operation that is awaited so give its error as a result, by a token
/// that makes an error code of it?
bool deliversErrors(const Framework &F, const clang::Expr &Suspension);

/// The same of an operation that is a part of a larger expression.
bool carriesErrors(const Framework &F, const clang::Expr &Operation);

/// Does `Operation` wait for nothing but a time? `Path` gets the timer's
/// variable or member, from the outside in, where it has a name.
bool isTimerWait(
    const Framework &F, const clang::Expr &Operation,
    llvm::SmallVector<const clang::ValueDecl *, 2> *Path = nullptr);

/// Is an argument of `Call` of one of these classes?
bool hasArgumentOf(const clang::CallExpr &Call,
                   const llvm::StringSet<> &Classes);

/// Is `Call` given a variable for an error code?
bool takesErrorCode(const Framework &F, const clang::CallExpr &Call);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_ERROR_DELIVERY_H
