//===- bounded-loop.h - Making a loop of spawns a bounded one ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BOUNDED_LOOP_H
#define ASYNCMEND_CORE_BOUNDED_LOOP_H

#include "core/edit-builder.h"
#include "core/fill.h"
#include "core/iteration.h"
#include "core/spawns.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncmend {

/// A loop of `F` that starts a task in each turn.
struct FanOutLoop {
  const FunctionBody &F;
  Loop L;
  Ancestors AroundLoop;
  Spawn S;
  Ancestors AroundSpawn;
};

/// Who waits for the bounded loop.
enum class LoopWait {
  Caller,  ///< The coroutine it stands in.
  Nobody,  ///< It is spawned itself, with copies of what it reads.
  Context, ///< It is spawned by plain code that runs the context afterwards.
};

/// Does the function, behind the loop, wait for or start something that may
/// have to do with what the loop has started?
bool mustGoOn(const TuModel &Tu, const FanOutLoop &Site);

/// Does plain code, behind the loop, run what it has started to its end?
bool runsAfter(const TuModel &Tu, const FanOutLoop &Site);

/// Why the loop cannot become a bounded one whose turns overlap; empty if it
/// can. Refused: shapes that are no range, ways out of the loop, variables that
/// all turns change, awaits that would overlap.
std::string whyNotBounded(const TuModel &Tu, const FanOutLoop &Site);

/// The fix. `Limit` is a name for the constant, not to be met by others.
llvm::Expected<Fix> boundLoop(const TuModel &Tu, const FanOutLoop &Site,
                              LoopWait Wait, const std::string &Limit);

/// The fix for operations that are started together.
llvm::Expected<Fix> boundGroup(const TuModel &Tu, const FunctionBody &F,
                               const Group &G, const Ancestors &Around,
                               const std::string &Limit);

/// The innermost statement that a `break` or `continue` in the loop's body has
/// to do with.
const clang::Stmt *jumpTarget(const clang::Stmt &Jump, const Ancestors &Around,
                              const Loop &L);

/// `Wanted`, with a number behind it if the function has such a name.
std::string freshName(const clang::Stmt &Function, llvm::StringRef Wanted,
                      const llvm::StringSet<> &Taken);

/// The statement of a block that `S` is part of, above which a declaration may
/// be put; null below a label or a case.
const clang::Stmt *lineAbove(const clang::Stmt &S, const Ancestors &Around);

/// The declaration of the limit, a line.
std::string limitLine(const TuModel &Tu, llvm::StringRef Name);

/// Is there a comment in a piece of code?
bool hasComment(llvm::StringRef Code, const clang::LangOptions &Language);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BOUNDED_LOOP_H
