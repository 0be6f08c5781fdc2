//===- report.cpp - The result of a run -----------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report.h"
#include "llvm/ADT/STLExtras.h"

namespace asyncmend {

bool Report::anyTuFailed() const {
  return llvm::any_of(Tus,
                      [](const TuStatus &T) { return !T.Failure.empty(); });
}

size_t Report::findingsLeft() const {
  if (!Applied)
    return Findings.size();
  return llvm::count_if(Findings, [](const ReportedFinding &R) {
    return R.State != FixState::Chosen;
  });
}

} // namespace asyncmend
