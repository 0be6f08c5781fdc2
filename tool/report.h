//===- report.h - The result of a run, as every output sees it --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_REPORT_H
#define ASYNCMEND_TOOL_REPORT_H

#include "core/finding.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// Bytes of files by path.
using SourceMap = std::map<std::string, std::string>;

/// Lines of a file, counting from 1, both ends included.
struct LineRange {
  unsigned First = 0;
  unsigned Last = 0;

  bool operator==(const LineRange &) const = default;
};

/// What became of the first fix of a finding.
enum class FixState {
  None,     ///< There is no fix; Finding::WhyNoFix says why.
  Chosen,   ///< Part of what --fix applies (or has applied).
  Offered,  ///< Good, but of a tier that was not asked for.
  Withheld, ///< Did not compile, or left its finding standing.
  Conflict, ///< Overlaps a fix that was chosen before it.
};

struct ReportedFinding {
  Finding F;
  FixState State = FixState::None;
  std::string Why;     ///< For Withheld and Conflict: the reason.
  size_t FirstTu = 0;  ///< Index into Report::Tus of the first to see it.
  unsigned SeenIn = 1; ///< Number of TUs that saw it.
};

/// A range of the old bytes and what stands there afterwards. `Owners` are the
/// findings (indices into Report::Findings) whose chosen fixes made it.
struct Hunk {
  uint32_t Offset = 0;
  uint32_t Length = 0;
  std::string Text;
  std::vector<size_t> Owners;
};

/// One edited file. Hunks are sorted, disjoint, and turn Before into After.
struct FileChange {
  std::string Path;
  std::string Before;
  std::string After;
  std::vector<Hunk> Hunks;
};

/// One TU and how its analysis ended.
struct TuStatus {
  std::string File;
  std::string Directory;
  std::string Failure;   ///< Empty when analysed; else the reason, one line.
  std::string Reproduce; ///< For a failed TU: a shell command.
};

/// A runtime header that is to be in the user's tree.
struct VendoredFile {
  std::string Path;
  llvm::StringRef Text; ///< Part of this binary.

  bool operator==(const VendoredFile &) const = default;
};

/// Everything the outputs need; immutable once made. Findings are sorted.
struct Report {
  std::vector<ReportedFinding> Findings;
  std::vector<FileChange> Changes; ///< Of the Chosen fixes, sorted by path.
  std::vector<TuStatus> Tus;       ///< In the order of the database.
  /// The bytes of every file a finding or edit points into, as parsed.
  SourceMap Sources;
  unsigned HiddenInHeaders = 0; ///< Findings that --header-filter left out.
  std::vector<VendoredFile> Vendored; ///< For the Chosen fixes.
  /// Chosen fixes that leave finding <asyncmend/…> to the user's build.
  unsigned FixesWithRuntime = 0;
  /// What comments suppress, without fixes; sorted.
  std::vector<Finding> Suppressed;
  unsigned InBaseline = 0; ///< Findings that are not reported for that.
  unsigned Untouched = 0;  ///< Findings that no change is the cause of.
  /// With --changed and its like: the lines that the diff shows, context
  /// included, by path.
  std::optional<std::map<std::string, std::vector<LineRange>>> Shown;
  bool Applied = false; ///< The changes were written to disk.

  bool anyTuFailed() const;
  /// Findings that remain after what was applied.
  size_t findingsLeft() const;
};

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_REPORT_H
