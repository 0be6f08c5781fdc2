//===- verify.cpp - Compiling fixes before they are offered ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify.h"
#include "apply.h"
#include "resolve.h"
#include "standing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
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

/// Asked for each fix and TU, so without making a set of the fix's files.
bool touches(const Fix &F, const std::set<std::string> &Files) {
  return llvm::any_of(
             F.Edits,
             [&](const Edit &E) { return Files.count(E.Where.Path); }) ||
         llvm::any_of(F.Includes, [&](const IncludeEdit &I) {
           return Files.count(I.Path);
         });
}

std::set<std::string> filesOf(llvm::ArrayRef<ReportedFinding> Findings,
                              llvm::ArrayRef<size_t> Which) {
  std::set<std::string> Paths;
  for (size_t I : Which)
    Paths.merge(filesOf(Findings[I].F.Fixes.front()));
  return Paths;
}

llvm::json::Value toJSON(const Verdict &V) {
  llvm::json::Array Guilty;
  for (const auto &[Index, Why] : V.Guilty)
    Guilty.push_back(
        llvm::json::Array{int64_t(Index), llvm::json::fixUTF8(Why)});
  llvm::json::Object O{{"why", llvm::json::fixUTF8(V.Why)},
                       {"guilty", std::move(Guilty)}};
  if (V.Suspect)
    O["suspect"] = int64_t(*V.Suspect);
  return O;
}

/// The text is a child's, made by the function above.
Verdict readVerdict(llvm::StringRef Text) {
  Verdict V;
  llvm::json::Value Root = llvm::cantFail(llvm::json::parse(Text));
  const llvm::json::Object &O = *Root.getAsObject();
  V.Why = O.getString("why")->str();
  for (const llvm::json::Value &Pair : *O.getArray("guilty"))
    V.Guilty[*(*Pair.getAsArray())[0].getAsInteger()] =
        (*Pair.getAsArray())[1].getAsString()->str();
  if (std::optional<int64_t> Suspect = O.getInteger("suspect"))
    V.Suspect = *Suspect;
  return V;
}

Verdict bad(std::string Why) {
  Verdict V;
  V.Why = std::move(Why);
  return V;
}

void withhold(ReportedFinding &F, const llvm::Twine &Why) {
  F.State = FixState::Withheld;
  F.Why = Why.str();
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

Verifier::Set Verifier::readIn(size_t Tu,
                               llvm::ArrayRef<ReportedFinding> Findings,
                               const Set &Chosen) const {
  Set Read;
  llvm::copy_if(Chosen, std::back_inserter(Read), [&](size_t I) {
    return touches(Findings[I].F.Fixes.front(), Tus[Tu].Files);
  });
  return Read;
}

/// With all bodies, and on all lines, since fixes move lines.
Expected<TuResult>
Verifier::parseWhole(size_t Tu, llvm::ArrayRef<FileChange> Changes) const {
  WorkerOptions Options = *Tus[Tu].Worker;
  Options.ParseEverything = true;
  Options.Filter.Lines.clear();
  for (const FileChange &C : Changes)
    Options.Overlay[C.Path] = C.After;
  return analyzeTu(Tus[Tu].Command, Options);
}

std::vector<Finding> Verifier::findingsBefore(size_t Tu) const {
  if (auto Known = Before.find(Tu); Known != Before.end())
    return Known->second;
  Expected<TuResult> Result = parseWhole(Tu, {});
  if (Result)
    return std::move(Result->Findings);
  llvm::consumeError(Result.takeError());
  return {};
}

/// Where only some lines are reported, nearly every check would ask what was
/// there before. One parse answers for all checks of a TU.
void Verifier::askBefore(llvm::ArrayRef<std::pair<size_t, Set>> Checks) {
  std::map<size_t, unsigned> Asked;
  for (const auto &[Tu, Chosen] : Checks)
    if (!Tus[Tu].Worker->Filter.Lines.empty() && !Before.count(Tu))
      ++Asked[Tu];
  std::vector<size_t> Due;
  for (auto [Tu, Times] : Asked)
    if (Times > 1)
      Due.push_back(Tu);
  std::vector<JobOutcome> Outcomes = runJobs(
      Due.size(),
      [&](size_t I) {
        return llvm::formatv("{0}", llvm::json::Value(findingsBefore(Due[I])))
            .str();
      },
      Slots, Limits, [](size_t) {});
  llvm::json::Path::Root Root;
  for (auto [Tu, O] : llvm::zip(Due, Outcomes))
    if (O.How == JobOutcome::Done)
      fromJSON(llvm::cantFail(llvm::json::parse(O.Output)), Before[Tu], Root);
}

Verdict Verifier::check(size_t Tu, llvm::ArrayRef<ReportedFinding> Findings,
                        const Set &Chosen) const {
  Expected<std::vector<FileChange>> Changes =
      computeChanges(Findings, Chosen, Sources);
  if (!Changes)
    return bad(llvm::toString(Changes.takeError()));
  Expected<TuResult> After = parseWhole(Tu, *Changes);
  if (!After)
    return bad(llvm::toString(After.takeError()));
  if (!After->Errors && Chosen.empty())
    return {};
  if (!After->Errors)
    return standingFindings(After->Findings, *Changes, Findings, Chosen,
                            [&] { return findingsBefore(Tu); });
  Verdict Broken = bad(After->FirstError);
  Broken.Suspect = makerOf(*Changes, After->FirstErrorAt);
  return Broken;
}

std::vector<Verdict>
Verifier::checkMany(llvm::ArrayRef<std::pair<size_t, Set>> Checks,
                    llvm::ArrayRef<ReportedFinding> Findings) {
  askBefore(Checks);
  std::vector<JobOutcome> Outcomes = runJobs(
      Checks.size(),
      [&](size_t I) {
        return llvm::formatv("{0}", toJSON(check(Checks[I].first, Findings,
                                                 Checks[I].second)))
            .str();
      },
      Slots, Limits, [&](size_t Done) { Progress(Done, Checks.size()); });
  std::vector<Verdict> Verdicts;
  for (JobOutcome &O : Outcomes)
    Verdicts.push_back(
        O.How == JobOutcome::Done
            ? readVerdict(O.Output)
            : bad("the compiler " + O.Reason + " on the result"));
  return Verdicts;
}

/// A full parse may find errors that have always been there.
bool Verifier::compilesAsItWas(size_t Tu,
                               std::vector<ReportedFinding> &Findings,
                               const Set &Suspects) {
  if (Sound.count(Tu))
    return true;
  std::string Why =
      checkMany(std::pair<size_t, Set>(Tu, {}), Findings).front().Why;
  if (Why.empty()) {
    Sound.insert(Tu);
    return true;
  }
  for (size_t I : Suspects)
    withhold(Findings[I], "it cannot be checked, because " +
                              Tus[Tu].Command.File +
                              " does not compile as a whole: " + Why);
  return false;
}

static constexpr llvm::StringLiteral Prefix =
    "the result does not pass the check: ";

/// Those that rules accuse, tried without the others: a finding in the text of
/// one fix may be the doing of another.
bool Verifier::withholdAccused(size_t Tu, const Verdict &Failure,
                               std::vector<ReportedFinding> &Findings,
                               const Set &Suspects) {
  Set Accused;
  for (const auto &[Index, Why] : Failure.Guilty)
    Accused.push_back(Index);
  if (Accused.empty())
    return false;
  Verdict Alone = Failure;
  if (Accused.size() != Suspects.size())
    Alone = checkMany(std::pair(Tu, Accused), Findings).front();
  for (const auto &[Index, Why] : Alone.Guilty)
    withhold(Findings[Index], Prefix + Why);
  return !Alone.Guilty.empty();
}

/// The fix whose text the compiler complains of first is tried alone. If it is
/// not that simple, bisection: the shortest run of fixes that fails ends with a
/// guilty one. The less safe ones come last.
void Verifier::withholdGuilty(size_t Tu, const Verdict &Failure,
                              std::vector<ReportedFinding> &Findings,
                              Set Suspects) {
  if (withholdAccused(Tu, Failure, Findings, Suspects) ||
      !compilesAsItWas(Tu, Findings, Suspects))
    return;
  auto Try = [&](Set Some) {
    std::pair<size_t, Set> Check(Tu, std::move(Some));
    return checkMany(Check, Findings).front().Why;
  };
  if (Failure.Suspect && Suspects.size() > 1)
    if (std::string Why = Try({*Failure.Suspect}); !Why.empty())
      return withhold(Findings[*Failure.Suspect], Prefix + Why);
  llvm::stable_sort(Suspects, [&](size_t A, size_t B) {
    return Findings[A].F.Fixes.front().Level <
           Findings[B].F.Fixes.front().Level;
  });
  size_t Good = 0, Bad = Suspects.size();
  std::string Why = Failure.Why;
  while (Bad - Good > 1) {
    size_t Middle = (Good + Bad) / 2;
    std::string Words = Try(Set(Suspects.begin(), Suspects.begin() + Middle));
    if (Words.empty()) {
      Good = Middle;
    } else {
      Bad = Middle;
      Why = Words;
    }
  }
  withhold(Findings[Suspects[Bad - 1]], Prefix + Why);
}

/// Only TUs for which the set has changed are checked again: a migration of a
/// thousand TUs with fifty bad fixes must not check all of them fifty times.
void Verifier::settle(std::vector<ReportedFinding> &Findings, Safety Upto) {
  while (true) {
    chooseFixes(Findings, Upto, &Sources);
    Set Chosen = chosenFixes(Findings);
    // One that no edit is left in may be broken anyway.
    std::vector<std::pair<size_t, Set>> Checks;
    for (size_t Tu : readersOf(filesOf(Findings, Chosen)))
      if (Passed[Tu] != readIn(Tu, Findings, Chosen))
        Checks.emplace_back(Tu, Chosen);
    std::vector<Verdict> Verdicts = checkMany(Checks, Findings);
    std::vector<std::pair<size_t, Verdict>> Failures;
    for (auto [Check, V] : llvm::zip(Checks, Verdicts))
      if (V.Why.empty())
        Passed[Check.first] = readIn(Check.first, Findings, Chosen);
      else
        Failures.emplace_back(Check.first, std::move(V));
    if (Failures.empty())
      return;
    withholdGuilty(Failures, Findings, Chosen);
  }
}

/// Each failure is looked into unless a fix that its TU reads has just gone,
/// perhaps the one in a header that several TUs complain of: then it is asked
/// again.
void Verifier::withholdGuilty(
    llvm::ArrayRef<std::pair<size_t, Verdict>> Failures,
    std::vector<ReportedFinding> &Findings, const Set &Chosen) {
  for (const auto &[Tu, V] : Failures) {
    Set Read = readIn(Tu, Findings, Chosen);
    if (llvm::none_of(Read, [&](size_t I) {
          return Findings[I].State == FixState::Withheld;
        }))
      withholdGuilty(Tu, V, Findings, Read);
  }
}

void Verifier::checkEach(std::vector<ReportedFinding> &Findings) {
  std::vector<std::pair<size_t, Set>> Checks;
  for (size_t I = 0; I != Findings.size(); ++I)
    if (!Findings[I].F.Fixes.empty())
      for (size_t Tu : readersOf(filesOf(Findings[I].F.Fixes.front())))
        Checks.emplace_back(Tu, Set{I});
  std::vector<Verdict> Verdicts = checkMany(Checks, Findings);
  for (auto [Check, V] : llvm::zip(Checks, Verdicts))
    if (!V.Why.empty() &&
        Findings[Check.second.front()].State != FixState::Withheld)
      withholdGuilty(Check.first, V, Findings, Check.second);
}

} // namespace asyncmend
