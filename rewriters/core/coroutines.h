//===- coroutines.h - Every coroutine of one TU -----------------*- C++ -*-===//
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

/// A function whose body is a coroutine body. A return type alone makes no
/// coroutine. For a template both the pattern and each instantiation are here;
/// they share their spelled places, by which the sink folds them.
struct Coroutine {
  const clang::FunctionDecl *Function = nullptr; ///< A lambda's operator() too.
  const clang::CoroutineBodyStmt *Body = nullptr;
  ProfileSet::TaskRef Task; ///< Empty for a type that no profile knows.
  bool IsPattern = false;   ///< Some types in it are still dependent.
  bool IsInstance = false;  ///< Made from a pattern, with types filled in.

  /// What somebody wrote between the braces.
  const clang::Stmt &written() const { return *Body->getBody(); }
  const Framework *framework() const { return Task.Home; }
};

/// Filled once a TU, by the only RecursiveASTVisitor of the code base.
class CoroutineIndex {
public:
  /// Looks at everything that is not in a system header.
  CoroutineIndex(clang::ASTContext &Context, const ProfileSet &Profiles);

  /// Patterns first; otherwise in the order of the traversal.
  llvm::ArrayRef<Coroutine> all() const { return Coroutines; }

private:
  std::vector<Coroutine> Coroutines;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_COROUTINES_H
