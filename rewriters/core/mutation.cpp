//===- mutation.cpp - What a piece of code may change ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/mutation.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"

using namespace clang;

namespace asyncmend {

bool mayChange(const Stmt &Code, const ValueDecl &D, ASTContext &Context) {
  return ExprMutationAnalyzer(Code, Context).isMutated(&D);
}

bool mayChange(const Stmt &Code, const Expr &E, ASTContext &Context) {
  return ExprMutationAnalyzer(Code, Context).isMutated(&E);
}

} // namespace asyncmend
