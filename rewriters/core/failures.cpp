//===- failures.cpp - Errors, cancellation, deadlines, locks --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/failures.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

FailureProfile readFailureProfile(const json &Profile, const ProfileText &P) {
  return {};
}

void FailureTable::read(const json &Profile, const ProfileText &P) {}

} // namespace asyncmend
