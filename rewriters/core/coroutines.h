//===- coroutines.h - Every function of one TU ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_COROUTINES_H
#define ASYNCMEND_CORE_COROUTINES_H

#include "core/profile.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace asyncmend {

/// A function that has a body. For a template both the pattern and each
/// instantiation are here; they share their spelled places, by which the sink
/// folds them.
struct FunctionBody {
  const clang::FunctionDecl *Function = nullptr; ///< A lambda's operator() too.
  const clang::CoroutineBodyStmt *Body = nullptr; ///< Null in plain code.
  ProfileSet::TaskRef Task; ///< Of a coroutine whose type a profile knows.
  /// Of plain code that runs on a stack of its own: who runs it, and the
  /// parameter by which that is known, if there is one.
  const Framework *Stackful = nullptr;
  const clang::ParmVarDecl *StackParam = nullptr;
  bool IsPattern = false;  ///< Some types in it are still dependent.
  bool IsInstance = false; ///< Made from a pattern, with types filled in.

  /// What somebody wrote between the braces.
  const clang::Stmt &written() const {
    return Body ? *Body->getBody() : *Function->getBody();
  }
  const Framework *framework() const { return Task.Home; }
  /// The framework whose texts hold here, be it with a keyword or without.
  const Framework *home() const { return Task.Home ? Task.Home : Stackful; }
  bool isCoroutine() const { return Body; }
};

/// A function whose body is a coroutine body (`Body` is set). A return type
/// alone makes no coroutine.
using Coroutine = FunctionBody;

/// Filled once a TU, by the only RecursiveASTVisitor of the code base.
class FunctionIndex {
public:
  /// Looks at everything that is not in a system header.
  FunctionIndex(clang::ASTContext &Context, const ProfileSet &Profiles);

  /// Patterns first; otherwise in the order of the traversal.
  llvm::ArrayRef<FunctionBody> all() const { return Functions; }
  llvm::ArrayRef<Coroutine> coroutines() const { return Coroutines; }

private:
  std::vector<FunctionBody> Functions;
  std::vector<Coroutine> Coroutines;
};

/// Sets `Stackful` and `StackParam` of plain functions (stackful.cpp).
void markStackful(std::vector<FunctionBody> &Functions,
                  const ProfileSet &Profiles);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_COROUTINES_H
