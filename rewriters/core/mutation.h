//===- mutation.h - What a piece of code may change -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A thin front of Clang's ExprMutationAnalyzer, whose header costs seconds in
// each file that includes it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_MUTATION_H
#define ASYNCMEND_CORE_MUTATION_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

namespace asyncmend {

/// May something in `Code` change `D`, lambdas in it included? To take its
/// address or to bind a reference to it counts.
bool mayChange(const clang::Stmt &Code, const clang::ValueDecl &D,
               clang::ASTContext &Context);

/// The same for what the expression `E`, which stands in `Code`, denotes.
bool mayChange(const clang::Stmt &Code, const clang::Expr &E,
               clang::ASTContext &Context);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_MUTATION_H
