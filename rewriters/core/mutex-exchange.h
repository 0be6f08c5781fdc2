//===- mutex-exchange.h - A mutex that lets others run ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_MUTEX_EXCHANGE_H
#define ASYNCMEND_CORE_MUTEX_EXCHANGE_H

#include "core/edit-builder.h"
#include "core/tu-model.h"

namespace asyncmend {

/// The mutex of a thread that the guard `Var` locks in code with a stack of its
/// own, whose framework has a mutex for the same guards; null if there is none.
const clang::ValueDecl *threadMutexOf(const FunctionBody &F,
                                      const clang::VarDecl &Var);

/// Gives the mutex the framework's type, and each guard that names the old one.
/// Only where all that can name the mutex is seen and runs on such a stack.
llvm::Expected<Fix> exchangeMutex(const TuModel &Tu, const FunctionBody &F,
                                  const clang::ValueDecl &Mutex);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_MUTEX_EXCHANGE_H
