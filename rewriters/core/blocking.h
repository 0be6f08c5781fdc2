//===- blocking.h - What blocks a thread: what is known ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BLOCKING_H
#define ASYNCMEND_CORE_BLOCKING_H

#include "core/profile-text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// A synchronous operation and its twin that can be awaited.
struct IoOperation {
  std::string Prefix;   ///< Of the twin's name.
  bool OneShot = false; ///< Returns at once if the object is ready.
  std::string ReadyBy;  ///< Enumerator of a wait for that.
  std::string NoFix;
  llvm::StringSet<> InstantOn; ///< Objects of these classes do not block.
};

/// A coroutine with a stack of its own.
struct StackfulProfile {
  std::string Type; ///< Of its parameter, which is its completion token.
  std::string ErrorToken;
};

/// How a blocking expression is run on a pool. Holes: {obj} {T} {call} {token}.
struct Offload {
  llvm::StringSet<> Pools;
  std::string To;
  std::string ToVoid;
  std::string Global;      ///< {obj} where no pool is in scope.
  std::string Object;      ///< What {obj} is where one is; itself if empty.
  llvm::StringSet<> Words; ///< If any: one of them is in the pool's name.
  HeaderNeeds Headers;
};

/// What one framework says of blocking.
struct BlockingProfile {
  llvm::StringMap<IoOperation> Operations; ///< By qualified name.
  llvm::StringSet<> IoObjects;             ///< They talk to a peer.
  llvm::StringSet<> Layers; ///< Streams over their first argument.
  llvm::StringSet<> ErrorTypes;
  std::string ErrorToken;
  HeaderNeeds ErrorHeaders;
  llvm::StringSet<> PrivateContexts; ///< Event loops.
  llvm::StringSet<> NonBlocking;     ///< Members that set such a mode.
  llvm::StringSet<> Readiness;       ///< Members that wait for readiness.
  llvm::StringSet<> Polls;           ///< Members that ask for it.
  llvm::StringSet<> InstantArgs;     ///< With them nothing waits.
  llvm::StringMap<std::string> Runs; ///< They wait for work; why no fix.
  StackfulProfile Stackful;
  llvm::StringSet<> Pools; ///< On them, and their executors, one may block.
  llvm::StringSet<> PoolWords;
  llvm::StringSet<> PoolFunctions; ///< They give such a pool.
  llvm::StringSet<> Rebinders;     ///< They move a coroutine to an executor.
  Offload OnPool;
};

BlockingProfile readBlockingProfile(const nlohmann::json &Profile,
                                    const ProfileText &P);

enum class WaitKind {
  Future, ///< For a result.
  Join,   ///< For a thread.
  Wait,   ///< For another thread.
  File,   ///< For a disk, a name server, a process, a peer.
};

/// A function of no framework that blocks.
struct BlockingFunction {
  WaitKind Kind = WaitKind::Wait;
  bool ExternC = false;
  bool OnStreams = false; ///< Only where the first argument is a file stream.
  std::optional<unsigned> TimeoutArg;
  std::string NoFix;
};

/// A class whose destructor blocks.
struct BlockingGuard {
  std::string Type;
  std::vector<std::string> MadeBy;
  bool Idle = false;
  std::string WaitsFor;
  std::vector<std::string> Ends;
  bool Shareable = false;
  std::string NoFix;
  bool OnlyCoroutines = false; ///< On a stack of its own it may wait.
};

/// The same for all frameworks.
struct BlockingTable {
  void read(const nlohmann::json &Profile, const ProfileText &P);

  llvm::StringMap<BlockingFunction> Functions; ///< By qualified name.
  llvm::StringSet<> InstantArgs;
  llvm::StringSet<> FileStreams;
  llvm::StringSet<> ReadyChecks;
  llvm::StringSet<> ReadyValues;
  llvm::StringSet<> Promises;
  std::vector<BlockingGuard> Guards;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BLOCKING_H
