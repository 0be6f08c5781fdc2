//===- async-mutex.h - A thread's mutex becomes an awaited one -*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_ASYNC_MUTEX_H
#define ASYNCMEND_CORE_ASYNC_MUTEX_H

#include "core/edit-builder.h"
#include "core/held-locks.h"

namespace asyncmend {

/// Makes the mutex behind the lock at `At` one that is awaited: its declaration
/// and each guard. Only where all that can name the mutex is seen (a local, a
/// member of a class of the main file, a variable of its own), all of it are
/// plain guards in coroutines of the same framework, and an executor is in
/// sight where the mutex is made. Else the reason, with the declaration's
/// place.
llvm::Expected<Fix> asyncMutex(const TuModel &Tu, const Coroutine &C,
                               const HeldAt &At);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_ASYNC_MUTEX_H
