//===- last-use.h - Locals that may be moved from ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LAST_USE_H
#define ASYNCMEND_CORE_LAST_USE_H

#include "core/tu-model.h"
#include "core/walk.h"

namespace asyncmend {

/// Is the mention `Use` (below `Around`) the last that anybody hears of the
/// local `Var` of `F`? No where a loop may come back to it, where it is named
/// further down or in the same statement, and where a pointer, a reference, a
/// view, a lambda or another object may know it.
bool isLastUse(const TuModel &Tu, const FunctionBody &F,
               const clang::VarDecl &Var, const clang::Expr &Use,
               const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LAST_USE_H
