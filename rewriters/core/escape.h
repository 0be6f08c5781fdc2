//===- escape.h - Where a task goes -----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A task borrows what it was made with: temporaries, locals, its closure. What
// becomes of the task decides if that is a pitfall.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_ESCAPE_H
#define ASYNCMEND_CORE_ESCAPE_H

#include "core/spawns.h"
#include "core/tu-model.h"
#include "core/walk.h"
#include <optional>
#include <vector>

namespace asyncmend {

/// Is a value of some type a task, and when does it begin to run?
struct TaskKind {
  bool IsTask = false;
  Start Begins = Start::Unknown;
};
TaskKind taskKind(const TuModel &Tu, clang::QualType T);

/// The same for what `Call` returns. Where the type does not tell, a callee
/// whose body is a coroutine does. Functions of system headers and those that
/// are given a completion token start an operation and are no coroutines.
TaskKind taskKind(const TuModel &Tu, const clang::CallExpr &Call);

/// The body of `F`, where it can be seen: what is written between the braces.
const clang::Stmt *writtenBody(const clang::FunctionDecl &F);
bool isCoroutine(const clang::FunctionDecl &F);

/// `std::move(x)` and the like, and conversions of a class to itself.
bool isPassThrough(const clang::Stmt &S);

enum class Fate {
  Awaited,  ///< In the full expression that makes it.
  Joined,   ///< The thread waits for its end in that expression.
  Kept,     ///< A local holds it until it is awaited.
  Spawned,  ///< It runs beside the function.
  Stored,   ///< In a container, or by an assignment.
  Returned, ///< To the caller.
  Dropped,  ///< Its value is thrown away.
  Unknown,
};

struct Escape {
  Fate How = Fate::Unknown;
  const clang::Expr *At = nullptr;        ///< Where it gets away.
  std::optional<Spawn> By;                ///< Spawned.
  const clang::VarDecl *Holder = nullptr; ///< The local that holds it first.
  const clang::VarDecl *Into = nullptr;   ///< Stored: a local; null: else.
  std::vector<const clang::Stmt *> Stack; ///< Around `At`.

  Ancestors around() const { return Ancestors(Stack); }
};

/// What becomes of the task `E`, which stands in the function `F`.
Escape escapeOf(const TuModel &Tu, const FunctionBody &F, const clang::Expr &E,
                const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_ESCAPE_H
