//===- session.h - One analysis for all checks of a TU ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang-tidy makes one object for each check and TU. The model of the TU is
// built once for all of them, and conflicts between their fixes are settled
// here: clang-tidy would let half of a fix in.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_TIDY_SESSION_H
#define ASYNCMEND_TOOL_TIDY_SESSION_H

#include "config.h"
#include "core/includes.h"
#include "core/sink.h"
#include "core/tu-model.h"
#include "output/exported-hunks.h"
#include "report.h"
#include <set>
#include <string>
#include <vector>

namespace asyncmend {

/// What the options of clang-tidy say.
struct TidyOptions {
  Config Wishes;            ///< Wins over the `.asyncmend` files.
  bool UnsafeFixes = false; ///< Fixes of that tier are applied, too.
  std::vector<LineFilterEntry> Lines;
};

/// A finding and the edits that its diagnostic brings. These are none where the
/// finding has no fix, where its fix is not applied, and where each edit comes
/// with another finding already.
struct TidyFinding {
  ReportedFinding Reported;
  std::vector<Edit> Edits;
};

class TidySession {
public:
  /// Made before the TU is parsed; `PP` outlives it.
  explicit TidySession(clang::Preprocessor &PP);

  /// Asks for a rule, before the end of the TU.
  void enable(llvm::StringRef Slug) { Slugs.insert(Slug.str()); }
  const std::set<std::string> &enabled() const { return Slugs; }

  /// What the enabled rules find. To be called when the TU has been parsed; the
  /// first call analyses. Empty where that could not be done.
  const std::vector<TidyFinding> &findings(const TidyOptions &Options);

  /// Why nothing could be analysed, once; then it is empty.
  std::string takeFailure() { return std::exchange(Failure, {}); }

private:
  llvm::Error analyze(const TidyOptions &Options);
  std::vector<Finding> runRules(const TuModel &Tu, const EffectiveConfig &C,
                                const TidyOptions &Options);
  void settleFixes(Report &R, const TidyOptions &Options);

  clang::Preprocessor &PP;
  IncludeGraph Includes;
  std::set<std::string> Slugs;
  bool Analyzed = false;
  std::vector<TidyFinding> Findings;
  std::string Failure;
};

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_TIDY_SESSION_H
