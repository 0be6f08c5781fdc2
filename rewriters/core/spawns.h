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
  const clang::Expr *Task = nullptr;
  const clang::Expr *Token = nullptr;
};

/// A call of a framework's spawner, whatever its token; Lazy ones are only
/// prepared. Nothing where the token's type is not known yet, as in templates.
/// A call without a token (an old overload, or the framework's own default)
/// counts as Lazy.
std::optional<Spawn> spawnerCall(const TuModel &Tu, const clang::Stmt &S);

/// The argument of `S` that is the work, where `S` is a call that gives work
/// another executor or another shape; else null.
const clang::Expr *wrappedWork(const TuModel &Tu, const clang::Stmt &S);

/// The work in all such calls.
const clang::Expr &innermostWork(const TuModel &Tu, const clang::Expr &Task);

/// Not found: work that is only prepared (a lazy token), and work that the turn
/// of the loop waits for, by a join, by `get()`, or by the destructor of what
/// stands for it.
std::optional<Spawn> spawnAt(const TuModel &Tu, const clang::Stmt &S,
                             const Ancestors &Around);

/// Does the task run as long as the program, as far as its name or the body
/// of its coroutine tells?
bool isService(const TuModel &Tu, const Spawn &S);

/// Operations in a container that one call starts together.
struct Group {
  const clang::Expr *Whole = nullptr; ///< make(container).start(…)
  const TaskGroup *How = nullptr;
  const Framework *Home = nullptr;
  const clang::Expr *Container = nullptr;   ///< As passed.
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
