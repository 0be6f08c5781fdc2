//===- by-value.h - Parameters that own what they are given -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BY_VALUE_H
#define ASYNCMEND_CORE_BY_VALUE_H

#include "core/borrowing.h"
#include "core/edit-builder.h"

namespace asyncmend {

/// Changes a parameter from a reference to a value, in every declaration of
/// its function. Refused through `Edits`: what another TU would have to follow
/// (no definition in sight, a virtual function, one whose address is taken),
/// references that are written through, types that cannot be copied.
void takeByValue(EditBuilder &Edits, const TuModel &Tu,
                 const clang::FunctionDecl &F, const Borrowed &What);

/// Moves a local of the spawning function `F` into the parameter that is now a
/// value, where nobody hears of the local again. Otherwise it is copied.
void moveLastUse(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
                 const Borrowed &What);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BY_VALUE_H
