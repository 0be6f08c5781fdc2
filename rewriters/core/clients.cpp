//===- clients.cpp - Types that are expensive to build anew ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/clients.h"
#include <nlohmann/json.hpp>

using llvm::StringRef;
using nlohmann::json;

namespace asyncmend {

static ReusePolicy policy(const std::string &Name) {
  return Name == "reset"            ? ReusePolicy::Reset
         : Name == "sticky"         ? ReusePolicy::Sticky
         : Name == "per_connection" ? ReusePolicy::PerConnection
         : Name == "single_use"     ? ReusePolicy::SingleUse
                                    : ReusePolicy::Share;
}

void ClientTable::read(const json &Profile, const ProfileText &P) {
  for (const json &J : Profile.value("clients", json::array())) {
    Client C;
    C.Type = P.text(J, "type");
    C.Factory = P.text(J, "factory");
    C.ExternC = J.value("extern_c", false);
    C.Policy = policy(J.at("policy").get<std::string>());
    C.Reset = P.text(J, "reset");
    C.Release = P.text(J, "release");
    C.Configure = P.texts(J, "configure");
    C.Stateless = P.texts(J, "stateless");
    C.UsedBy = P.texts(J, "used_by");
    C.NoFix = P.text(J, "no_fix");
    C.Harmless = J.value("harmless", false);
    C.Connects = J.value("connects", false);
    C.ReleaseTakesNull = J.value("release_takes_null", false);
    C.KeptBy = P.texts(J, "kept_by");
    C.EndsWith = P.texts(J, "ends_with");
    C.Lends = P.texts(J, "lends");
    C.Name = J.value("name", std::string("client"));
    auto &Index = C.Type.empty() ? Factories : Types;
    Index[C.Type.empty() ? C.Factory : C.Type] = Clients.size();
    Clients.push_back(std::move(C));
  }
  for (const std::string &Name : P.texts(Profile, "pure_functions"))
    Pure.insert(Name);
  for (const std::string &Name : P.texts(Profile, "accepting_functions"))
    Accepting.insert(Name);
  for (const std::string &Name : P.texts(Profile, "handle_types"))
    Handles.insert(Name);
}

const Client *ClientTable::type(StringRef Name) const {
  auto It = Types.find(Name);
  return It == Types.end() ? nullptr : &Clients[It->second];
}

const Client *ClientTable::factory(StringRef Name) const {
  auto It = Factories.find(Name);
  return It == Factories.end() ? nullptr : &Clients[It->second];
}

} // namespace asyncmend
