//===- resolve.h - One set of fixes without conflicts -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_RESOLVE_H
#define ASYNCMEND_TOOL_RESOLVE_H

#include "report.h"
#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace asyncmend {

/// Folds the findings of all TUs (outer index: TU) into one sorted list. The
/// same rule at the same place is one finding; where TUs disagree about its
/// fix, the fix goes and WhyNoFix says so.
std::vector<ReportedFinding>
mergeFindings(llvm::ArrayRef<std::vector<Finding>> PerTu);

/// Decides which fixes enter. A fix whose tier is at most `Upto` enters whole
/// or not at all, in the order (safety, severity, path, offset, rule); one that
/// overlaps an accepted edit, or inserts something else at the same place, gets
/// FixState::Conflict and a `Why` that names the winner. Identical edits of two
/// fixes do not conflict, and neither do includes. Fixes of higher tiers become
/// Offered. States other than None, Chosen, Offered and Conflict are left as
/// they are. With `Sources`, `Why` names the winner's line.
void chooseFixes(std::vector<ReportedFinding> &Findings, Safety Upto,
                 const SourceMap *Sources = nullptr);

/// The indices of the findings whose fix is Chosen.
std::vector<size_t> chosenFixes(llvm::ArrayRef<ReportedFinding> Findings);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_RESOLVE_H
