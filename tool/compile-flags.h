//===- compile-flags.h - Making one command fit Clang's driver --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Databases hold the flags of the compiler that builds the project, most often
// GCC. Clang's own table of options says which of them it knows, so a flag that
// GCC gains next year needs no change here.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_COMPILE_FLAGS_H
#define ASYNCMEND_TOOL_COMPILE_FLAGS_H

#include "compile-commands.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// Whether the name alone tells that `File` cannot be C++ when it is compiled
/// by these words: assembler, Fortran, C without `-x c++` or a C++ compiler.
bool isForeignSource(llvm::StringRef File, llvm::ArrayRef<std::string> Words);

/// Turns the words of one database entry into a command for Clang's driver,
/// as CompileCommand::Arguments describes. `File` is the source as the entry
/// spells it, `Directory` is absolute. No value: the entry is no C++.
llvm::Expected<std::optional<CompileCommand>>
makeCommand(std::vector<std::string> Words, llvm::StringRef File,
            llvm::StringRef Directory, const CommandAdjustments &Adjust);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_COMPILE_FLAGS_H
