//===- rewrites.h - Calls that a profile says how to write ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_REWRITES_H
#define ASYNCMEND_CORE_REWRITES_H

#include "core/finding.h"
#include "core/profile-text.h"
#include "llvm/ADT/StringSet.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// A call of the framework that a rule reports, and what to write instead. Many
/// pitfalls are no more than one call where another one should stand; those
/// are data.
struct CallRewrite {
  std::string Rule; ///< Slug.
  /// Functions, `class::member` (also of a class derived from it), or variables
  /// that are called, all qualified.
  std::vector<std::string> Names;
  /// Instead: functions whose result is of one of these classes, but for the
  /// framework's own.
  llvm::StringSet<> Makes;
  unsigned MinArgs = 0;
  unsigned MaxArgs = std::numeric_limits<unsigned>::max();
  /// Argument 0 is of one of these classes, or of none of `NotOf`.
  llvm::StringSet<> Of, NotOf;
  bool Discarded = false; ///< Only where the result is thrown away.
  bool Voided = false;    ///< Only where the result is cast to void.
  /// Only on a temporary, or on a local that was made by a call and that nobody
  /// asks whether it is ready.
  bool Fresh = false;
  bool Fails = false;    ///< Only where the task may end with an error.
  bool Used = false;     ///< Only where somebody looks at the result.
  bool Anywhere = false; ///< In plain functions as well.
  bool Blocks = false;   ///< Silent in code that was sent to a pool.
  bool FixOnly = false;  ///< The rule itself finds it; this is its fix.
  std::optional<unsigned> TimeoutArg; ///< A zero there does not wait.
  /// What is applied to the result to get at the value, and goes away with it:
  /// "*" or names of members without arguments.
  std::vector<std::string> Unwrap;
  /// What is unwrapped is a tuple; the text gives the only value of one.
  bool Tuple = false;
  bool ResultChanges = false; ///< A used result makes it a suggestion.
  std::string Message;        ///< Why it is a bug, after the call's name.
  std::string To;
  std::string Title;
  std::string NoFix;
  Safety Level = Safety::Safe;
  VersionRange Versions;
  HeaderNeeds Headers;
};

std::vector<CallRewrite> readRewrites(const nlohmann::json &Profile,
                                      const ProfileText &P);

/// Objects that a text needs and that the framework's coroutines cannot ask
/// for: a scheduler, a timer queue. {object:NAME} stands for one in scope.
struct ScopeObject {
  std::string Name;
  llvm::StringSet<> Types; ///< Classes; pointers to them count.
  llvm::StringSet<> Words; ///< If any: one of them is in its name.
  std::string Pointer;     ///< Only if held by this class of smart pointers.
  std::string To;   ///< Holes: {self} as named, {access} with its `.`, `->`.
  std::string What; ///< Names it where none is found.
};

std::vector<ScopeObject> readScopeObjects(const nlohmann::json &Profile,
                                          const ProfileText &P);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_REWRITES_H
