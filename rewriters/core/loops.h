//===- loops.h - Loops, and how they can be left ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LOOPS_H
#define ASYNCMEND_CORE_LOOPS_H

#include "core/walk.h"
#include "clang/AST/ASTContext.h"

namespace asyncmend {

/// The body of a loop; null for any other statement.
const clang::Stmt *loopBody(const clang::Stmt &S);

/// Does nothing after `S` in its block run, whatever happens in `S`?
bool alwaysLeaves(const clang::Stmt &S);

/// No condition, and no `break` or jump, ends the loop: nothing behind it runs.
bool neverEnds(const clang::Stmt &Loop, clang::ASTContext &Context);

/// A loop that is none: `do { … } while (false)`, a counter with one value, a
/// body that ends in a way out and has no way round it.
bool runsAtMostOnce(const clang::Stmt &Loop, clang::ASTContext &Context);

/// A loop around a place, by its position in Ancestors::all().
struct LoopPlace {
  const clang::Stmt *Loop;
  size_t Index;
};

/// The loops in whose bodies the place stands and which may run it more than
/// once, innermost first.
llvm::SmallVector<LoopPlace> loopsAround(const Ancestors &Around,
                                         const clang::Stmt &Site,
                                         clang::ASTContext &Context);

/// Visits `Root` like walkSpelled, and the bodies of lambdas in it as well.
void walkWithLambdas(const clang::Stmt &Root,
                     llvm::function_ref<void(const clang::Stmt &)> Visit);

/// Is a variable or member named where it is given another value, moved from,
/// or where its address is taken?
bool isReassigned(const clang::Stmt &Code, const clang::ValueDecl &D);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LOOPS_H
