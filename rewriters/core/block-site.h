//===- block-site.h - Where a blocking call does harm -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BLOCK_SITE_H
#define ASYNCMEND_CORE_BLOCK_SITE_H

#include "core/blocking-calls.h"
#include "core/walk.h"
#include "llvm/ADT/DenseSet.h"
#include <string>

namespace asyncmend {

/// The variable or member that an expression is about: `sock_` in
/// `self->sock_.next_layer()` and in `get_lowest_layer(sock_)`.
const clang::ValueDecl *subjectOf(const clang::Expr &E);

/// A stackful coroutine: the parameter that is its completion token.
struct Stackful {
  const Framework *Home = nullptr;
  const clang::ParmVarDecl *Token = nullptr;
};
Stackful stackfulContext(const TuModel &Tu, const FunctionBody &F);

/// May this coroutine be the business of somebody who asks what blocks an event
/// loop? Not a generator that never awaits, and no plain function.
bool mayServeLoop(const TuModel &Tu, const FunctionBody &F);

/// What is known of one TU.
class BlockSites {
public:
  explicit BlockSites(const TuModel &Tu);

  /// Does all of `F`, or what stands at `Site` in it, run on a pool, where it
  /// was sent so that it may block?
  bool isOffloaded(const FunctionBody &F, const clang::Stmt &Site) const;

  /// Was `F` started on a pool at all, be it that nobody waits for its end?
  bool isSpawnedOnPool(const FunctionBody &F) const;

  /// Does `Call`, a blocking operation as `Known` says, really block the thread
  /// of `F`? Not on a pool, nor in a mode or state in which it cannot.
  bool blocks(const FunctionBody &F, const clang::CallExpr &Call,
              const BlockingCall &Known) const;

private:
  bool isNonBlocking(const clang::Expr &Object) const;

  const TuModel &Tu;
  llvm::DenseSet<const clang::FunctionDecl *> OnPool, Offloaded;
  llvm::DenseSet<const clang::ValueDecl *> NonBlocking;
};

/// A pool, its executor, or one that is called so.
bool isPool(const TuModel &Tu, const clang::Expr &Executor);

/// The executor that the coroutine runs on: asked for in place, or a local that
/// was and still is.
bool isOwnExecutor(const TuModel &Tu, const FunctionBody &F,
                   const clang::Expr &Executor);

/// Is it known at `Call`, a one-shot operation, that its object is ready?
bool isReadyAt(const TuModel &Tu, const FunctionBody &F,
               const clang::CallExpr &Call, const BlockingCall &Known);

/// Why an operation of `Object` would never end if it were awaited: the object
/// belongs to an event loop that is a local variable of `F`. Empty if it would.
std::string whyNotServed(const TuModel &Tu, const FunctionBody &F,
                         const BlockingProfile &Known,
                         const clang::Expr &Object);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BLOCK_SITE_H
