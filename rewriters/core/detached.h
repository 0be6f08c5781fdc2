//===- detached.h - Tasks whose end nobody sees -----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_DETACHED_H
#define ASYNCMEND_CORE_DETACHED_H

#include "core/program.h"
#include "core/spelling.h"
#include "core/tu-model.h"
#include <string>
#include <vector>

namespace asyncmend {

/// What is known of a task's errors. Functions without a body in this TU may
/// fail; another TU may know better.
struct TaskErrors {
  bool Fails = false;                    ///< Whatever other TUs hold.
  std::vector<std::string> IfFails = {}; ///< Keys, as in Finding::IfFails.
};

/// Can a task, or a function object that makes one, end with an error that is
/// worth knowing? No for a noexcept function, and for a body that has a handler
/// round all that may throw, or takes its errors as codes; nor for a body that
/// does not compile, since a handler may be what is missing. `F` is null for
/// plain threads.
TaskErrors errorsOf(const TuModel &Tu, const Framework *F,
                    const clang::Expr &Task);

/// The same of the coroutine `C`, for those TUs that only declare it.
TaskFacts taskFactsOf(const TuModel &Tu, const Coroutine &C);

/// Both answers in one: yes where a body cannot be seen.
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
