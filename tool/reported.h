//===- reported.h - Which findings are reported -----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_REPORTED_H
#define ASYNCMEND_TOOL_REPORTED_H

#include "baseline.h"
#include "options.h"
#include "plan.h"

namespace asyncmend {

/// Leaves out of a report what a baseline knows and what no change is the cause
/// of. Such findings are there while fixes are checked, without fixes of their
/// own: code that a fix moves may hold them.
class Reported {
public:
  /// Reads the baselines, so that a bad one costs no analysis. `Change` must
  /// outlive the object.
  static llvm::Expected<Reported> make(const Options &O, const Plan &P,
                                       const std::optional<Changes> &Change);

  /// Takes away the fixes of what will not be reported.
  void mark(Report &R);
  /// Takes those findings away and counts them.
  void drop(Report &R);
  /// Writes the baseline, if that was asked for and all TUs were analysed.
  /// `Looked`: the files that were read. Says on standard error what it did.
  llvm::Error write(const Report &R, std::set<std::string> Looked) const;

private:
  Reported(const Options &O, const std::optional<Changes> &Change)
      : O(O), Change(Change) {}

  const Options &O;
  const std::optional<Changes> &Change;
  Baseline Known, Now;
  std::string File; ///< That `Known` came from, where it is one.
  enum Verdict { Report_, InBaseline, Untouched };
  std::vector<Verdict> Verdicts; ///< By finding.
};

/// What the run ends with: 0, 1 for findings left, 2 for TUs that could not be
/// analysed. Says on standard error how --max-findings was met.
int exitCode(const Report &R, const Options &O);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_REPORTED_H
