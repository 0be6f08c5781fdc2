//===- fan-out.h - Starting a task per item: what is known ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FAN_OUT_H
#define ASYNCMEND_CORE_FAN_OUT_H

#include "core/profile-text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// What a completion token makes of the task it is given for.
enum class TokenKind {
  Detached, ///< Nobody looks at its end.
  Handler,  ///< A function is called at its end: all that is not listed.
  Future,   ///< It runs, and its result is asked for later.
  Lazy,     ///< Nothing runs yet.
};

/// A function, a member function or a callable constant that starts a task
/// beside its caller.
struct Spawner {
  std::string Callee; ///< Qualified.
  unsigned ExecutorArg = 0;
  unsigned TaskArg = 1;
  unsigned TokenArg = 2;
  /// Of one that takes neither an executor nor a token: what becomes of the end
  /// of its tasks. `TaskArg` is no argument where the object is the task.
  std::optional<TokenKind> Kind;
  bool TaskIsObject = false;
  std::string NoFix; ///< Why its tasks do not fit into the bounded loop.
  /// Functions that are no coroutines wait in a queue for one of a fixed number
  /// of threads: however many there are, few are under way.
  bool Queues = false;
  /// What to do about errors of its tasks, of which nobody hears.
  std::string Lost;
};

/// Operations in a container that are started together and awaited as one:
/// `make(container).start(condition, token)`, or `make(container)` alone.
struct TaskGroup {
  std::string Make;       ///< Qualified function that takes the container.
  std::string Start;      ///< Member of what it returns; empty: there is none.
  bool Each = false;      ///< Calls a function for each item, instead of tasks.
  bool Iterators = false; ///< Takes a begin and an end, instead of a range.
  std::string All;        ///< Condition that waits for every operation.
  std::string To;         ///< The bounded form. Holes: {range} {limit} {fn}.
  std::string NoFix;
  VersionRange Versions;
  HeaderNeeds Headers;
};

/// What a framework has for starting tasks, and against too many of them.
struct FanOutProfile {
  std::vector<Spawner> Spawners;
  llvm::StringMap<TokenKind> Tokens; ///< By the class of the token.
  std::vector<TaskGroup> Groups;
  /// Functions that give their argument of this number, or the object they are
  /// members of, another executor or another shape; the work stays the same.
  static constexpr unsigned WrapsObject = ~0u;
  llvm::StringMap<unsigned> Wrappers;
  /// Those of them that a `co_await` of the work makes superfluous.
  llvm::StringSet<> IdleWrappers;
  std::string OwnExecutor; ///< Class of what is awaited for the executor.
  std::string Task;        ///< Type of the bounded loop's function.
  std::string OtherTask;   ///< The same with an executor type of its own.
  std::string Bounded;     ///< The bounded loop; empty: there is none.
  std::string Spawn;       ///< Starts {fn} on {obj} beside the caller.
  llvm::StringSet<> Runs;  ///< Functions that return when all tasks are done.
  HeaderNeeds Headers;
};

FanOutProfile readFanOut(const nlohmann::json &Profile, const ProfileText &P);

/// What is known of starting work without any framework, and the words by which
/// code shows that it bounds what it starts.
struct FanOutTable {
  void read(const nlohmann::json &Profile, const ProfileText &P);

  llvm::StringSet<> Types;      ///< An object with arguments starts a thread.
  llvm::StringSet<> Functions;  ///< Their result waits when it is destroyed.
  llvm::StringSet<> Launchers;  ///< Their result may be thrown away.
  llvm::StringSet<> Algorithms; ///< They call their last argument per item.
  llvm::StringSet<> Few;        ///< Parts of names of counts that are limits.
  llvm::StringSet<> FewNames;   ///< Qualified names of such.
  llvm::StringSet<> Limiters;   ///< Parts of names of what bounds.
  llvm::StringSet<> Counters;   ///< Parts of names of how much is under way.
  llvm::StringSet<> Services;   ///< Parts of names of tasks that never end.
  llvm::StringSet<> Events;     ///< Parts of names of waits for a peer.
};

/// Is one of the words that `Name` ("maxTasks", "max_tasks") is made of among
/// `Words`?
bool hasWord(llvm::StringRef Name, const llvm::StringSet<> &Words);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FAN_OUT_H
