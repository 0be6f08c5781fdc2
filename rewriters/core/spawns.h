//===- spawns.h - Calls that start work beside their caller -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_SPAWNS_H
#define ASYNCMEND_CORE_SPAWNS_H

#include "core/iteration.h"
#include "core/tu-model.h"
#include "core/walk.h"
#include <optional>

namespace asyncmend {

/// Something that starts and goes on when the turn of the loop is over.
struct Spawn {
  const clang::Expr *E = nullptr;
  std::string What; ///< "'co_spawn'", for a message.
  TokenKind Kind = TokenKind::Detached;
  bool IsThread = false;
  const Framework *Home = nullptr; ///< Null for threads and the like.
  const Spawner *How = nullptr;
  const clang::CallExpr *Call = nullptr; ///< Of a framework's spawner.
  const clang::Expr *Executor = nullptr;
  const clang::Expr *Task = nullptr;  ///< Without what only wraps it.
  const clang::Expr *Given = nullptr; ///< As it is passed.
  const clang::Expr *Token = nullptr;
};

/// A call of a framework's spawner, whatever its token; Lazy ones are only
/// prepared. Nothing where the token's type is not known yet, as in templates.
/// A call without a token (an old overload, or the framework's own default)
/// counts as Lazy.
std::optional<Spawn> spawnerCall(const TuModel &Tu, const clang::Stmt &S);

/// The argument or object whose work the result of `Call` is, if `Call` only
/// sends it to another executor, say.
const clang::Expr *wrappedTask(const TuModel &Tu, const clang::CallExpr &Call);

/// `Given` without all such calls around it.
const clang::Expr &withoutWrappers(const TuModel &Tu, const clang::Expr &Given);

/// Not found: work that is only prepared (a lazy token), and work that the turn
/// of the loop waits for, by a join, by `get()`, or by the destructor of what
/// stands for it.
std::optional<Spawn> spawnAt(const TuModel &Tu, const clang::Stmt &S,
                             const Ancestors &Around);

/// Is it a function that runs an event loop, `io_context::run`?
bool isContextRun(const TuModel &Tu, const clang::NamedDecl &D);

/// Does the task run as long as the program, as far as its name or the body
/// of its coroutine tells?
bool isService(const TuModel &Tu, const Spawn &S);

/// Operations in a container that one call starts together.
struct Group {
  const clang::Expr *Whole = nullptr; ///< make(container).start(…)
  const TaskGroup *How = nullptr;
  const Framework *Home = nullptr;
  const clang::Expr *Container = nullptr;   ///< As passed.
  const clang::Expr *Last = nullptr;        ///< Of a begin and an end.
  const clang::Expr *Items = nullptr;       ///< What those are of, if known.
  const clang::VarDecl *Variable = nullptr; ///< If it is one.
  bool WaitsForAll = false;
  const clang::Expr *Token = nullptr;    ///< Of a group that is started.
  const clang::Expr *Function = nullptr; ///< Called for each item.
};

std::optional<Group> groupAt(const TuModel &Tu, const clang::Stmt &S);

/// The statement in `Function` that adds to `Container` and its ancestors.
void visitFills(const clang::Stmt &Function, const clang::VarDecl &Container,
                WalkVisitor Visit);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_SPAWNS_H
