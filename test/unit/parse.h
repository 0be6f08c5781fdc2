//===- parse.h - A snippet of C++ as a TuModel ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TEST_UNIT_PARSE_H
#define ASYNCMEND_TEST_UNIT_PARSE_H

#include "core/spelling.h"
#include "core/tu-model.h"
#include "core/walk.h"
#include <map>
#include <string>
#include <vector>

namespace asyncmend {

struct ParseOptions {
  /// Contents by path, beside fake-std.h and fake-asio.h. What lies below
  /// /system is a system header; /project is searched, too.
  std::map<std::string, std::string> Files;
  std::vector<std::string> Flags;
  const ProfileSet *Profiles = nullptr; ///< Null: the built-in ones.
  Settings Wishes = {};
};

/// Parses `Code` as /project/test.cpp and runs `Check` while Sema is alive.
/// Code that does not compile fails the test.
void parse(llvm::StringRef Code,
           llvm::function_ref<void(const TuModel &)> Check,
           const ParseOptions &Options = {});

/// The same with `#include <fake-asio.h>` on the line before.
void parseAsio(llvm::StringRef Code,
               llvm::function_ref<void(const TuModel &)> Check,
               const ParseOptions &Options = {});

const ProfileSet &builtInProfiles();

/// An expression in a coroutine, and what is around it.
struct Spot {
  const Coroutine *In = nullptr;
  const clang::Expr *E = nullptr;
  std::vector<const clang::Stmt *> Stack;

  Ancestors around() const { return Ancestors(Stack); }
  Place place() const { return {In->Function, E->getBeginLoc(), around()}; }
};

/// Every call in a coroutine whose callee is spelled `Callee`, in the order of
/// the coroutines.
std::vector<Spot> callsOf(const TuModel &Tu, llvm::StringRef Callee);

/// The only (or first) of these.
Spot callOf(const TuModel &Tu, llvm::StringRef Callee = "here");

/// The coroutine of that name that is declared first; null if none.
const Coroutine *coroutineCalled(const TuModel &Tu, llvm::StringRef Name);

/// The same among all functions, plain ones included.
const FunctionBody *functionCalled(const TuModel &Tu, llvm::StringRef Name);

} // namespace asyncmend

#endif // ASYNCMEND_TEST_UNIT_PARSE_H
