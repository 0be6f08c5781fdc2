//===- sink.h - Where rewriters report to -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_SINK_H
#define ASYNCMEND_CORE_SINK_H

#include "core/program.h"
#include "core/rule.h"
#include "core/tu-model.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/Regex.h"
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace asyncmend {

/// Lines of one file that may be reported; the name is a suffix of the path.
struct LineFilterEntry {
  std::string Name;
  std::vector<std::pair<unsigned, unsigned>> Lines; ///< Empty: all.
};

/// Which places are reported at all.
struct ReportFilter {
  std::string HeaderRegex; ///< Empty: only the main file.
  /// Headers that are reported as well, whatever HeaderRegex says; paths.
  std::set<std::string> Headers;
  std::vector<LineFilterEntry> Lines;
  bool Nolint = true; ///< Leave out what a NOLINT comment is about.
};

/// Receives one TU's findings: leaves out what is suppressed (NOLINT and its
/// relatives), outside the filter or in a system header, and folds what a
/// template's pattern and its instantiations say of the same spelled place.
class FindingSink {
public:
  FindingSink(const TuModel &Tu, ReportFilter Filter);

  /// The rule that the following reports belong to.
  void setRule(const RuleInfo &Info) { Rule = &Info; }

  /// Reports at `Where`, which lies in `C`. An error instead of a fix is the
  /// reason why there is none. `IfFails` is Finding::IfFails.
  void report(const FunctionBody &C, clang::SourceRange Where,
              std::string Message, llvm::Expected<Fix> MaybeFix,
              std::vector<Note> Notes = {},
              std::vector<std::string> IfFails = {});

  /// Says that the instantiation `C` has nothing to report at a place at which
  /// others may: what they want to edit there is not right for all.
  void dissent(const Coroutine &C, clang::SourceLocation Where);

  /// Would a finding at `Where` be reported, as far as the place decides?
  bool wants(clang::SourceRange Where) const;

  /// Keeps what a rule wants to know of this TU in Rewriter::conclude.
  void contribute(FunctionFacts F) { Facts.push_back(std::move(F)); }

  void contribute(TaskFacts F) { Tasks.push_back(std::move(F)); }

  /// All that was contributed.
  std::vector<FunctionFacts> takeFacts() { return std::move(Facts); }
  std::vector<TaskFacts> takeTasks() { return std::move(Tasks); }

  /// All findings, sorted.
  std::vector<Finding> take();

  /// The findings that a comment has suppressed, without their fixes; sorted.
  std::vector<Finding> takeSuppressed();

  /// Findings in headers that the filter left out.
  unsigned hiddenInHeaders() const { return Hidden.size(); }

private:
  struct Entry {
    Finding F;
    bool FromPattern = false;
  };
  using Key = std::tuple<std::string, uint32_t, std::string>;

  /// As far as suppressions do not matter.
  bool isAdmitted(clang::SourceLocation Loc, const std::string &Path) const;
  bool isInView(clang::SourceLocation Loc, const std::string &Path) const;
  bool isSuppressed(clang::SourceLocation Loc) const;
  static void fold(Entry &Known, Finding &&New);

  const TuModel &Tu;
  ReportFilter Filter;
  std::optional<llvm::Regex> HeaderFilter;
  const RuleInfo *Rule = nullptr;
  std::vector<FunctionFacts> Facts;
  std::vector<TaskFacts> Tasks;
  std::map<Key, Entry> Entries;
  std::map<Key, Finding> Suppressed;
  std::set<Key> Hidden, Dissents;
};

/// A check's name, or glob, in a comment that suppresses it.
struct Suppression {
  enum Kind { Here, NextLine, Block, StrayEnd } What = Here;
  std::string Glob;
  unsigned Line = 1;   ///< Of the comment; lines and columns count from 1.
  uint32_t Offset = 0; ///< Of the keyword, in bytes of the text.
  uint32_t Length = 0; ///< Of the keyword and its list.
  unsigned First = 1, Last = 1; ///< The lines that it is about.
  bool Closed = true; ///< A Block that a NOLINTEND of the same list ends.
};

/// The names in the lists of all NOLINT comments. Comments without a list are
/// none of a tool's own.
std::vector<Suppression> namedSuppressions(llvm::StringRef Text);

/// Does one of the comments NOLINT, NOLINTNEXTLINE, NOLINTBEGIN … NOLINTEND
/// apply to check `Check` ("asyncmend-…") on `Line` (1-based) of `Text`?
/// Comments that name no check apply to all; names may be globs.
bool isNolint(llvm::StringRef Text, unsigned Line, llvm::StringRef Check);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_SINK_H
