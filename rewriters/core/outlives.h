//===- outlives.h - What dies before a task that uses it --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_OUTLIVES_H
#define ASYNCMEND_CORE_OUTLIVES_H

#include "core/escape.h"

namespace asyncmend {

/// Do temporaries of the full expression that makes the task die before it has
/// run?
bool temporariesDieFirst(const Escape &Task);

/// Does the local `Var` of `F` die while the task may still run? Errs on the
/// side of "no": where the function waits for its tasks, runs the event loop,
/// or never leaves the loop that spawns, everything lives long enough.
bool diesFirst(const TuModel &Tu, const FunctionBody &F,
               const clang::VarDecl &Var, const Escape &Task);

/// A variable of the function itself that ends with its block: no reference,
/// nothing static.
bool isOwnLocal(const FunctionBody &F, const clang::VarDecl &Var);

/// The statement at whose end the local dies; null where it is not found.
const clang::Stmt *scopeOf(const FunctionBody &F, const clang::VarDecl &Var);

/// The response class that `T` is; null for requests and anything else.
const CheckedResponse *responseKind(const TuModel &Tu, clang::QualType T);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_OUTLIVES_H
