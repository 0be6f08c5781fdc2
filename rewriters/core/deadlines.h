//===- deadlines.h - What ends an operation in time -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_DEADLINES_H
#define ASYNCMEND_CORE_DEADLINES_H

#include "core/tu-model.h"
#include "clang/AST/Expr.h"

namespace asyncmend {

/// Does something end `Operation`, a call in `C`, when it takes too long? Its
/// token or its object may; a function that has a timer and closes the object;
/// or a caller that runs all of `C` with a deadline, or beside a timer.
bool endsInTime(const TuModel &Tu, const Coroutine &C,
                const clang::CallExpr &Operation);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_DEADLINES_H
