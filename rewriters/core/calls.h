//===- calls.h - Calls and their arguments ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CALLS_H
#define ASYNCMEND_CORE_CALLS_H

#include "core/tu-model.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>

namespace asyncmend {

/// The one function that is called, also where overload resolution waits for a
/// template's arguments.
const clang::FunctionDecl *calleeOf(const clang::CallExpr &Call);

/// A null pointer, or an integer constant of value zero.
bool isNullOrZero(const clang::Expr &E, clang::ASTContext &Context);

/// Why `E`, as written, is no count of time units: its type is no integer (one
/// that is not known yet is given the benefit of the doubt), or it is negative,
/// which for some functions means "for ever". Empty if it may be one.
std::string whyNoCount(const clang::Expr &E, clang::ASTContext &Context);

/// The source text of argument `I`. The only argument of a call comes with the
/// comments around it; where there are more, a comment among them gives
/// nothing.
std::optional<std::string>
argumentText(const TuModel &Tu, const clang::CallExpr &Call, unsigned I);

/// Access to the members of what the pointer argument `E` points to: `ts.` for
/// `&ts`, `ts->` for `ts`. Nothing unless it is a name, which may be written
/// more than once.
std::optional<std::string> memberAccess(const TuModel &Tu,
                                        const clang::Expr &E);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CALLS_H
