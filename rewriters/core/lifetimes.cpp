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
  return {};
}

void LifetimeTable::read(const json &Profile, const ProfileText &P) {}

} // namespace asyncmend
