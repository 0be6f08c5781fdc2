//===- failures.h - Errors, cancellation, deadlines, locks ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FAILURES_H
#define ASYNCMEND_CORE_FAILURES_H

#include "core/profile-text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// How a framework tells a coroutine that it was cancelled: by an error code,
/// or by an exception of a common class that carries the code.
struct CancellationProfile {
  std::string Error;  ///< The exception, as code spells it.
  std::string Code;   ///< The value; empty: nothing is known.
  std::string Closed; ///< The code of an object that was closed.
  /// Exceptions that are thrown for a cancellation and for nothing else.
  std::vector<std::string> Types;
  llvm::StringSet<> Classes;   ///< The exception, by its canonical name.
  llvm::StringSet<> Codes;     ///< Classes of error codes.
  llvm::StringSet<> Bases;     ///< Classes whose handlers take it as well.
  llvm::StringSet<> Accepting; ///< Members that Closed ends for ever.
  HeaderNeeds Headers;
};

/// Calls that run tasks side by side and wait for some or all of them.
struct CombinatorProfile {
  std::string Any, All;     ///< Operators on two tasks.
  std::string Group, Start; ///< `Group(operations…).Start(condition, token)`.
  std::string First, FirstSuccess, FirstError; ///< Classes of conditions.
  std::string Every;                           ///< The one that waits for all.
};

/// The mutex that is awaited.
struct AsyncMutexProfile {
  std::string Type;                    ///< Empty: there is none.
  std::optional<std::string> Argument; ///< What it is made from; an executor.
  std::string Lock;                    ///< Locks {obj}.
  std::string ExecutorOf;     ///< The member that tells an object's executor.
  llvm::StringSet<> Replaces; ///< Mutexes of threads.
  llvm::StringSet<> Guards;   ///< Theirs, if all they do is lock and unlock.
  /// Those guards hold this mutex as well. Code with a stack of its own need
  /// not lock another.
  bool SameGuards = false;
  HeaderNeeds Headers;
};

/// One way to write something, for some versions of the framework.
struct VersionedText {
  VersionRange Versions;
  std::string To;
  std::string Part; ///< What stands for each task in {args}.
  std::string Look; ///< Throws those of the errors {args} that are set.
  HeaderNeeds Headers;
};

/// What one framework says below "failures".
struct FailureProfile {
  CancellationProfile Cancellation;
  CombinatorProfile Combinators;
  llvm::StringSet<> Timers;      ///< Classes whose operations are waits.
  llvm::StringSet<> Unfailing;   ///< Functions whose operations cannot fail.
  llvm::StringSet<> ErrorTokens; ///< Tokens with which errors are results.
  std::vector<VersionedText> Gathers;
  std::vector<VersionedText> Timeouts;
  llvm::StringSet<> Network;   ///< Names of operations that a peer may stall.
  llvm::StringSet<> Deadlines; ///< Functions and classes that end them in time.
  llvm::StringSet<> Setters;   ///< Members that set a deadline beforehand.
  AsyncMutexProfile Mutex;
};

FailureProfile readFailureProfile(const nlohmann::json &Profile,
                                  const ProfileText &P);

/// What all profiles together say below "failures", whoever uses it.
struct FailureTable {
  void read(const nlohmann::json &Profile, const ProfileText &P);

  llvm::StringMap<std::string> Unlockable; ///< Guards, and what can unlock.
  llvm::StringSet<> Detachable; ///< Threads, whose detach() loses errors.
  llvm::StringSet<> Futures;    ///< What results and errors arrive in.
  llvm::StringSet<> StopWords;  ///< Parts of names of flags that end loops.
  llvm::StringSet<> PairWords;  ///< Parts of names of halves of a session.
  llvm::StringSet<> TimerWords; ///< Parts of names of tasks that only wait.
  llvm::StringSet<> TestWords;  ///< Parts of names of assertions of tests.
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FAILURES_H
