//===- reported.cpp - Which findings are reported -------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "reported.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "paths.h"
#include "write-file.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using llvm::Error;
using llvm::Expected;

namespace asyncmend {
namespace {

/// A rule that concludes from all TUs sees less of a part of them.
void warnAboutParts(const Plan &P) {
  for (const RegisteredRule &Rule : allRules())
    if (Rule.Info.NeedsAllTus && llvm::any_of(P.Tus, [&](const PlannedTu &Tu) {
          return llvm::is_contained(Tu.Worker->Rules, Rule.Info.Slug);
        }))
      llvm::errs() << "asyncmend: warning: " << Rule.Info.Slug
                   << " looks at the translation units that the change "
                      "concerns: what leads through others is not found\n";
}

std::string counted(size_t Number) {
  return std::to_string(Number) + (Number == 1 ? " finding" : " findings");
}

} // namespace

Expected<Reported> Reported::make(const Options &O, const Plan &P,
                                  const std::optional<Changes> &Change) {
  Reported Out(O, Change);
  if (Change)
    warnAboutParts(P);
  if (!O.WriteBaseline.empty()) {
    if (Error E = checkWritable(O.WriteBaseline))
      return std::move(E);
    return std::move(Out);
  }
  for (const std::string &File : P.Baselines) {
    Expected<Baseline> B = readBaseline(File);
    if (!B)
      return B.takeError();
    Out.File = File;
    for (auto &[Path, Rules] : B->Counts)
      for (auto &[Rule, Number] : Rules)
        Out.Known.Counts[Path][Rule] += Number;
  }
  if (O.PruneBaseline && P.Baselines.size() != 1)
    return no(P.Baselines.empty()
                  ? "--prune-baseline needs a baseline"
                  : "--prune-baseline needs one baseline for all sources, and "
                    "the configuration names several");
  return std::move(Out);
}

void Reported::mark(Report &R) {
  Now = countFindings(R.Findings);
  if (!O.WriteBaseline.empty())
    Known = Now;
  LineTables Tables(R.Sources);
  for (ReportedFinding &F : R.Findings) {
    Verdict V = isKnown(Known, Now, F.F)                          ? InBaseline
                : Change && !concerns(Change->Files, F.F, Tables) ? Untouched
                                                                  : Report_;
    Verdicts.push_back(V);
    if (V == Report_)
      continue;
    F.F.Fixes.clear();
    F.State = FixState::None;
  }
}

void Reported::drop(Report &R) {
  R.InBaseline = llvm::count(Verdicts, InBaseline);
  R.Untouched = llvm::count(Verdicts, Untouched);
  size_t I = 0;
  llvm::erase_if(R.Findings, [&](const ReportedFinding &) {
    return Verdicts[I++] != Report_;
  });
  if (!Change)
    return;
  // Nobody can say whether those are in changed lines.
  R.HiddenInHeaders = 0;
  R.Shown.emplace();
  for (const auto &[Path, File] : Change->Files)
    (*R.Shown)[Path] = File.Shown;
}

Error Reported::write(const Report &R, std::set<std::string> Looked) const {
  bool Whole = !O.WriteBaseline.empty();
  if (!Whole && !O.PruneBaseline)
    return Error::success();
  if (R.anyTuFailed()) {
    llvm::errs() << "asyncmend: the baseline was not written, because not all "
                    "translation units could be analysed\n";
    return Error::success();
  }
  Baseline New = Now;
  std::string To = Whole ? O.WriteBaseline : File;
  if (!Whole) {
    if (R.Applied)
      for (const ReportedFinding &F : R.Findings)
        if (F.State == FixState::Chosen)
          --New.Counts[F.F.Where.Path][F.F.Rule];
    // A file that is gone was looked at, too.
    for (const auto &[Path, Rules] : Known.Counts)
      if (!llvm::sys::fs::exists(Path))
        Looked.insert(Path);
    New = prune(Known, New, Looked);
    if (New == Known)
      return Error::success();
  }
  if (Error E = writeBaseline(New, To))
    return E;
  size_t Number = 0;
  for (const auto &[Path, Rules] : New.Counts)
    for (const auto &[Rule, Count] : Rules)
      Number += Count;
  if (!O.Quiet)
    llvm::errs() << "asyncmend: " << To << " now knows " << counted(Number)
                 << "\n";
  return Error::success();
}

int exitCode(const Report &R, const Options &O) {
  if (R.anyTuFailed())
    return 2;
  size_t Left = R.findingsLeft();
  bool Fine = Left <= O.MaxFindings;
  if (O.MaxFindings && Left && !O.Quiet)
    llvm::errs() << counted(Left) << " left, "
                 << (Fine ? "no more than" : "more than") << " the "
                 << O.MaxFindings << " that --max-findings allows\n";
  return Fine || O.ExitZero ? 0 : 1;
}

} // namespace asyncmend
