//===- rule-selection.h - Which rules run -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_RULE_SELECTION_H
#define ASYNCMEND_TOOL_RULE_SELECTION_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <set>
#include <string>
#include <vector>

namespace asyncmend {

struct RuleSelection {
  std::vector<std::string> Slugs; ///< Sorted.
  std::set<std::string> Named;    ///< Those that a full name has chosen.
};

/// Reads a comma list of globs: later items win, '-' removes. A list that is
/// empty or begins with a removal starts from the rules that are on by default.
/// An error is a sentence that does not say where the list was found.
llvm::Expected<RuleSelection> selectRules(llvm::StringRef Globs);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_RULE_SELECTION_H
