//===- guard-uses.h - What becomes of a local that may block ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_GUARD_USES_H
#define ASYNCMEND_CORE_GUARD_USES_H

#include "core/tu-model.h"

namespace asyncmend {

/// A class whose destructor blocks, as the type of a variable or inside it.
struct GuardInside {
  const BlockingGuard *Kind = nullptr; ///< Null: there is none.
  bool IsHeld = false; ///< In a container, an optional or a unique_ptr.
};

GuardInside guardInside(clang::QualType T, const BlockingGuard &Kind);

struct GuardUses {
  bool Leaves = false;    ///< Moved, returned, joined, detached.
  bool Assigned = false;  ///< It gets another value, or elements.
  bool AllAwaited = true; ///< Each mention is part of something awaited.
  unsigned Mentions = 0;
};

/// What `F` does with its variable `Var`. What holds others is said to leave as
/// soon as it is used for anything but filling it and calling its elements.
GuardUses guardUses(const FunctionBody &F, const clang::VarDecl &Var,
                    const GuardInside &Found);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_GUARD_USES_H
