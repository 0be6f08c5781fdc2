//===- lifetimes.h - What outlives what, and how tasks begin ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LIFETIMES_H
#define ASYNCMEND_CORE_LIFETIMES_H

#include "core/profile-text.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace asyncmend {

/// What one framework says below "lifetimes".
struct LifetimeProfile {
  bool KeepsClosure = false;  ///< Its spawners keep a function object.
  llvm::StringSet<> Contexts; ///< Classes whose members run tasks.
  llvm::StringSet<> Polls;    ///< Functions that run some of them.
  /// Functions that destroy the function they are given once it has returned.
  llvm::StringSet<> DropsFunction;
  /// Functions that leave it to their caller, whose statement may end before.
  llvm::StringSet<> BorrowsFunction;
  std::string KeepFunction; ///< Makes {fn} live until its statement ends.
  HeaderNeeds KeepFunctionHeaders;
  std::string Entry; ///< Runs {task} in `main` and rethrows.
  HeaderNeeds EntryHeaders;
  std::string Spawn; ///< Starts {task} on {executor}, loudly.
  HeaderNeeds SpawnHeaders;
};

LifetimeProfile readLifetimeProfile(const nlohmann::json &Profile,
                                    const ProfileText &P);

/// An object that hands out views into itself.
struct ViewOwner {
  std::string Type;               ///< Class.
  std::string What;               ///< "response", for a message.
  std::vector<std::string> Views; ///< Members that give a view; empty: any.
};

/// A C handle that hands out pointers which live as long as it does.
struct HandleView {
  std::string Function;
  unsigned HandleArg = 0;
  unsigned OutArg = 0;
  std::string Release;
};

/// A response whose status somebody must look at before its body.
struct CheckedResponse {
  std::string Type;
  std::vector<std::string> Payload; ///< Members that read the body.
  std::vector<std::string> Checks;  ///< Members that tell how it went.
  llvm::StringSet<> Fills;          ///< Functions that read into it.
  std::string To; ///< Statement that refuses a bad one; {obj} is the response.
  HeaderNeeds Headers;
};

/// A C function whose result tells how it went, and nothing else does.
struct CheckedCall {
  std::string Function;
  unsigned HandleArg = 0;
  llvm::StringSet<> Settings; ///< Constants that ask for the outcome as well.
  std::string Advice;
};

/// What all profiles together say below "lifetimes", whoever uses it.
struct LifetimeTable {
  void read(const nlohmann::json &Profile, const ProfileText &P);

  llvm::StringSet<> ViewTypes;     ///< Their values refer to others' memory.
  llvm::StringSet<> ViewMembers;   ///< They give a view of their object.
  llvm::StringSet<> ViewFunctions; ///< They give a view of their argument.
  llvm::StringSet<> OwningPointers;
  llvm::StringSet<> SharedBases; ///< Objects of such a class keep themselves.
  llvm::StringSet<> Waits;       ///< Functions that wait for work.
  llvm::StringSet<> WaitWords;   ///< Parts of names of others that do.
  llvm::StringSet<> GuardWords;  ///< Parts of names of classes of guards.
  std::vector<ViewOwner> Owners;
  std::vector<HandleView> Handles;
  std::vector<CheckedResponse> Responses;
  std::vector<CheckedCall> Calls;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LIFETIMES_H
