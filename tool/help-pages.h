//===- help-pages.h - Questions that need no run - --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_HELP_PAGES_H
#define ASYNCMEND_TOOL_HELP_PAGES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncmend {

/// All rules, a line each; or the table of README.
std::string listRules(bool Markdown);

/// The page of a rule, with or without "asyncmend-" before its name.
llvm::Expected<std::string> explainRule(llvm::StringRef Rule);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_HELP_PAGES_H
