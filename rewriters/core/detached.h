//===- detached.h - Tasks whose end nobody sees -----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_DETACHED_H
#define ASYNCMEND_CORE_DETACHED_H

#include "core/spelling.h"
#include "core/tu-model.h"
#include <string>

namespace asyncmend {

/// May a task, or a function object that makes one, end with an error that is
/// worth knowing? Yes where its body cannot be seen. No for a noexcept
/// function, and for a body that has a handler round all that may throw, or
/// takes its errors as codes. `F` is null for plain threads.
bool mayFail(const TuModel &Tu, const Framework *F, const clang::Expr &Task);

/// The same of an operation that a coroutine awaits, or that is a part of what
/// it awaits.
bool operationMayFail(const TuModel &Tu, const Framework &F,
                      const clang::Expr &Operation);

/// What the task's result is; null if that cannot be seen.
clang::QualType resultOf(const clang::Expr &Task);

/// A completion handler that throws the error of such a task again, or the one
/// that the settings name. Its lines are indented like that of `Near`.
std::string errorHandler(const TuModel &Tu, const Place &At,
                         clang::SourceLocation Near, bool HasValue);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_DETACHED_H
