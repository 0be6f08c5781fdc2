//===- profile-probe.h - Code that tries out a profile ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_PROFILE_PROBE_H
#define ASYNCMEND_TOOL_PROFILE_PROBE_H

#include "core/profile.h"
#include <string>
#include <vector>

namespace asyncmend {

/// One text of a profile, and a translation unit that uses it.
struct Probe {
  std::string What; ///< "timers: co_await corp::after({duration})"
  std::string Code; ///< Empty: it cannot be tried without more of a program.
};

/// How code writes a coroutine type, once its class is known.
struct ProbeTask {
  std::string Of(llvm::StringRef Result) const {
    return IsTemplate ? Name + "<" + Result.str() + ">" : Name;
  }

  std::string Name;
  bool IsTemplate = true;
};

/// All headers that the profile names, each only if it exists.
std::string probeIncludes(const Framework &F);

/// All headers that the profile names, sorted.
std::vector<std::string> probeHeaders(const Framework &F);

/// A probe for each text that holds for version `Version`.
std::vector<Probe> makeProbes(const Framework &F, const ProbeTask &Task,
                              unsigned Version);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_PROFILE_PROBE_H
