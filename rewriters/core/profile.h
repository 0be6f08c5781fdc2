//===- profile.h - Framework knowledge as data ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A profile is a JSON file that names a framework's types and says what text
// replaces what. `profiles/schema.json` is the one description of the format;
// the loader reads nothing that the schema has not admitted.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_PROFILE_H
#define ASYNCMEND_CORE_PROFILE_H

#include "core/blocking.h"
#include "core/clients.h"
#include "core/coverage.h"
#include "core/failures.h"
#include "core/fan-out.h"
#include "core/finding.h"
#include "core/lifetimes.h"
#include "core/profile-text.h"
#include "core/resources.h"
#include "core/rewrites.h"
#include "core/stackful.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// A class (template) whose values are asynchronous work.
struct TaskType {
  std::string Name; ///< Qualified, no template arguments, no inline namespace.
  bool Lazy = true; ///< Nothing runs until it is awaited.
  bool Awaited = true; ///< Else its work looks after itself.
  std::optional<unsigned> AffinityArg;
  std::string DefaultAffinity;
  std::string NoFix; ///< Why the framework's texts do not fit; mostly empty.
  VersionRange Versions;
};

/// One way to fill a typed hole.
struct Alternative {
  VersionRange Versions;
  std::optional<bool> DefaultAffinity; ///< Only for the default executor type.
  std::string To;
  HeaderNeeds Headers;
};

struct Timer {
  bool ForDuration = true; ///< Else for a time point.
  std::string Clock;       ///< Empty: any.
  VersionRange Versions;
  std::string To;
  std::string NoFix; ///< Why there is none of this kind; mostly empty.
  std::string Cast;
  /// Ticks a second of what it takes; finer durations need the cast.
  unsigned PerSecond = 1'000'000'000;
  std::string Floor; ///< Wraps a time that may be below zero.
  HeaderNeeds Headers;
};

struct BlockingSleep {
  std::string Function;
  bool IsDuration = true;
  bool ExternC = false;
  std::string To;
  std::vector<unsigned> NullArgs;
  std::vector<unsigned> OnlyIfNull;
  std::vector<unsigned> IntegralArgs;
  unsigned PerSecond = 1'000'000'000; ///< Ticks a second of what `To` makes.
  std::string Harm;                   ///< Where it is not the usual one.
  Safety Level = Safety::Safe;
  std::string NoFix;
  HeaderNeeds Headers;
};

/// A framework whose headers are there without what they are wanted for.
struct SetupHint {
  std::string Header;     ///< It is included,
  std::string Undeclared; ///< and this qualified name is not declared.
  std::string Text;       ///< What the user has to do.
};

/// One framework, its variables already substituted.
struct Framework {
  std::string Id;
  std::string Display;
  std::string VersionMacro;
  std::string VersionHeader;
  std::vector<std::string> UmbrellaHeaders;
  std::vector<TaskType> CoroutineTypes;
  std::vector<TaskType> Awaitables;
  /// Whatever of these namespaces may be awaited begins when it is, and the
  /// classes in `Awaitables` are the exceptions.
  std::vector<std::string> LazyNamespaces;
  llvm::StringSet<> MustKeep; ///< Guards, and what gives one when awaited.
  std::vector<Alternative> Executor;
  std::vector<Alternative> Token;
  std::vector<Timer> Timers;
  FanOutProfile FanOut;
  TeardownProfile Teardown;
  BlockingProfile Blocking;
  FailureProfile Failures;
  LifetimeProfile Lifetimes;
  std::vector<CallRewrite> Rewrites;
  std::vector<ScopeObject> Objects;
  FiberProfile Stackful;
  CoverageTable Covered;
  std::vector<std::string> ProbeHeaders;
  std::vector<SetupHint> Hints;
};

/// Everything known, compiled to look-up tables.
class ProfileSet {
public:
  /// The built-in profiles and then those of `UserFiles`, which may extend the
  /// built-in ones and replace one that has the same id. An error reads
  /// `file:line:col: /json/pointer: what`.
  static llvm::Expected<ProfileSet> load(llvm::ArrayRef<std::string> UserFiles);

  llvm::ArrayRef<Framework> frameworks() const { return Frameworks; }

  /// The framework and entry of a coroutine return type, by qualified name.
  struct TaskRef {
    const Framework *Home = nullptr;
    const TaskType *Type = nullptr;
    explicit operator bool() const { return Type; }
  };
  TaskRef coroutineType(llvm::StringRef QualifiedName) const;
  /// The same for all awaitable types, coroutine return types included.
  TaskRef awaitable(llvm::StringRef QualifiedName) const;

  const BlockingSleep *blockingSleep(llvm::StringRef QualifiedName) const;
  bool isThreadGuard(llvm::StringRef QualifiedName) const;
  bool isThreadMutex(llvm::StringRef QualifiedName) const;
  bool mayDiscard(llvm::StringRef QualifiedName) const;
  /// Does `co_await` of such a value never suspend?
  bool isInstant(llvm::StringRef QualifiedName) const;
  const ClientTable &clients() const { return Clients; }
  const ResourceTable &resources() const { return Resources; }
  const FanOutTable &fanOut() const { return FanOut; }
  const BlockingTable &blocking() const { return Blocking; }
  const FailureTable &failures() const { return Failures; }
  const LifetimeTable &lifetimes() const { return Lifetimes; }

private:
  friend class ProfileReader;
  std::vector<Framework> Frameworks;
  std::vector<BlockingSleep> Sleeps;
  llvm::StringMap<std::pair<size_t, size_t>> CoroutineTypes, Awaitables;
  llvm::StringMap<size_t> SleepIndex;
  ClientTable Clients;
  ResourceTable Resources;
  FanOutTable FanOut;
  BlockingTable Blocking;
  FailureTable Failures;
  LifetimeTable Lifetimes;
  llvm::StringSet<> ThreadGuards, ThreadMutexes, DiscardOk, Instant;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_PROFILE_H
