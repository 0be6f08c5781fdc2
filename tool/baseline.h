//===- baseline.h - Counts of known findings --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A JSON file says how many findings of each rule a source file may have:
//
//   {"version": 1, "files": {"src/a.cpp": {"blocking-sleep": {"count": 2}}}}
//
// Lines are not part of it, so that an edit elsewhere in the file changes
// nothing. Paths are relative to the directory of the baseline.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_BASELINE_H
#define ASYNCMEND_TOOL_BASELINE_H

#include "report.h"
#include "llvm/Support/Error.h"
#include <map>
#include <set>
#include <string>

namespace asyncmend {

struct Baseline {
  /// By absolute path, then by rule (without the prefix "asyncmend-").
  std::map<std::string, std::map<std::string, unsigned>> Counts;

  bool operator==(const Baseline &) const = default;
};

/// An error reads `file:line:col: what`, or says why there is nothing to read.
llvm::Expected<Baseline> readBaseline(llvm::StringRef File);

/// Sorted, and the same bytes for the same counts.
llvm::Error writeBaseline(const Baseline &B, llvm::StringRef File);

/// The counts of all findings.
Baseline countFindings(llvm::ArrayRef<ReportedFinding> Findings);

/// Is the finding known? All of a rule in a file are, or none: with one more
/// than recorded nobody can say which of them is the new one.
bool isKnown(const Baseline &B, const Baseline &Now, const Finding &F);

/// The lesser count of both; what is left without any count goes. Files that
/// are not in `Looked` keep theirs.
Baseline prune(const Baseline &B, const Baseline &Now,
               const std::set<std::string> &Looked);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_BASELINE_H
