//===- sarif-rules.h - The rules in terms of SARIF --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_SARIF_RULES_H
#define ASYNCMEND_TOOL_OUTPUT_SARIF_RULES_H

#include "core/finding.h"
#include "llvm/Support/JSON.h"
#include <optional>

namespace asyncmend {

/// "error", "warning" or "note".
llvm::StringRef sarifLevel(Severity S);

/// All rules as reportingDescriptors, each with its page.
void emitSarifRules(llvm::json::OStream &J);

/// Their place in that list.
std::optional<size_t> sarifRuleIndex(llvm::StringRef Slug);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_SARIF_RULES_H
