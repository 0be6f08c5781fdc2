//===- invocation.h - How Clang is started on a TU --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_INVOCATION_H
#define ASYNCMEND_TOOL_INVOCATION_H

#include "compile-commands.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>
#include <vector>

namespace asyncmend {

/// The words for Clang's driver: those of the command, our resource directory,
/// and the directory of runtimeHeaders() last of all.
std::vector<std::string> clangArguments(const CompileCommand &Command);

/// The runtime headers of this binary, where clangArguments() looks for them.
llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> runtimeHeaders();

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_INVOCATION_H
