//===- driver.cpp - From options to a report ------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"
#include "analysis.h"
#include "apply.h"
#include "core/refusal.h"
#include "output/outputs.h"
#include "paths.h"
#include "plan.h"
#include "reported.h"
#include "resolve.h"
#include "scope.h"
#include "unused-nolint.h"
#include "vendor.h"
#include "verify-profile.h"
#include "verify.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using llvm::Error;
using llvm::Expected;

namespace asyncmend {

namespace {

/// A bar on a terminal, nothing elsewhere.
class ProgressBar {
public:
  ProgressBar(const char *What, bool Quiet)
      : What(What),
        Shown(!Quiet && llvm::sys::Process::StandardErrIsDisplayed()) {}
  ~ProgressBar() {
    if (Shown && Drawn)
      llvm::errs() << "\r\033[K";
  }

  void operator()(size_t Done, size_t Of) {
    if (!Shown)
      return;
    Drawn = true;
    constexpr size_t Width = 30;
    size_t Full = Of ? Done * Width / Of : Width;
    llvm::errs() << "\r[" << Done << "/" << Of << "] " << std::string(Full, '#')
                 << std::string(Width - Full, '.') << " " << What;
    llvm::errs().flush();
  }

private:
  const char *What;
  bool Shown;
  bool Drawn = false;
};

Expected<std::vector<CompileCommand>> readCommands(const Options &O) {
  if (O.FixedFlags) {
    if (O.Positionals.empty())
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     "flags after '--' need a source file "
                                     "before it");
    return fixedCommands(O.Positionals, *O.FixedFlags, currentDirectory(),
                         O.Adjust);
  }
  std::string Start = currentDirectory();
  if (!O.Positionals.empty() && llvm::sys::fs::exists(O.Positionals.front()))
    Start = O.Positionals.front();
  Expected<std::string> File = findDatabase(O.Database, Start);
  if (!File)
    return File.takeError();
  Expected<std::vector<CompileCommand>> All = loadDatabase(*File, O.Adjust);
  if (!All)
    return All.takeError();
  return selectCommands(std::move(*All), O.Positionals, O.SkipUnknown);
}

/// Decides about every fix. What is to be written is verified as exactly that
/// set; what is only offered is verified together with it.
void decide(std::vector<ReportedFinding> &Findings, const Options &O,
            const SourceMap &Sources, Verifier &Verify) {
  Safety Upto = O.UnsafeFixes ? Safety::Unsafe : Safety::Safe;
  if (O.Verify == VerifyMode::Off) {
    chooseFixes(Findings, Upto, &Sources);
    return;
  }
  if (O.Verify == VerifyMode::Each)
    Verify.checkEach(Findings);
  bool WillWrite = O.Fix || O.Diff || !O.ExportFixes.empty() ||
                   llvm::any_of(O.Outputs, [](const OutputRequest &Request) {
                     return Request.Format->What == OutputFormat::Changes;
                   });
  if (WillWrite)
    Verify.settle(Findings, Upto);
  bool AnyLeft = llvm::any_of(Findings, [](const ReportedFinding &F) {
    return !F.F.Fixes.empty() &&
           (F.State == FixState::None || F.State == FixState::Offered);
  });
  if (AnyLeft && O.Verify == VerifyMode::Batch) {
    std::vector<ReportedFinding> All = Findings;
    Verify.settle(All, Safety::Suggestion);
    for (auto [Mine, Theirs] : llvm::zip(Findings, All))
      if (Theirs.State == FixState::Withheld &&
          Mine.State != FixState::Chosen) {
        Mine.State = FixState::Withheld;
        Mine.Why = Theirs.Why;
      }
  }
  chooseFixes(Findings, Upto, &Sources);
}

Error fillChanges(Report &R) {
  Expected<std::vector<FileChange>> Changes =
      computeChanges(R.Findings, chosenFixes(R.Findings), R.Sources);
  if (!Changes)
    return Changes.takeError();
  R.Changes = std::move(*Changes);
  return Error::success();
}

/// From what the children found to what is reported, with every fix decided.
Expected<Report> makeReport(Analysis A, const Plan &P, const Options &O,
                            Reported &Which) {
  if (O.UnusedNolint)
    addUnusedSuppressions(A, P.Tus, O.Positionals.empty());
  Report R;
  R.Tus = std::move(A.Tus);
  R.Sources = std::move(A.Sources);
  R.HiddenInHeaders = A.HiddenInHeaders;
  R.Suppressed = std::move(A.Suppressed);
  R.Findings = mergeFindings(A.Findings);
  Which.mark(R);
  {
    ProgressBar Verifying("verifying fixes", O.Quiet);
    JobLimits Limits{O.TuTimeout, O.TuMemory};
    Verifier Verify(A.Verifiable, O.Jobs, Limits, R.Sources, Verifying);
    decide(R.Findings, O, R.Sources, Verify);
  }
  Which.drop(R);
  if (Error E = fillChanges(R))
    return std::move(E);
  findVendored(R, P.Tus);
  return std::move(R);
}

Error apply(Report &R, const Options &O, const std::optional<Changes> &Change) {
  std::vector<std::string> Paths;
  for (const FileChange &C : R.Changes) {
    Paths.push_back(C.Path);
    if (Change && Change->Overlay.count(C.Path))
      return no("nothing was written: " + C.Path +
                " has unstaged changes beside the staged ones that its fix is "
                "for (stage or stash them)");
  }
  if (!O.AllowDirty) {
    Expected<std::vector<std::string>> Dirty = dirtyFiles(Paths);
    if (!Dirty)
      return Dirty.takeError();
    if (!Dirty->empty())
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          "nothing was written: uncommitted changes in " +
              llvm::join(*Dirty, ", ") +
              " (commit them, or pass --allow-dirty)");
  }
  // Before the code that needs them: an interruption leaves a build that works.
  if (Error E = writeVendored(R.Vendored))
    return E;
  if (Error E = writeChanges(R.Changes))
    return E;
  R.Applied = true;
  return Error::success();
}

Expected<int> dumpConfig(const Options &O, ConfigFinder &Configs) {
  Expected<const EffectiveConfig *> C =
      Configs.forFile(O.Positionals.empty() ? currentDirectory() + "/source.cpp"
                                            : O.Positionals.front());
  if (!C)
    return C.takeError();
  llvm::outs() << dump(**C);
  return 0;
}

} // namespace

Expected<int> runAsyncmend(const Options &O) {
  if (Error E = checkResourceDirectory())
    return E;
  if (Error E = checkOutputs(O))
    return E;
  ConfigFinder Configs(O.FromCommandLine, O.ConfigFile);
  if (O.DumpConfig)
    return dumpConfig(O, Configs);
  Expected<std::vector<CompileCommand>> Commands = readCommands(O);
  if (!Commands)
    return Commands.takeError();
  if (!O.VerifyProfile.empty())
    return Commands->empty() ? Expected<int>(no("there is no translation unit"))
                             : verifyProfile(O, Commands->front());
  Expected<std::optional<Changes>> Change =
      readChanges(O.Change, currentDirectory());
  if (!Change)
    return Change.takeError();
  if (*Change)
    narrow(*Commands, **Change, O);
  Expected<Plan> Planned =
      makePlan(std::move(*Commands), Configs, O.Lines, *Change);
  if (!Planned)
    return Planned.takeError();
  Expected<Reported> Which = Reported::make(O, *Planned, *Change);
  if (!Which)
    return Which.takeError();
  ProgressBar Analysing("analysing", O.Quiet);
  Analysis A = analyzeAll(Planned->Tus, O, Analysing);
  for (const std::string &Warning : A.Warnings)
    llvm::errs() << "asyncmend: warning: " << Warning << "\n";

  std::set<std::string> Looked;
  for (const VerifiableTu &Tu : A.Verifiable)
    Looked.insert(Tu.Files.begin(), Tu.Files.end());
  Expected<Report> R = makeReport(std::move(A), *Planned, O, *Which);
  if (!R)
    return R.takeError();
  if (O.Fix)
    if (Error E = apply(*R, O, *Change))
      return E;
  if (Error E = writeOutputs(*R, O))
    return E;
  if (Error E = Which->write(*R, Looked))
    return E;
  return exitCode(*R, O);
}

} // namespace asyncmend
