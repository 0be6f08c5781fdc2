//===- option-values.h - Values of options that have a form -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OPTION_VALUES_H
#define ASYNCMEND_TOOL_OPTION_VALUES_H

#include "options.h"

namespace asyncmend {

/// The value of --line-filter, which is clang-tidy's.
llvm::Expected<std::vector<LineFilterEntry>>
readLineFilter(llvm::StringRef Text);

/// At most one of --changed, --staged and --diff-from.
llvm::Expected<ChangeRequest>
readChangeRequest(std::optional<std::string> Changed, bool Staged,
                  std::optional<std::string> Diff);

/// Do the options about what is reported go together?
llvm::Error checkScope(const Options &O);

/// The values of --inject-fault.
llvm::Expected<std::vector<Fault>>
readFaults(llvm::ArrayRef<std::string> Texts);

/// A word of the command line and the place where it stood.
struct PlacedWord {
  unsigned Position = 0;
  std::string Text;
};

/// Pairs each --output with the --format before it. What has no file goes to
/// standard output: one at most. Without any --format that is the text.
llvm::Expected<std::vector<OutputRequest>>
readOutputs(std::vector<PlacedWord> Formats, std::vector<PlacedWord> Files);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OPTION_VALUES_H
