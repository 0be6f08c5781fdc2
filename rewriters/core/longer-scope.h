//===- longer-scope.h - Objects that live as long as their views -*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LONGER_SCOPE_H
#define ASYNCMEND_CORE_LONGER_SCOPE_H

#include "core/edit-builder.h"
#include "core/tu-model.h"

namespace asyncmend {

/// Moves the declaration of the local `Owner` out of its block, into the one
/// around it, where `View` is declared. Refused through `Edits`: what would be
/// made more or less often or in another order (loops, values that are computed
/// in a branch or behind other statements), names that mean something else
/// there, blocks that are further apart.
void widenScope(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
                const clang::VarDecl &Owner, const clang::VarDecl &View);

/// Gives the temporary in the head of a range-based `for` a name there, so that
/// it lives as long as the loop.
void nameInLoop(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
                const clang::Expr &Temporary, llvm::StringRef Name);

/// Makes a value of the local `Reference`, which is bound to a part of a
/// temporary.
void takeCopy(EditBuilder &Edits, const TuModel &Tu,
              const clang::VarDecl &Reference);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LONGER_SCOPE_H
