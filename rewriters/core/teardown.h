//===- teardown.h - Releases that have to be awaited ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_TEARDOWN_H
#define ASYNCMEND_CORE_TEARDOWN_H

#include "core/flow.h"
#include "core/handle-uses.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncmend {

/// One `co_await object.close(…)`.
struct AwaitedRelease {
  const clang::CallExpr *Call;
  /// The statement that it is, or the `if (object.is_open())` around it; null
  /// where it is part of something larger.
  const clang::Stmt *Unit = nullptr;
  const clang::CompoundStmt *Block = nullptr; ///< That the unit is a part of.
  std::vector<const clang::Stmt *> Stack;     ///< Around the block.
};

/// A local object that one awaited call of this function releases.
struct Teardown {
  const clang::VarDecl *Object;
  std::string Name;
  clang::SourceRange Acquired; ///< Where it is reported.
  AwaitedRelease Main;         ///< At the end of the way that all goes well.
  std::vector<AwaitedRelease> Early;
  /// Between acquisition and release, statements of the block.
  std::vector<const clang::Stmt *> Region;
  WayOut Skipped;      ///< A way out of the region on which it is not released.
  bool Blocks = false; ///< The release is one that ought to be awaited.
};

/// Each local object of `C` (or parameter by value) that has to be released by
/// an awaited call and is not on some way out. Silent where a lambda does it,
/// which belongs to a guard.
std::vector<Teardown> teardownsIn(const TuModel &Tu, const Coroutine &C);

/// Puts the region between acquisition and release into the form of the
/// framework that awaits the release on every way out.
llvm::Expected<Fix> awaitedTeardown(const TuModel &Tu, const Coroutine &C,
                                    const Teardown &T);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_TEARDOWN_H
