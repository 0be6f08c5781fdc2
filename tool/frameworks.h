//===- frameworks.h - What is known of each framework -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_FRAMEWORKS_H
#define ASYNCMEND_TOOL_FRAMEWORKS_H

#include "core/profile.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncmend {

/// A line a framework: its id, how its coroutines are known, its name.
std::string listFrameworks(const ProfileSet &Profiles);

/// A Markdown table, rules by frameworks: fix, runtime (a fix with a header of
/// asyncmend's own), same (a fix that needs nothing of the framework), report,
/// or – where the pitfall does not exist.
std::string frameworkMatrix(const ProfileSet &Profiles);

/// All that the profile of `Id` says, in words. An error names the known ids.
llvm::Expected<std::string> explainFramework(const ProfileSet &Profiles,
                                             llvm::StringRef Id);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_FRAMEWORKS_H
