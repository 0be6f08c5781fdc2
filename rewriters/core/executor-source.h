//===- executor-source.h - An executor for a variable -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_EXECUTOR_SOURCE_H
#define ASYNCMEND_CORE_EXECUTOR_SOURCE_H

#include "core/tu-model.h"
#include "llvm/Support/Error.h"
#include <utility>
#include <vector>

namespace asyncmend {

/// How a variable or member can be made from an executor.
struct ExecutorSource {
  std::string Argument; ///< For its declaration; empty with `Initialisers`.
  const clang::Stmt *Above = nullptr; ///< Where `Lines` must stand first.
  std::string Lines;
  /// What becomes of tokens of the constructors.
  std::vector<std::pair<clang::SourceRange, std::string>> Initialisers;
};

/// Looks for what is alive whenever `D` is made and knows an executor (or is
/// one): of a member, those declared before it, and the constructors'
/// parameters; of a local, what its coroutine runs on, or locals and parameters
/// before it; of other variables, those before it. `ExecutorOf` names the
/// member function that tells the executor of an object.
llvm::Expected<ExecutorSource> executorFor(const TuModel &Tu,
                                           const Coroutine &User,
                                           const clang::ValueDecl &D,
                                           llvm::StringRef ExecutorOf);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_EXECUTOR_SOURCE_H
