//===- await-site.h - Places where co_await may not be inserted -*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_AWAIT_SITE_H
#define ASYNCMEND_CORE_AWAIT_SITE_H

#include "core/tu-model.h"
#include "core/walk.h"
#include <string>

namespace asyncmend {

/// Why no `co_await` may be written at `Site`, a statement or expression of
/// a coroutine; empty if it may. Refused: catch handlers (ill-formed),
/// initialisers of static and thread_local locals (ill-formed, yet accepted by
/// clang 19 and g++ 12), and places at which a lock of the thread may be held,
/// where a suspension would be the next pitfall.
std::string whyNoAwait(const TuModel &Tu, const clang::Stmt &Site,
                       const Ancestors &Around);

/// The same of a wait that is a plain call, on a stack of its own.
std::string whyLocked(const TuModel &Tu, const clang::Stmt &Site,
                      const Ancestors &Around);

/// Why `E` would break if a `co_await` stood in its full expression: g++ 12
/// destroys twice a closure with captures by copy, or an aggregate with
/// non-trivial members, that is a temporary of such an expression.
std::string whyNoAwaitAround(const clang::Expr &FullExpression);

/// The co_await (or co_yield) whose operand `E` is, but for wrappers and
/// parentheses; null where it is awaited by no expression around it.
const clang::Expr *awaitAround(const clang::Expr &E, const Ancestors &Around);

/// Does the site stand in the block of a `try` that has handlers?
bool isInTry(const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_AWAIT_SITE_H
