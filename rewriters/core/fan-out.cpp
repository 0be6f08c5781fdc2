//===- fan-out.cpp - Spawning a task per item, and how to bound it --------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/fan-out.h"
#include <nlohmann/json.hpp>

using llvm::StringRef;
using nlohmann::json;

namespace asyncmend {

FanOutProfile readFanOut(const json &Profile, const ProfileText &P) {
  FanOutProfile F;
  json J = Profile.value("fan_out", json::object());
  for (const json &S : J.value("spawners", json::array()))
    F.Spawners.push_back({P.text(S, "callee"), S.value("executor", 0u),
                          S.value("task", 1u), S.value("token", 2u)});
  F.Bounded = P.text(J, "to");
  F.Headers = P.headers(J);
  return F;
}

} // namespace asyncmend
