//===- shared-state.h - What the turns of a loop share ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_SHARED_STATE_H
#define ASYNCMEND_CORE_SHARED_STATE_H

#include "core/iteration.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncmend {

/// The name of something from outside the loop that its body changes by an
/// assignment, a step, a container's own functions or a move; empty if there
/// is no such thing. What lambdas in it do counts only for what they capture.
std::string changedFromOutside(const Loop &L, const clang::SourceManager &SM);

/// Does `E` read a member of this object that is not const?
bool readsMember(const clang::Expr &E);

/// Why a loop that waits in its turns may not run over a range that other code
/// can change meanwhile; empty if the range is the function's own, or a copy
/// of it does as well. The loops `Around` it would wait, too.
std::string whyNotWhileWaiting(const Loop &L, const Ancestors &Around);

/// Can a copy stand for a value of type `T`: does it own what it holds?
bool isValueLike(clang::QualType T);

/// The captures with which a lambda around the loop may outlive the function:
/// copies of what the loop itself reads, and the task's references as they
/// were. An error names what cannot be kept. `Unused` will not be there any
/// more.
llvm::Expected<std::string> capturesOf(const Loop &L, const clang::Expr &Task,
                                       const clang::Expr *Unused,
                                       const clang::SourceManager &SM);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_SHARED_STATE_H
