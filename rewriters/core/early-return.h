//===- early-return.h - Scopes that end before a task runs ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_EARLY_RETURN_H
#define ASYNCMEND_CORE_EARLY_RETURN_H

#include "core/finding.h"
#include "core/tu-model.h"
#include "core/walk.h"
#include "llvm/Support/Error.h"

namespace asyncmend {

/// What the plain function `F` ends by returning a lazy task at `Return` that
/// seems to have been meant for it: "the handlers of this try block are left",
/// "the guard 'g' is gone". Empty if nothing.
std::string whatEndsFirst(const TuModel &Tu, const FunctionBody &F,
                          const clang::ReturnStmt &Return,
                          const Ancestors &Around);

/// Makes a coroutine of `F` that awaits what it returned.
llvm::Expected<Fix> awaitReturns(const TuModel &Tu, const FunctionBody &F);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_EARLY_RETURN_H
