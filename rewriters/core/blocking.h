//===- blocking.h - What blocks, and what awaits instead --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BLOCKING_H
#define ASYNCMEND_CORE_BLOCKING_H

#include "core/profile-text.h"
#include <string>
#include <vector>

namespace asyncmend {

/// What one framework says below "blocking".
struct BlockingProfile {};

BlockingProfile readBlockingProfile(const nlohmann::json &Profile,
                                    const ProfileText &P);

/// What all profiles together say below "blocking", whoever uses it.
struct BlockingTable {
  void read(const nlohmann::json &Profile, const ProfileText &P);
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BLOCKING_H
