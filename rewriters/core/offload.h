//===- offload.h - Blocking on a pool instead of on the loop ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_OFFLOAD_H
#define ASYNCMEND_CORE_OFFLOAD_H

#include "core/edit-builder.h"
#include "core/walk.h"
#include "clang/AST/Expr.h"

namespace asyncmend {

/// Runs `Call` on a pool that can be named at its place (a parameter, a local
/// declared above it, a member of the function's class), and awaits its end.
/// Where there is no pool, or where the call cannot go there, the error is
/// `Why`: what a reader can do. The fix is unsafe, since what the call uses is
/// then used by another thread.
llvm::Expected<Fix> offload(const TuModel &Tu, const FunctionBody &F,
                            const clang::CallExpr &Call,
                            const Ancestors &Around, llvm::StringRef Why);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_OFFLOAD_H
