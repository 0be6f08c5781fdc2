//===- resources.cpp - Raw resources and what releases them ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/resources.h"
#include "llvm/ADT/STLExtras.h"
#include <nlohmann/json.hpp>

using llvm::StringRef;
using nlohmann::json;

namespace asyncmend {

static ResourceKind kind(const std::string &Name) {
  return Name == "descriptor" ? ResourceKind::Descriptor
         : Name == "lock"     ? ResourceKind::Lock
         : Name == "permit"   ? ResourceKind::Permit
         : Name == "awaited"  ? ResourceKind::Awaited
                              : ResourceKind::Pointer;
}

static std::vector<ScopeGuard> readGuards(const json &J, const ProfileText &P) {
  std::vector<ScopeGuard> Guards;
  for (const json &G : J.value("scope_guards", json::array()))
    Guards.push_back({P.text(G, "header"), P.text(G, "to"), P.text(G, "reset"),
                      P.text(G, "dismiss"), P.headers(G)});
  return Guards;
}

void ResourceTable::read(const json &Profile, const ProfileText &P) {
  for (const json &J : Profile.value("resources", json::array())) {
    Resource R;
    R.Kind = kind(J.value("kind", std::string()));
    R.Acquire = P.texts(J, "acquire");
    R.Release = P.texts(J, "release");
    R.ExternC = J.value("extern_c", false);
    R.AwaitedAcquire = J.value("awaited_acquire", false);
    if (J.contains("out_arg"))
      R.OutArg = J.at("out_arg").get<unsigned>();
    R.Uses = P.texts(J, "uses");
    R.Guard = P.text(J, "guard");
    R.OpenGuard = P.text(J, "open_guard");
    R.Headers = P.headers(J);
    if (R.Kind == ResourceKind::Pointer || R.Kind == ResourceKind::Descriptor)
      for (const std::string &Name : R.Acquire)
        ByAcquire[Name] = Resources.size();
    Resources.push_back(std::move(R));
  }
  for (ScopeGuard &G : readGuards(Profile, P))
    if (!G.Header.empty())
      Guards.push_back(std::move(G));
  for (const std::string &Name : P.texts(Profile, "takes_ownership"))
    Owners.insert(Name);
  for (const std::string &Name : P.texts(Profile, "retains_pointers"))
    Retaining.insert(Name);
}

const Resource *ResourceTable::acquiredBy(StringRef Name) const {
  auto It = ByAcquire.find(Name);
  return It == ByAcquire.end() ? nullptr : &Resources[It->second];
}

bool isOneOf(StringRef Name, llvm::ArrayRef<std::string> List) {
  size_t Colons = Name.rfind("::");
  StringRef Last =
      Colons == StringRef::npos ? Name : Name.drop_front(Colons + 2);
  return llvm::any_of(List, [&](const std::string &Known) {
    return Known == Name || Known == Last;
  });
}

const Resource *ResourceTable::acquiredByMember(StringRef Name,
                                                bool Awaited) const {
  for (const Resource &R : Resources)
    if ((R.Kind == ResourceKind::Lock || R.Kind == ResourceKind::Permit) &&
        R.AwaitedAcquire == Awaited && isOneOf(Name, R.Acquire))
      return &R;
  return nullptr;
}

bool ResourceTable::takesOwnership(StringRef Name) const {
  size_t Colons = Name.rfind("::");
  return Owners.contains(Name) ||
         (Colons != StringRef::npos &&
          Owners.contains(Name.drop_front(Colons + 2)));
}

TeardownProfile readTeardown(const json &Profile, const ProfileText &P) {
  json J = Profile.value("teardown", json::object());
  TeardownProfile T{P.text(J, "to"),
                    P.text(J, "body_params"),
                    P.text(J, "close_params"),
                    {},
                    P.headers(J),
                    {},
                    P.text(J, "no_fix")};
  for (const std::string &Class : P.texts(J, "of"))
    T.Of.insert(Class);
  for (ScopeGuard &G : readGuards(Profile, P))
    if (G.Header.empty())
      T.Guards.push_back(std::move(G));
  return T;
}

} // namespace asyncmend
