//===- verify-profile.h - Does a profile fit somebody's headers? -*- C++ -*===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_VERIFY_PROFILE_H
#define ASYNCMEND_TOOL_VERIFY_PROFILE_H

#include "compile-commands.h"
#include "options.h"

namespace asyncmend {

/// Tries the profile O.VerifyProfile with the flags of `Command`: are the
/// headers and the qualified names it lists there, do its texts compile? Prints
/// what it found, one line each. 0 if all is well, 1 if not; an error where
/// nothing could be tried.
llvm::Expected<int> verifyProfile(const Options &O,
                                  const CompileCommand &Command);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_VERIFY_PROFILE_H
