//===- options.cpp - The command line as plain data -----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/refusal.h"
#include "flags.h"
#include "frameworks.h"
#include "help-pages.h"
#include "option-table.h"
#include "option-values.h"
#include "paths.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

/// LLVM's parser keeps a pointer to it for good.
cl::OptionCategory &flagCategory() {
  static cl::OptionCategory Category("asyncmend options");
  return Category;
}

/// The parser must not keep pointers to options that are gone.
Flags::~Flags() {
  // Positional ones have no name. Its own operator& gives the values.
  std::vector<cl::Option *> Mine = {std::addressof(Input.Positionals)};
  // Named ones stand among LLVM's; ours are the members of this object.
  auto Begin = reinterpret_cast<uintptr_t>(this);
  for (auto &Entry : cl::getRegisteredOptions()) {
    auto Address = reinterpret_cast<uintptr_t>(Entry.second);
    if (Address >= Begin && Address < Begin + sizeof(*this))
      Mine.push_back(Entry.second);
  }
  for (cl::Option *O : Mine)
    O->removeArgument();
}

namespace {

bool wantsColor(cl::boolOrDefault Asked) {
  if (Asked != cl::BOU_UNSET)
    return Asked == cl::BOU_TRUE;
  auto Set = [](const char *Name) {
    auto Value = llvm::sys::Process::GetEnv(Name);
    return Value && !Value->empty();
  };
  return !Set("NO_COLOR") && llvm::sys::Process::StandardOutHasColors();
}

/// --list-frameworks and --explain-framework, with the user's own profiles.
Expected<std::string> tellFrameworks(const Flags &F) {
  Expected<ProfileSet> Profiles = ProfileSet::load(F.Rule.Profiles);
  if (!Profiles)
    return Profiles.takeError();
  if (F.Question.ListFrameworks)
    return F.Question.MarkdownTable ? frameworkMatrix(*Profiles)
                                    : listFrameworks(*Profiles);
  return explainFramework(*Profiles, F.Question.ExplainFramework);
}

/// Everything but the positional arguments, for a command that repeats a run
/// on one TU.
std::vector<std::string>
wordsToRepeat(int Argc, const char **Argv,
              const cl::list<std::string> &Positionals) {
  // By position: the value of an option may be the same word.
  llvm::SmallVector<int> LeftOut = {0};
  for (size_t I = 0; I != Positionals.size(); ++I)
    LeftOut.push_back(Positionals.getPosition(I));
  std::vector<std::string> Words;
  for (int I = 0; I != Argc; ++I)
    if (!llvm::is_contained(LeftOut, I))
      Words.push_back(Argv[I]);
  return Words;
}

/// The value of an option, if it was given.
template <typename T> std::optional<T> given(const cl::opt<T> &Flag) {
  if (!Flag.getNumOccurrences())
    return std::nullopt;
  return Flag.getValue();
}

/// What a configuration file can say, too.
Error readSettings(Flags &F, Options &O) {
  Config &C = O.FromCommandLine;
  C.Rules = given(F.Rule.Rules);
  C.HeaderFilter = given(F.Scope.HeaderFilter);
  C.FanOutLimit = given(F.Rule.Limit);
  C.DetachedHandler = given(F.Rule.DetachedHandler);
  C.Timeout = given(F.Rule.Timeout);
  C.Runtime = given(F.Rule.Runtime);
  if (F.Scope.Baseline.getNumOccurrences())
    C.Baseline = F.Scope.Baseline.empty()
                     ? ""
                     : absolutePath(F.Scope.Baseline, workingDirectory());
  C.Profiles = F.Rule.Profiles;
  O.VerifyProfile = F.Question.VerifyProfile;
  O.ConfigFile = F.Rule.ConfigFile;
  O.DumpConfig = F.Question.DumpConfig;
  return checkConfig(C, [](StringRef Key) {
    return "--" + llvm::StringSwitch<std::string>(Key)
                      .Case("Rules", "rules")
                      .Case("HeaderFilter", "header-filter")
                      .Case("FanOutLimit", "limit")
                      .Case("DetachedHandler", "detached-handler")
                      .Case("Timeout", "timeout")
                      .Default("runtime");
  });
}

/// Which findings count, and how many may.
Error readScope(Flags &F, Options &O) {
  const ScopeFlags &S = F.Scope;
  auto Lines = readLineFilter(S.LineFilter);
  if (!Lines)
    return Lines.takeError();
  O.Lines = std::move(*Lines);
  Expected<ChangeRequest> Change =
      readChangeRequest(given(S.Changed), S.Staged, given(S.DiffFrom));
  if (!Change)
    return Change.takeError();
  O.Change = std::move(*Change);
  // Who reads a change takes fixes one at a time.
  if (O.Change.What != ChangeRequest::Everything &&
      !F.Fix.Verify.getNumOccurrences())
    O.Verify = VerifyMode::Each;
  O.WriteBaseline = S.WriteBaseline;
  O.PruneBaseline = S.PruneBaseline;
  O.UnusedNolint = S.UnusedNolint;
  O.MaxFindings = F.Output.MaxFindings;
  O.ShowSuppressed = F.Output.ShowSuppressed;
  O.Commit = F.Output.Commit;
  return checkScope(O);
}

std::vector<PlacedWord> placed(const cl::list<std::string> &Words) {
  std::vector<PlacedWord> Placed;
  for (size_t I = 0; I != Words.size(); ++I)
    Placed.push_back({Words.getPosition(I), Words[I]});
  return Placed;
}

Expected<Invocation> read(Flags &F, int Argc, const char **Argv) {
  Invocation I;
  I.What = Invocation::PrintOnly;
  if (F.Question.ListRules) {
    I.Output = listRules(F.Question.MarkdownTable);
    return I;
  }
  if (F.Question.ListFormats) {
    I.Output = listFormats();
    return I;
  }
  if (F.Question.Generate.getNumOccurrences()) {
    auto Page = optionPage(F.Question.Generate, optionTable(flagCategory()));
    if (!Page)
      return Page.takeError();
    I.Output = std::move(*Page);
    return I;
  }
  bool AboutFrameworks = F.Question.ListFrameworks ||
                         F.Question.ExplainFramework.getNumOccurrences();
  if (AboutFrameworks || F.Question.Explain.getNumOccurrences()) {
    Expected<std::string> Page =
        AboutFrameworks ? tellFrameworks(F) : explainRule(F.Question.Explain);
    if (!Page)
      return Page.takeError();
    I.Output = *Page;
    return I;
  }
  I.What = Invocation::Run;
  Options &O = I.Opts;
  O.Database = F.Input.Database;
  O.Positionals = F.Input.Positionals;
  O.SkipUnknown = F.Input.SkipUnknown;
  O.Adjust = {F.Input.ExtraArgs, F.Input.ExtraArgsBefore, F.Input.RemovedArgs,
              F.Input.Wrappers};
  O.Fix = F.Fix.Fix;
  O.UnsafeFixes = F.Fix.UnsafeFixes;
  O.Diff = F.Fix.Diff;
  O.AllowDirty = F.Fix.AllowDirty;
  O.Verify = F.Fix.Verify;
  O.ExportFixes = F.Fix.ExportFixes;
  O.Quiet = F.Output.Quiet;
  O.Root = F.Output.Root;
  O.Paths = F.Output.Paths;
  O.Color = wantsColor(F.Output.UseColor);
  O.ExitZero = F.Output.ExitZero;
  O.Jobs = F.Input.Jobs ? unsigned(F.Input.Jobs)
                        : llvm::hardware_concurrency().compute_thread_count();
  O.TuTimeout = F.Input.TuTimeout;
  O.TuMemory = F.Input.TuMemory;
  O.Repeat = wordsToRepeat(Argc, Argv, F.Input.Positionals);
  if (F.Fix.ExportFixes.getNumOccurrences() && O.ExportFixes.empty())
    return no("--export-fixes needs a file or a directory");
  if (F.Output.Root.getNumOccurrences() && O.Root.empty())
    return no("--root needs a directory");
  if (Error E = readSettings(F, O))
    return E;
  if (Error E = readScope(F, O))
    return E;
  auto Outputs =
      readOutputs(placed(F.Output.Formats), placed(F.Output.Outputs));
  if (!Outputs)
    return Outputs.takeError();
  O.Outputs = std::move(*Outputs);
  auto Faults = readFaults(F.Input.InjectFault);
  if (!Faults)
    return Faults.takeError();
  O.Faults = std::move(*Faults);
  return I;
}

} // namespace

Expected<Invocation> parseOptions(int Argc, const char **Argv) {
  std::optional<std::vector<std::string>> Fixed;
  for (int I = 1; I < Argc; ++I)
    if (StringRef(Argv[I]) == "--") {
      Fixed.emplace(Argv + I + 1, Argv + Argc);
      Argc = I;
    }
  auto F = std::make_unique<Flags>();
  // Hundreds of options of LLVM's own come with the shared library.
  cl::HideUnrelatedOptions(flagCategory());
  cl::SetVersionPrinter([](llvm::raw_ostream &OS) {
    OS << "asyncmend " ASYNCMEND_VERSION " (Clang " CLANG_VERSION_STRING ")\n";
  });
  std::string Complaint;
  llvm::raw_string_ostream Stream(Complaint);
  if (!cl::ParseCommandLineOptions(Argc, Argv,
                                   "finds asynchronous-programming pitfalls in "
                                   "C++ coroutines, and mends "
                                   "them\n",
                                   &Stream)) {
    StringRef First = StringRef(Stream.str()).split('\n').first;
    First.consume_front("asyncmend: ");
    return no(First);
  }
  Expected<Invocation> I = read(*F, Argc, Argv);
  if (I)
    I->Opts.FixedFlags = std::move(Fixed);
  return I;
}

} // namespace asyncmend
