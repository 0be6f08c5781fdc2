//===- blocking-calls.h - Calls that block the calling thread ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What blocks, whoever calls it. That somebody may not mind (a thread of its
// own, a pool) is in block-site.h.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BLOCKING_CALLS_H
#define ASYNCMEND_CORE_BLOCKING_CALLS_H

#include "core/tu-model.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>

namespace asyncmend {

enum class BlockingKind {
  Sleep,
  Io,       ///< A framework's operation that has a twin to be awaited.
  SyncWait, ///< For a task or an operation of a framework, or for its loop.
  Wait,     ///< For a thread, or for what another thread does.
  File,     ///< Files, names, processes, clients.
};

struct BlockingCall {
  BlockingKind Kind;
  std::string Name;                       ///< Qualified, as a profile lists it.
  const Framework *Home = nullptr;        ///< Io and SyncWait.
  const IoOperation *Operation = nullptr; ///< Io.
  const BlockingFunction *Function = nullptr; ///< Wait, File.
  const clang::Expr *Object = nullptr;        ///< What is waited for.
  const clang::CallExpr *Started = nullptr;   ///< SyncWait: made the future.
  const clang::Expr *Token = nullptr;         ///< Its token.
  const clang::VarDecl *Kept = nullptr;       ///< The local that holds it.
  std::string NoFix = {};
};

/// Does `Call` block, and how? Nothing where it provably does not: a timeout of
/// zero, a stream in memory, an address that needs no name server.
std::optional<BlockingCall> blockingCall(const TuModel &Tu,
                                         const clang::CallExpr &Call);

/// The blocking sleep that `Call` is; null for any other call.
const BlockingSleep *sleepCalled(const TuModel &Tu,
                                 const clang::CallExpr &Call);

/// Qualified name of what would be awaited instead of `Call`; empty where that
/// is no blocking operation with such a twin.
std::string awaitedTwin(const TuModel &Tu, const clang::CallExpr &Call);

/// The object whose member function `Call` is, also in a template; null for
/// other functions and where it is an implicit `this`.
const clang::Expr *objectOf(const clang::CallExpr &Call);

/// Name of the member function that is called; empty for other functions.
llvm::StringRef memberNameOf(const clang::CallExpr &Call);

/// A class as profiles name it, seen through references, pointers and smart
/// pointers.
std::string pointeeClass(clang::QualType T);

/// Is the class of `T`, or one of its bases, among `Classes`?
bool isOfClass(clang::QualType T, const llvm::StringSet<> &Classes);

/// A duration that is a constant of value zero.
bool isZeroDuration(const clang::Expr &E, clang::ASTContext &Context);

/// Is a duration, or a number of ticks, made by a subtraction that is seen
/// here? `deadline - now()` is below zero when the deadline has passed.
bool mayBeNegative(const clang::Expr &E);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BLOCKING_CALLS_H
