//===- awaited-work.h - Values that are unfinished work ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_AWAITED_WORK_H
#define ASYNCMEND_CORE_AWAITED_WORK_H

#include "core/edit-builder.h"
#include "core/tu-model.h"

namespace asyncmend {

/// What is known of a value that may be unfinished work.
struct Work {
  bool Found = false;
  bool OfProfile = false;
  bool AwaitableHere = true;
  Start Begins = Start::Unknown;
  bool MustBeKept = false; ///< It is a guard, or gives one when awaited.
};

/// A value of type `T` in the coroutine `C`.
Work workOf(const TuModel &Tu, const Coroutine &C, clang::QualType T);

/// Puts `co_await` before `E`. g++ 12 destroys the task of
/// `co_await (c ? f() : g())` twice, so each branch gets an await of its own.
void awaitIn(EditBuilder &Edits, const clang::Expr &E);

/// Is the local `Var` named nowhere in `Body` but in statements such as
/// `std::move(task);`, which do nothing?
bool isNeverUsed(const clang::Stmt &Body, const clang::VarDecl &Var);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_AWAITED_WORK_H
