//===- summary.cpp - The closing table ------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using llvm::raw_ostream;

namespace asyncmend {
namespace {

struct RuleCount {
  unsigned Found = 0, Fixed = 0, Withheld = 0, Conflict = 0, NoFix = 0;
  unsigned Unsafe = 0, ByHand = 0;

  void add(const ReportedFinding &R) {
    ++Found;
    switch (R.State) {
    case FixState::None:
      ++NoFix;
      break;
    case FixState::Chosen:
      ++Fixed;
      break;
    case FixState::Withheld:
      ++Withheld;
      break;
    case FixState::Conflict:
      ++Conflict;
      break;
    case FixState::Offered:
      ++(R.F.Fixes.front().Level == Safety::Suggestion ? ByHand : Unsafe);
      break;
    }
  }
};

/// "1 finding", "2 findings".
std::string counted(size_t Number, const std::string &Noun,
                    const char *Plural = "s") {
  return std::to_string(Number) + ' ' + Noun + (Number == 1 ? "" : Plural);
}

void emitTable(const std::map<std::string, RuleCount> &Rules, bool Applied,
               raw_ostream &OS) {
  size_t Width = 4;
  for (const auto &[Rule, Count] : Rules)
    Width = std::max(Width, Rule.size());
  auto Row = [&](llvm::StringRef Name, std::vector<std::string> Cells) {
    OS << "  " << llvm::left_justify(Name, Width);
    for (const std::string &Cell : Cells)
      OS << llvm::right_justify(Cell, 10);
    OS << '\n';
  };
  Row("rule", {"found", Applied ? "fixed" : "fixable", "unsafe", "by hand",
               "withheld", "conflict", "no fix"});
  for (const auto &[Rule, C] : Rules) {
    std::vector<std::string> Cells;
    for (unsigned Number : {C.Found, C.Fixed, C.Unsafe, C.ByHand, C.Withheld,
                            C.Conflict, C.NoFix})
      Cells.push_back(std::to_string(Number));
    Row(Rule, Cells);
  }
}

void emitFailures(const Report &R, raw_ostream &OS) {
  size_t Failed = llvm::count_if(
      R.Tus, [](const TuStatus &T) { return !T.Failure.empty(); });
  if (!Failed)
    return;
  OS << Failed << " of " << counted(R.Tus.size(), "translation unit")
     << " could not be analysed:\n";
  for (const TuStatus &T : R.Tus) {
    if (T.Failure.empty())
      continue;
    OS << "  " << T.File << ": " << T.Failure << '\n';
    if (!T.Reproduce.empty())
      OS << "    to reproduce: " << T.Reproduce << '\n';
  }
}

} // namespace

void emitSummary(const Report &R, const EmitOptions &, raw_ostream &OS) {
  std::map<std::string, RuleCount> Rules;
  RuleCount Total;
  std::set<llvm::StringRef> Files;
  for (const ReportedFinding &F : R.Findings) {
    Rules[F.F.Rule].add(F);
    Total.add(F);
    Files.insert(F.F.Where.Path);
  }
  OS << (R.Findings.empty() ? "no findings"
                            : counted(R.Findings.size(), "finding") + " in " +
                                  counted(Files.size(), "file"))
     << ", " << counted(R.Tus.size(), "translation unit") << '\n';
  if (!Rules.empty())
    emitTable(Rules, R.Applied, OS);
  if (R.Applied && Total.Fixed)
    OS << Total.Fixed << " fixed in " << counted(R.Changes.size(), "file")
       << '\n';
  else if (Total.Fixed)
    OS << Total.Fixed << " fixable with --fix\n";
  if (Total.Unsafe)
    OS << Total.Unsafe << " more with --unsafe-fixes\n";
  if (Total.Conflict)
    OS << Total.Conflict
       << " in conflict with another fix: run again when that is applied\n";
  if (!R.Vendored.empty() && R.Applied)
    OS << "the runtime headers they include are in "
       << llvm::sys::path::parent_path(R.Vendored.front().Path) << '\n';
  if (R.FixesWithRuntime)
    OS << counted(R.FixesWithRuntime, "fix", "es")
       << " with #include <asyncmend/...>: the build must find it "
          "(docs/runtime.md), or use --runtime=vendor:DIR\n";
  if (R.InBaseline)
    OS << counted(R.InBaseline, "finding") << " in the baseline not shown\n";
  if (R.Untouched)
    OS << counted(R.Untouched, "finding")
       << " that no change has to do with not shown\n";
  if (R.HiddenInHeaders)
    OS << counted(R.HiddenInHeaders, "finding")
       << " in headers not shown (--header-filter='.*' shows all)\n";
  emitFailures(R, OS);
}

} // namespace asyncmend
