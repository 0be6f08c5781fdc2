//===- failures.h - Errors, cancellation, deadlines, locks ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FAILURES_H
#define ASYNCMEND_CORE_FAILURES_H

#include "core/profile-text.h"
#include <string>
#include <vector>

namespace asyncmend {

/// What one framework says below "failures".
struct FailureProfile {};

FailureProfile readFailureProfile(const nlohmann::json &Profile,
                                  const ProfileText &P);

/// What all profiles together say below "failures", whoever uses it.
struct FailureTable {
  void read(const nlohmann::json &Profile, const ProfileText &P);
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FAILURES_H
