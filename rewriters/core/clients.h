//===- clients.h - Types that are expensive to build anew -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CLIENTS_H
#define ASYNCMEND_CORE_CLIENTS_H

#include "core/profile-text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace asyncmend {

/// What becomes of an object that is built once for all turns of a loop.
enum class ReusePolicy {
  Share,         ///< Nothing is left behind from one turn to the next.
  Reset,         ///< It keeps state, which `Reset` clears.
  Sticky,        ///< It keeps state that each turn overwrites by itself.
  PerConnection, ///< Belongs to one peer: never reported.
  SingleUse,     ///< Works once only: never reported.
};

/// An expensive type, or a factory function of one.
struct Client {
  std::string Type;    ///< Qualified; empty for a factory.
  std::string Factory; ///< Qualified; empty for a type.
  bool ExternC = false;
  ReusePolicy Policy = ReusePolicy::Share;
  std::string Reset;   ///< Statement without semicolon; hole {obj}.
  std::string Release; ///< Function that takes the object and ends its life.
  std::vector<std::string> Configure; ///< Members that are set-up, done once.
  std::vector<std::string> Stateless; ///< Members that leave nothing behind.
  std::vector<std::string> UsedBy;    ///< Types that may take it and die first.
  std::string NoFix;                  ///< Why it is never moved out of a loop.
  /// To build one more has no effect but time, so that it may be built before
  /// it is known that it is needed.
  bool Harmless = false;
  /// Building it connects to a peer: a loop that tries again wants a new one.
  bool Connects = false;
  bool ReleaseTakesNull = false;
  std::vector<std::string> KeptBy;   ///< Functions that hold on to it.
  std::vector<std::string> EndsWith; ///< Functions after which none may live.
  std::vector<std::string> Lends;    ///< Options that lend it memory for life.
  std::string Name;                  ///< What to call one that has no name.
};

/// All clients of all profiles.
class ClientTable {
public:
  void read(const nlohmann::json &Profile, const ProfileText &P);
  const Client *type(llvm::StringRef QualifiedName) const;
  const Client *factory(llvm::StringRef QualifiedName) const;
  /// Does a call of it give the same on the same object and arguments? Either
  /// a qualified name, or the short name of a member function.
  bool isPure(llvm::StringRef Name) const { return Pure.contains(Name); }
  /// Does a call of it take up a connection of a peer? A short name.
  bool isAccepting(llvm::StringRef Name) const {
    return Accepting.contains(Name);
  }

  /// Does a value of this class merely refer to something, so that passing it
  /// on by reference does not change it?
  bool isHandle(llvm::StringRef QualifiedName) const {
    return Handles.contains(QualifiedName);
  }

private:
  std::vector<Client> Clients;
  llvm::StringMap<size_t> Types, Factories;
  llvm::StringSet<> Pure, Accepting, Handles;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLIENTS_H
