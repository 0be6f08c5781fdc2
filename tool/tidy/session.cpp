//===- session.cpp - One analysis for all checks of a TU ------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/session.h"
#include "apply.h"
#include "core/refusal.h"
#include "core/run-rule.h"
#include "resolve.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace clang;
using llvm::Error;
using llvm::Expected;

namespace asyncmend {

TidySession::TidySession(Preprocessor &PP) : PP(PP) {
  PP.addPPCallbacks(Includes.callbacks(PP));
}

const std::vector<TidyFinding> &
TidySession::findings(const TidyOptions &Options) {
  if (!std::exchange(Analyzed, true))
    if (Error E = analyze(Options))
      Failure = llvm::toString(std::move(E));
  return Findings;
}

std::vector<Finding> TidySession::runRules(const TuModel &Tu,
                                           const EffectiveConfig &C,
                                           const TidyOptions &Options) {
  // clang-tidy itself decides about headers and NOLINT, and counts both.
  FindingSink Sink(Tu, {".*", /*Headers=*/{}, Options.Lines, /*Nolint=*/false});
  for (const RegisteredRule &Rule : allRules())
    if (llvm::is_contained(C.Rules, Rule.Info.Slug))
      runRule(Rule, Tu, Sink);
  std::vector<Finding> Found = Sink.take();
  Program Whole;
  for (FunctionFacts &F : Sink.takeFacts())
    Whole.add(std::move(F));
  for (const RegisteredRule &Rule : allRules())
    if (llvm::is_contained(C.Rules, Rule.Info.Slug))
      Rule.Make()->conclude(Rule.Info, Whole, Found);
  setTiers(Found, C.Tiers);
  return Found;
}

/// The bytes of every file that a finding or a fix points into, as parsed.
static void addSources(const SourceManager &Sources, const Finding &F,
                       SourceMap &Into) {
  auto Add = [&](const std::string &Path) {
    OptionalFileEntryRef File =
        Sources.getFileManager().getOptionalFileRef(Path);
    FileID Id = File ? Sources.translateFile(*File) : FileID();
    if (Id.isValid())
      Into.try_emplace(Path, Sources.getBufferData(Id).str());
  };
  Add(F.Where.Path);
  for (const Fix &X : F.Fixes) {
    for (const Edit &E : X.Edits)
      Add(E.Where.Path);
    for (const IncludeEdit &I : X.Includes)
      Add(I.Path);
  }
}

/// clang-tidy throws such a finding away, so that it must bring no edit that
/// others need, too.
static bool isSilenced(const ReportedFinding &R, const SourceMap &Sources) {
  auto Source = Sources.find(R.F.Where.Path);
  if (Source == Sources.end())
    return false;
  StringRef Text = Source->second;
  return isNolint(Text, Text.take_front(R.F.Where.Offset).count('\n') + 1,
                  "asyncmend-" + R.F.Rule);
}

/// A header that only the command copies into the user's tree.
static std::string missingHeader(const Fix &F, const Settings &Wishes) {
  if (Wishes.Runtime == RuntimeMode::Vendor)
    for (const IncludeEdit &I : F.Includes) {
      std::string Copy = Wishes.VendorDirectory + "/" + I.Runtime;
      if (!I.Runtime.empty() && !llvm::sys::fs::exists(Copy))
        return Copy;
    }
  return {};
}

void TidySession::settleFixes(Report &R, const TidyOptions &Options) {
  chooseFixes(R.Findings, Options.UnsafeFixes ? Safety::Unsafe : Safety::Safe,
              &R.Sources);
  Expected<std::vector<FileChange>> Changes =
      computeChanges(R.Findings, chosenFixes(R.Findings), R.Sources);
  std::string Why;
  if (Changes) {
    R.Changes = std::move(*Changes);
    // Clang's diagnostics take a blank more away than a removal says.
    Expected<ExportedHunks> Hunks = exportedHunks(R, /*AnchorRemovals=*/true);
    if (Hunks) {
      for (auto &[Index, Edits] : *Hunks)
        Findings[Index].Edits = std::move(Edits);
      return;
    }
    Why = llvm::toString(Hunks.takeError());
  } else {
    Why = llvm::toString(Changes.takeError());
  }
  for (size_t Index : chosenFixes(R.Findings)) {
    R.Findings[Index].State = FixState::Withheld;
    R.Findings[Index].Why = Why;
  }
}

Error TidySession::analyze(const TidyOptions &Options) {
  // Whoever makes a preprocessor loads its modules: there is no other way from
  // a check to Sema, which TuModel asks what can be awaited.
  auto *CI = dynamic_cast<CompilerInstance *>(&PP.getModuleLoader());
  if (!CI || !CI->hasSema())
    return no("this clang-tidy gives its checks no semantic analysis");
  const SourceManager &Sources = CI->getSourceManager();
  OptionalFileEntryRef Main =
      Sources.getFileEntryRefForID(Sources.getMainFileID());
  if (!Main)
    return Error::success();
  ConfigFinder Configs(Options.Wishes, /*OnlyFile=*/"");
  Expected<const EffectiveConfig *> C = Configs.forFile(Main->getName());
  if (!C)
    return C.takeError();
  Expected<ProfileSet> Profiles = ProfileSet::load((*C)->Profiles);
  if (!Profiles)
    return Profiles.takeError();
  TuModel Tu(*CI, *Profiles, Includes, (*C)->Wishes);
  std::vector<Finding> Found = runRules(Tu, **C, Options);
  if (CI->getDiagnostics().hasUncompilableErrorOccurred())
    dropFixes(Found, "this TU does not compile, so no fix can be trusted");

  Report R;
  R.Findings = mergeFindings(Found);
  Findings.resize(R.Findings.size());
  for (ReportedFinding &F : R.Findings) {
    addSources(Sources, F.F, R.Sources);
    std::string Missing =
        F.F.Fixes.empty() ? "" : missingHeader(F.F.Fixes.front(), (*C)->Wishes);
    if (!Missing.empty())
      F.Why = Missing + " is missing; asyncmend --fix copies it there";
    else if (isSilenced(F, R.Sources))
      F.Why = "NOLINT";
    if (!F.Why.empty())
      F.State = FixState::Withheld;
  }
  settleFixes(R, Options);
  for (auto [Mine, Reported] : llvm::zip(Findings, R.Findings))
    Mine.Reported = std::move(Reported);
  return Error::success();
}

} // namespace asyncmend
