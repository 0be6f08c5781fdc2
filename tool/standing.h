//===- standing.h - What rules say after fixes ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_STANDING_H
#define ASYNCMEND_TOOL_STANDING_H

#include "report.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// What one parse over new bytes says.
struct Verdict {
  std::string Why; ///< Empty when all is well.
  /// The fixes (indices of findings) that a rule's words can be blamed on
  /// without a search, and what it says.
  std::map<size_t, std::string> Guilty;
  /// The fix in whose text the first error stands, which may be its fault.
  std::optional<size_t> Suspect;
};

/// Compares what the rules say of one TU with `Changes` in it (`After`) with
/// what they said before. A finding that still stands though its fix is among
/// the `Chosen` speaks against that fix; one that nobody has seen before,
/// anywhere in the TU, against the fix that made its text, or against some fix.
/// `Before` parses the TU as it was, whole; it is asked only if `Findings` do
/// not explain everything, since they come from a parse that skips bodies.
Verdict standingFindings(llvm::ArrayRef<Finding> After,
                         llvm::ArrayRef<FileChange> Changes,
                         llvm::ArrayRef<ReportedFinding> Findings,
                         llvm::ArrayRef<size_t> Chosen,
                         llvm::function_ref<std::vector<Finding>()> Before);

/// The only fix that made the text at an offset of the new file, if one did.
std::optional<size_t> makerOf(llvm::ArrayRef<FileChange> Changes,
                              const Span &New);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_STANDING_H
