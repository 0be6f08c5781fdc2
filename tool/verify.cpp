//===- verify.cpp - Compiling fixes before they are offered ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify.h"
#include "apply.h"
#include "resolve.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <iterator>

using llvm::Expected;

namespace asyncmend {

namespace {

std::set<std::string> filesOf(const Fix &F) {
  std::set<std::string> Paths;
  for (const Edit &E : F.Edits)
    Paths.insert(E.Where.Path);
  for (const IncludeEdit &I : F.Includes)
    Paths.insert(I.Path);
  return Paths;
}

std::set<std::string> filesOf(llvm::ArrayRef<ReportedFinding> Findings,
                              llvm::ArrayRef<size_t> Which) {
  std::set<std::string> Paths;
  for (size_t I : Which)
    Paths.merge(filesOf(Findings[I].F.Fixes.front()));
  return Paths;
}

/// The hunk in whose new text an offset of the new file lies.
const Hunk *hunkAt(const FileChange &Change, uint32_t NewOffset) {
  int64_t Shift = 0;
  for (const Hunk &H : Change.Hunks) {
    int64_t Begin = H.Offset + Shift;
    if (NewOffset >= Begin && NewOffset < Begin + int64_t(H.Text.size()))
      return &H;
    Shift += int64_t(H.Text.size()) - H.Length;
  }
  return nullptr;
}

/// What the rules say about the new text of the fixes. Findings elsewhere are
/// none of this: a full parse may see more than one that skips bodies.
std::string standingFinding(const TuResult &After,
                            llvm::ArrayRef<FileChange> Changes,
                            llvm::ArrayRef<ReportedFinding> Findings,
                            const std::vector<size_t> &Chosen) {
  for (const Finding &F : After.Findings) {
    const auto *Change = llvm::find_if(
        Changes, [&](const FileChange &C) { return C.Path == F.Where.Path; });
    const Hunk *H =
        Change == Changes.end() ? nullptr : hunkAt(*Change, F.Where.Offset);
    if (!H)
      continue;
    bool Known = false, Fixed = false;
    for (size_t I = 0; I != Findings.size(); ++I) {
      const Finding &Old = Findings[I].F;
      if (Old.Rule != F.Rule || Old.Where.Path != F.Where.Path ||
          Old.Where.Offset < H->Offset ||
          Old.Where.Offset > H->Offset + H->Length)
        continue;
      (llvm::is_contained(Chosen, I) ? Fixed : Known) = true;
    }
    if (Known)
      continue;
    return Fixed ? "the finding is still there after the fix"
                 : "the fix would itself be reported by [asyncmend-" + F.Rule +
                       "]";
  }
  return {};
}

} // namespace

std::vector<size_t>
Verifier::readersOf(const std::set<std::string> &Paths) const {
  std::vector<size_t> Readers;
  for (size_t I = 0; I != Tus.size(); ++I)
    if (llvm::any_of(Paths, [&](const std::string &Path) {
          return Tus[I].Files.count(Path);
        }))
      Readers.push_back(I);
  return Readers;
}

std::string Verifier::check(size_t Tu, llvm::ArrayRef<ReportedFinding> Findings,
                            const Set &Chosen) const {
  Expected<std::vector<FileChange>> Changes =
      computeChanges(Findings, Chosen, Sources);
  if (!Changes)
    return llvm::toString(Changes.takeError());
  WorkerOptions Options = *Tus[Tu].Worker;
  Options.ParseEverything = true;
  for (const FileChange &C : *Changes)
    Options.Overlay[C.Path] = C.After;
  Expected<TuResult> After = analyzeTu(Tus[Tu].Command, Options);
  if (!After)
    return llvm::toString(After.takeError());
  if (After->Errors)
    return After->FirstError;
  return standingFinding(*After, *Changes, Findings, Chosen);
}

std::vector<std::string>
Verifier::checkMany(llvm::ArrayRef<std::pair<size_t, Set>> Checks,
                    llvm::ArrayRef<ReportedFinding> Findings) const {
  std::vector<JobOutcome> Outcomes = runJobs(
      Checks.size(),
      [&](size_t I) {
        return check(Checks[I].first, Findings, Checks[I].second);
      },
      Slots, Limits, [&](size_t Done) { Progress(Done, Checks.size()); });
  std::vector<std::string> Reasons;
  for (JobOutcome &O : Outcomes)
    Reasons.push_back(O.How == JobOutcome::Done
                          ? std::move(O.Output)
                          : "the compiler " + O.Reason + " on the result");
  return Reasons;
}

/// Bisection: the shortest run of fixes that fails ends with a guilty one. The
/// TU without any edit is tried first, because a full parse may find errors
/// that have always been there.
void Verifier::withholdGuilty(size_t Tu, std::vector<ReportedFinding> &Findings,
                              const Set &Chosen) {
  Set Suspects;
  for (size_t I : Chosen)
    if (llvm::is_contained(readersOf(filesOf(Findings[I].F.Fixes.front())), Tu))
      Suspects.push_back(I);
  auto Try = [&](size_t Count) {
    std::pair<size_t, Set> Check(
        Tu, Set(Suspects.begin(), Suspects.begin() + Count));
    return checkMany(Check, Findings).front();
  };
  if (std::string Why = Try(0); !Why.empty()) {
    for (size_t I : Suspects) {
      Findings[I].State = FixState::Withheld;
      Findings[I].Why = "it cannot be checked, because " +
                        Tus[Tu].Command.File +
                        " does not compile as a whole: " + Why;
    }
    return;
  }
  size_t Good = 0, Bad = Suspects.size();
  std::string Why = Bad == 1 ? Try(1) : std::string();
  while (Bad - Good > 1) {
    size_t Middle = (Good + Bad) / 2;
    std::string Failure = Try(Middle);
    if (Failure.empty()) {
      Good = Middle;
    } else {
      Bad = Middle;
      Why = Failure;
    }
  }
  if (Why.empty())
    Why = Try(Bad);
  ReportedFinding &Guilty = Findings[Suspects[Bad - 1]];
  Guilty.State = FixState::Withheld;
  Guilty.Why = "the result does not pass the check: " + Why;
}

/// Only TUs for which the set has changed are checked again: a migration of a
/// thousand TUs with fifty bad fixes must not check all of them fifty times.
void Verifier::settle(std::vector<ReportedFinding> &Findings, Safety Upto) {
  Set Before;
  std::set<size_t> Due;
  while (true) {
    chooseFixes(Findings, Upto, &Sources);
    Set Chosen = chosenFixes(Findings), Changed;
    llvm::sort(Chosen);
    std::set_symmetric_difference(Before.begin(), Before.end(), Chosen.begin(),
                                  Chosen.end(), std::back_inserter(Changed));
    for (size_t Tu : readersOf(filesOf(Findings, Changed)))
      Due.insert(Tu);
    // One that no edit is left in may be broken anyway.
    std::vector<std::pair<size_t, Set>> Checks;
    for (size_t Tu : readersOf(filesOf(Findings, Chosen)))
      if (Due.count(Tu))
        Checks.emplace_back(Tu, Chosen);
    std::vector<std::string> Reasons = checkMany(Checks, Findings);
    Due.clear();
    for (auto [Check, Reason] : llvm::zip(Checks, Reasons))
      if (!Reason.empty())
        Due.insert(Check.first);
    if (Due.empty())
      return;
    withholdGuilty(Due, Findings, Chosen);
    Before = std::move(Chosen);
  }
}

/// A fix in a header may be to blame for what several TUs say; those that read
/// a file of a fix that has just gone have to be asked again first.
void Verifier::withholdGuilty(const std::set<size_t> &Failed,
                              std::vector<ReportedFinding> &Findings,
                              const Set &Chosen) {
  std::set<size_t> AskAgain;
  for (size_t Tu : Failed) {
    if (AskAgain.count(Tu))
      continue;
    withholdGuilty(Tu, Findings, Chosen);
    Set Gone;
    for (size_t I : Chosen)
      if (Findings[I].State == FixState::Withheld)
        Gone.push_back(I);
    for (size_t Reader : readersOf(filesOf(Findings, Gone)))
      AskAgain.insert(Reader);
  }
}

void Verifier::checkEach(std::vector<ReportedFinding> &Findings) {
  std::vector<std::pair<size_t, Set>> Checks;
  for (size_t I = 0; I != Findings.size(); ++I)
    if (!Findings[I].F.Fixes.empty())
      for (size_t Tu : readersOf(filesOf(Findings[I].F.Fixes.front())))
        Checks.emplace_back(Tu, Set{I});
  std::vector<std::string> Reasons = checkMany(Checks, Findings);
  for (auto [Check, Reason] : llvm::zip(Checks, Reasons))
    if (!Reason.empty() &&
        Findings[Check.second.front()].State != FixState::Withheld)
      withholdGuilty(Check.first, Findings, Check.second);
}

} // namespace asyncmend
