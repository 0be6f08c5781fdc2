//===- lifetimes.h - What outlives what, and how tasks begin ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LIFETIMES_H
#define ASYNCMEND_CORE_LIFETIMES_H

#include "core/profile-text.h"
#include <string>
#include <vector>

namespace asyncmend {

/// What one framework says below "lifetimes".
struct LifetimeProfile {};

LifetimeProfile readLifetimeProfile(const nlohmann::json &Profile,
                                    const ProfileText &P);

/// What all profiles together say below "lifetimes", whoever uses it.
struct LifetimeTable {
  void read(const nlohmann::json &Profile, const ProfileText &P);
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LIFETIMES_H
