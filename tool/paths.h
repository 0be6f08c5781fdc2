//===- paths.h - Absolute and real paths ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_PATHS_H
#define ASYNCMEND_TOOL_PATHS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncmend {

/// `Path` relative to `Directory`, without "." and "..".
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Directory);

/// The same with symbolic links resolved, as far as the file exists.
std::string realPath(llvm::StringRef Path, llvm::StringRef Directory);

/// This process's, as it is spelled.
std::string workingDirectory();

/// The working directory, free of symbolic links, as all paths of a report are.
std::string currentDirectory();

/// The top of the git work tree that holds the file `Path`, or nothing.
std::string repositoryOf(llvm::StringRef Path);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_PATHS_H
