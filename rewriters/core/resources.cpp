//===- resources.cpp - Raw resources and what releases them ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/resources.h"
#include <nlohmann/json.hpp>

using llvm::StringRef;
using nlohmann::json;

namespace asyncmend {

void ResourceTable::read(const json &Profile, const ProfileText &P) {
  for (const json &J : Profile.value("resources", json::array())) {
    Resource R;
    R.Acquire = P.text(J, "acquire");
    R.Release = P.texts(J, "release");
    R.ExternC = J.value("extern_c", false);
    ByAcquire[R.Acquire] = Resources.size();
    Resources.push_back(std::move(R));
  }
}

const Resource *ResourceTable::acquiredBy(StringRef Name) const {
  auto It = ByAcquire.find(Name);
  return It == ByAcquire.end() ? nullptr : &Resources[It->second];
}

TeardownProfile readTeardown(const json &Profile, const ProfileText &P) {
  json J = Profile.value("teardown", json::object());
  return {P.text(J, "to"), P.headers(J)};
}

} // namespace asyncmend
