//===- release-site.h - What may become of a manual release -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_RELEASE_SITE_H
#define ASYNCMEND_CORE_RELEASE_SITE_H

#include "core/acquisitions.h"

namespace asyncmend {

/// One manual release, seen from the block that a guard would live in.
struct ReleaseSite {
  enum Kind {
    Gone,    ///< The guard does it at the same time: take the statement away.
    Now,     ///< Something happens between here and the end of the scope.
    Checked, ///< Its result is used.
    Unclear, ///< Its result is used in the midst of other things.
  };
  Kind How = Now;
  const clang::CallExpr *Call = nullptr;
  /// The statement that it is: with a test for null around it where there is
  /// one. Of a checked one, the statement that it is a part of.
  const clang::Stmt *Unit = nullptr;
};

/// `Others` are released by guards of the same block, which were declared
/// before: releasing them by hand right after this one needs no order.
ReleaseSite releaseSite(const TuModel &Tu, const Acquisition &A,
                        const ReleaseCall &R,
                        const clang::CompoundStmt &Guarded,
                        llvm::ArrayRef<const Acquisition *> Others);

/// Can evaluating `E` not tell whether the resource has been released? Nothing
/// that is called, but for constructors, moves and the standard library's
/// members.
bool isHarmless(const clang::Expr &E);

/// Does control never get past `S`?
bool leavesBlock(const clang::Stmt &S);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_RELEASE_SITE_H
