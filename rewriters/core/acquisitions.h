//===- acquisitions.h - Where raw resources are acquired --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_ACQUISITIONS_H
#define ASYNCMEND_CORE_ACQUISITIONS_H

#include "core/flow.h"
#include "core/handle-uses.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// A call that releases, without awaiting.
struct ReleaseCall {
  const clang::CallExpr *Call;
  std::vector<const clang::Stmt *> Stack; ///< Around it.

  Ancestors around() const { return Ancestors(Stack); }
};

/// A resource that one function acquires, and what it does with it.
struct Acquisition {
  const Resource *Kind = nullptr;
  const clang::VarDecl *Var = nullptr; ///< Holds the handle; null for members.
  llvm::SmallVector<const clang::ValueDecl *, 2> Object; ///< For members.
  const clang::Expr *ObjectExpr = nullptr;
  const clang::Expr *At = nullptr; ///< Held from the end of this on.
  const clang::CallExpr *Call = nullptr;
  const clang::VarDecl *Status = nullptr; ///< Not zero: nothing was acquired.
  std::vector<const clang::Stmt *> Stack; ///< Around `At`.
  std::vector<Mention> Mentions;          ///< Of `Var`.
  std::vector<ReleaseCall> Releases;      ///< Those that control can reach.

  Ancestors around() const { return Ancestors(Stack); }
  std::string name() const;
  bool isHandle() const { return Var; }
};

/// All that `F` acquires and releases itself, by any kind but Awaited. Their
/// positions are the facts of `effectOn` and `endsIf`.
std::vector<Acquisition> acquisitionsIn(const TuModel &Tu,
                                        const FunctionBody &F);

/// For Flow: what `S` does to them.
Flow::Effect effectOn(const std::vector<Acquisition> &All,
                      const clang::Stmt &S);

/// For Flow: what was not acquired where `Condition` is `Value`.
llvm::SmallVector<unsigned, 1> endsIf(const TuModel &Tu,
                                      const std::vector<Acquisition> &All,
                                      const clang::Expr &Condition, bool Value);

/// For which value of `Condition` `A` holds nothing; nothing if it does not
/// test that.
std::optional<bool> emptyWhen(const TuModel &Tu, const Acquisition &A,
                              const clang::Expr &Condition);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_ACQUISITIONS_H
