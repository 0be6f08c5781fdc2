//===- held-locks.h - Locks that a coroutine is suspended with --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Other than lock-scan.h, which errs on the side of "held" where an edit is to
// be refused, this follows each lock through the control flow graph and says
// "held" only where some path shows it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_HELD_LOCKS_H
#define ASYNCMEND_CORE_HELD_LOCKS_H

#include "core/flow.h"
#include "core/walk.h"
#include "clang/AST/DeclCXX.h"
#include <string>
#include <vector>

namespace asyncmend {

/// From the outside in: `s`, `m` for `s->m`.
using LockPath = llvm::SmallVector<const clang::ValueDecl *, 2>;

/// Something that can be locked: a guard, a mutex that is locked by hand, or a
/// temporary guard.
struct LockOf {
  LockPath Path;                             ///< Empty for a temporary.
  const clang::VarDecl *Guard = nullptr;     ///< A local or a parameter.
  const clang::DeclStmt *Declared = nullptr; ///< Null for a parameter.
  const clang::Stmt *Scope = nullptr;        ///< What the guard lives in.
  const clang::Stmt *Where = nullptr;        ///< Where it is locked.
  std::vector<const clang::Stmt *> Stack;    ///< Around `Where`.
  LockPath Mutex;                            ///< As far as it is named.

  std::string name() const;
};

/// A suspension, and what is locked there.
struct HeldAt {
  const clang::Expr *Suspension;
  std::vector<const clang::Stmt *> Stack; ///< Around it.
  std::vector<const LockOf *> Locks;      ///< In the order of the source.
};

class HeldLocks {
public:
  HeldLocks(const TuModel &Tu, const Coroutine &C);
  HeldLocks(const HeldLocks &) = delete;
  HeldLocks &operator=(const HeldLocks &) = delete;

  /// Only suspensions at which something is locked.
  llvm::ArrayRef<HeldAt> found() const { return Found; }

private:
  void collect();
  void addGuards(const clang::DeclStmt &S, const Ancestors &Around);
  void addByHand(const clang::CallExpr &Call, const Ancestors &Around);
  LockOf *find(const clang::Expr &E);
  unsigned indexOf(const LockOf &L) const;

  Flow::Effect effectOf(const clang::Stmt &S);
  void callEffect(const clang::CallExpr &Call, Flow::Effect &E);
  llvm::SmallVector<unsigned, 1> endsIf(const clang::Expr &Condition,
                                        bool Value);
  bool isInScope(const LockOf &L, const clang::Expr &Suspension,
                 const Ancestors &Around) const;
  void addTemporaries(HeldAt &At);

  const TuModel &Tu;
  const Coroutine &C;
  std::vector<std::unique_ptr<LockOf>> Locks, Temporaries;
  std::vector<HeldAt> Found;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_HELD_LOCKS_H
