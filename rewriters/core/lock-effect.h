//===- lock-effect.h - What statements do to a lock -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LOCK_EFFECT_H
#define ASYNCMEND_CORE_LOCK_EFFECT_H

#include "core/walk.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace asyncmend {

/// What a statement does to a lock: None leaves it as it was or perhaps unlocks
/// it, Lock may lock it, Unlock certainly leaves it unlocked.
enum class LockEffect { None, Lock, Unlock };

/// The variable or member that `S` names; null for any other expression.
const clang::ValueDecl *namedBy(const clang::Stmt &S);

/// What the expression around a mention of a lock does to it. A guard that is
/// assigned, captured or passed by reference may come back locked; a mutex is
/// locked by name only.
LockEffect effectOfMention(const Ancestors &Around, bool IsGuard);

bool isLoop(const clang::Stmt &S);

/// `S` without the labels, cases and attributes in front of it.
const clang::Stmt &withoutLabels(const clang::Stmt &S);

/// Answers for one guard or mutex.
class LockEffects {
public:
  LockEffects(const clang::ValueDecl &Lock, bool IsGuard)
      : Lock(Lock), IsGuard(IsGuard) {}

  LockEffect of(const clang::Stmt &S) const;

  /// At the end of a turn. Where a turn may end early, any lock in it counts.
  LockEffect ofLoop(const clang::Stmt &Loop) const;

  bool mayLock(const clang::Stmt &S) const {
    return ofEvaluation(S) == LockEffect::Lock;
  }

private:
  LockEffect ofEvaluation(const clang::Stmt &S) const;
  LockEffect ofIf(const clang::IfStmt &If) const;

  const clang::ValueDecl &Lock;
  bool IsGuard;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LOCK_EFFECT_H
