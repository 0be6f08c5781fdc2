//===- compile-commands.h - Reading compile_commands.json -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's own reader answers a broken database with "running without flags",
// a missing directory with an abort, and a relative one with silence. This
// reader is strict: an entry either becomes a command that the Clang driver can
// run, or there is one sentence about it that names the file and the place.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_COMPILE_COMMANDS_H
#define ASYNCMEND_TOOL_COMPILE_COMMANDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncmend {

/// How to compile one TU.
struct CompileCommand {
  std::string File;      ///< Absolute, symbolic links resolved.
  std::string Directory; ///< Absolute; exists.
  /// Arguments[0] is the compiler (wrappers such as ccache removed), the rest
  /// is as Clang's driver takes it: no output, no dependency files, no flags
  /// that only GCC knows. The source file is among them as spelled.
  std::vector<std::string> Arguments;

  bool operator==(const CompileCommand &) const = default;
};

/// What the user asked to change about every command.
struct CommandAdjustments {
  std::vector<std::string> ExtraArgs;       ///< Appended (before any "--").
  std::vector<std::string> ExtraArgsBefore; ///< Right after the compiler.
  std::vector<std::string> RemovedArgs;     ///< Removed where spelled exactly.
  std::vector<std::string> Wrappers;        ///< Further wrapper names to skip.
};

/// Finds the database for `-p Path` (a directory or the file itself). An empty
/// `Path` searches the parents of `Start`, and `build/` in each of them.
llvm::Expected<std::string> findDatabase(llvm::StringRef Path,
                                         llvm::StringRef Start);

/// Reads a database. Entries that are no C++ (C, assembler, linker lines that
/// name no source) are left out; identical entries are folded. The order is
/// that of the file. Any malformed entry is an error for the whole database,
/// and so is one without a single C++ entry. A source file that does not exist
/// (yet) is none here: it costs its own TU later.
llvm::Expected<std::vector<CompileCommand>>
loadDatabase(llvm::StringRef DatabaseFile, const CommandAdjustments &Adjust);

/// Makes commands from the flags after `--` on our own command line: one for
/// each of `Files`. If Flags starts with something that is no flag and no file
/// of `Files`, it is the compiler (CMake's CXX_CLANG_TIDY passes the whole
/// compile command there); otherwise "clang++" is.
llvm::Expected<std::vector<CompileCommand>>
fixedCommands(llvm::ArrayRef<std::string> Files,
              llvm::ArrayRef<std::string> Flags, llvm::StringRef Directory,
              const CommandAdjustments &Adjust);

/// Chooses by the positional arguments: an existing file must be one of the
/// commands' files, an existing directory stands for all below it, anything
/// else is a regular expression searched in the path. None at all chooses
/// everything. One that chooses nothing is an error, unless `SkipUnknown`.
llvm::Expected<std::vector<CompileCommand>>
selectCommands(std::vector<CompileCommand> All,
               llvm::ArrayRef<std::string> Positionals,
               bool SkipUnknown = false);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_COMPILE_COMMANDS_H
