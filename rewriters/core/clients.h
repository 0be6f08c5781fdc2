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
};

/// All clients of all profiles.
class ClientTable {
public:
  void read(const nlohmann::json &Profile, const ProfileText &P);
  const Client *type(llvm::StringRef QualifiedName) const;
  const Client *factory(llvm::StringRef QualifiedName) const;

private:
  std::vector<Client> Clients;
  llvm::StringMap<size_t> Types, Factories;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLIENTS_H
