//===- blocking.cpp - What blocks, and what awaits instead ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/blocking.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

BlockingProfile readBlockingProfile(const json &Profile, const ProfileText &P) {
  return {};
}

void BlockingTable::read(const json &Profile, const ProfileText &P) {}

} // namespace asyncmend
