//===- lifetimes.cpp - What outlives what, and how tasks begin ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/lifetimes.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

LifetimeProfile readLifetimeProfile(const json &Profile, const ProfileText &P) {
  LifetimeProfile L;
  json J = Profile.value("lifetimes", json::object());
  L.KeepsClosure = J.value("spawners_keep_functions", false);
  for (const std::string &Name : P.texts(J, "contexts"))
    L.Contexts.insert(Name);
  for (const std::string &Name : P.texts(J, "polls"))
    L.Polls.insert(Name);
  for (const std::string &Name : P.texts(J, "drops_function"))
    L.DropsFunction.insert(Name);
  for (const std::string &Name : P.texts(J, "borrows_function"))
    L.BorrowsFunction.insert(Name);
  json Keep = J.value("keep_function", json::object());
  L.KeepFunction = P.text(Keep, "to");
  L.KeepFunctionHeaders = P.headers(Keep);
  json Entry = J.value("entry", json::object());
  L.Entry = P.text(Entry, "to");
  L.EntryHeaders = P.headers(Entry);
  json Spawn = J.value("loud_spawn", json::object());
  L.Spawn = P.text(Spawn, "to");
  L.SpawnHeaders = P.headers(Spawn);
  return L;
}

static llvm::StringSet<> set(const std::vector<std::string> &Names) {
  llvm::StringSet<> Set;
  for (const std::string &Name : Names)
    Set.insert(Name);
  return Set;
}

void LifetimeTable::read(const json &Profile, const ProfileText &P) {
  json J = Profile.value("lifetimes", json::object());
  for (auto [Key, Set] :
       {std::pair("view_types", &ViewTypes),
        std::pair("view_members", &ViewMembers),
        std::pair("view_functions", &ViewFunctions),
        std::pair("owning_pointers", &OwningPointers),
        std::pair("shared_bases", &SharedBases), std::pair("waits", &Waits),
        std::pair("wait_words", &WaitWords),
        std::pair("guard_words", &GuardWords)})
    for (const std::string &Name : P.texts(J, Key))
      Set->insert(Name);
  for (const json &O : J.value("owners", json::array()))
    Owners.push_back(
        {P.text(O, "type"), P.text(O, "what"), P.texts(O, "views")});
  for (const json &H : J.value("handle_views", json::array()))
    Handles.push_back({P.text(H, "function"), H.value("handle", 0u),
                       H.value("out", 0u), P.text(H, "release")});
  for (const json &R : J.value("responses", json::array()))
    Responses.push_back({P.text(R, "type"), P.texts(R, "payload"),
                         P.texts(R, "checks"), set(P.texts(R, "fills")),
                         P.text(R, "to"), P.headers(R)});
  for (const json &C : J.value("checked_calls", json::array()))
    Calls.push_back({P.text(C, "function"), C.value("handle", 0u),
                     set(P.texts(C, "settings")), P.text(C, "advice")});
}

} // namespace asyncmend
