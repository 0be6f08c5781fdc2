//===- fan-out.h - Spawning a task per item, and how to bound it -*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FAN_OUT_H
#define ASYNCMEND_CORE_FAN_OUT_H

#include "core/profile-text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asyncmend {

/// A function that starts a task beside its caller.
struct Spawner {
  std::string Callee; ///< Qualified.
  unsigned ExecutorArg = 0;
  unsigned TaskArg = 1;
  unsigned TokenArg = 2;
};

/// What a framework has against too many tasks at a time.
struct FanOutProfile {
  std::vector<Spawner> Spawners;
  std::string Bounded; ///< The bounded loop; empty: there is none.
  HeaderNeeds Headers;
};

FanOutProfile readFanOut(const nlohmann::json &Profile, const ProfileText &P);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FAN_OUT_H
