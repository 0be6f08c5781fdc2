//===- option-table.h - The options as a table ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OPTION_TABLE_H
#define ASYNCMEND_TOOL_OPTION_TABLE_H

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncmend {

/// One option, as manual pages and completions show it.
struct OptionEntry {
  enum Kind {
    Switch, ///< `--fix`; no value.
    Joined, ///< `--limit=N`.
    Apart,  ///< One letter: `-p DIR`, `-j 4`.
  };
  std::string Name;  ///< Without dashes.
  std::string Value; ///< What it takes, for people: "dir". Empty for a switch.
  std::string Help;
  Kind Form = Switch;
  std::vector<std::string> Words; ///< All values there are; empty: any.

  /// With its dashes.
  std::string spelled() const { return (Form == Apart ? "-" : "--") + Name; }
};

/// Those options of `Category` that LLVM's parser knows and that are not
/// hidden, by name, then --help and --version.
std::vector<OptionEntry> optionTable(llvm::cl::OptionCategory &Category);

/// Text made from the table: a manual page ("man"), or the completions of a
/// shell ("bash", "zsh", "fish").
llvm::Expected<std::string> optionPage(llvm::StringRef Kind,
                                       llvm::ArrayRef<OptionEntry> Table);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OPTION_TABLE_H
