//===- typed-cancellation.h - A handler that passes it on -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_TYPED_CANCELLATION_H
#define ASYNCMEND_CORE_TYPED_CANCELLATION_H

#include "core/cancellations.h"
#include "core/edit-builder.h"

namespace asyncmend {

/// Where a cancellation is an exception of a class of its own: handlers for the
/// classes that `H` takes with all others, which throw it again, before `H`.
llvm::Expected<Fix> passCancellation(const TuModel &Tu, const Coroutine &C,
                                     const SwallowingHandler &H);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_TYPED_CANCELLATION_H
