//===- unused-nolint.h - Comments that suppress nothing ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_UNUSED_NOLINT_H
#define ASYNCMEND_TOOL_UNUSED_NOLINT_H

#include "analysis.h"

namespace asyncmend {

/// Adds a finding of the rule "unused-nolint" for each NOLINT comment that
/// names one of our checks and suppresses nothing, for a NOLINTBEGIN without
/// its end, and for an end without beginning. A name is judged by the rules
/// that have run: one whose rules are off, or conclude from all TUs, is left
/// alone. Headers are judged only where `Whole` says that all TUs were there.
void addUnusedSuppressions(Analysis &A, llvm::ArrayRef<PlannedTu> Tus,
                           bool Whole);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_UNUSED_NOLINT_H
