//===- git.h - Asking git ---------------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_GIT_H
#define ASYNCMEND_TOOL_GIT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncmend {

/// Runs git in `Directory` without taking locks; its standard output. An error
/// is the first line that git wrote to the other stream, or says that there is
/// no git.
llvm::Expected<std::string> runGit(llvm::StringRef Directory,
                                   llvm::ArrayRef<llvm::StringRef> Args);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_GIT_H
