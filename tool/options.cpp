//===- options.cpp - The command line as plain data -----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "options.h"
#include "core/embedded.h"
#include "core/rule.h"
#include "frameworks.h"
#include "rule-selection.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

namespace {

Error usage(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// LLVM's parser keeps a pointer to it for good.
cl::OptionCategory &category() {
  static cl::OptionCategory Category("asyncmend options");
  return Category;
}

/// The options as LLVM's parser wants them. They live in one object so that no
/// other file can read a flag.
struct Flags {
  ~Flags();

  cl::cat In{category()};

  cl::opt<std::string> Database{
      "p", cl::value_desc("dir"), In,
      cl::desc("Build directory with compile_commands.json")};
  cl::list<std::string> Positionals{cl::Positional,
                                    cl::value_desc("file or path regex"), In,
                                    cl::desc("[<file or path regex> ...]")};
  cl::list<std::string> ExtraArgs{
      "extra-arg", In, cl::desc("Append an argument to each compile command")};
  cl::list<std::string> ExtraArgsBefore{
      "extra-arg-before", In,
      cl::desc("Insert an argument at the front of each compile command")};
  cl::list<std::string> RemovedArgs{
      "removed-arg", In,
      cl::desc("Remove an argument from each compile command")};
  cl::list<std::string> Wrappers{
      "wrapper", In,
      cl::desc("Name of a compiler launcher to skip, beside ccache and such")};
  cl::opt<unsigned> Jobs{"j",
                         cl::Prefix,
                         In,
                         cl::init(0),
                         cl::value_desc("N"),
                         cl::desc("TUs at a time (0: one a core)")};
  cl::opt<std::string> Rules{
      "rules", In, cl::value_desc("globs"),
      cl::desc("Comma list of rule globs, '-' in front removes; the default is "
               "the rules that are on")};
  cl::alias Checks{"checks", cl::aliasopt(Rules), cl::desc("As --rules")};
  cl::opt<bool> ListRules{"list-rules", In, cl::desc("List all rules")};
  cl::opt<std::string> Explain{"explain", In, cl::value_desc("rule"),
                               cl::desc("Print the page of a rule")};
  cl::opt<bool> ListFrameworks{"list-frameworks", In,
                               cl::desc("List the frameworks of all profiles")};
  cl::opt<std::string> ExplainFramework{
      "explain-framework", In, cl::value_desc("id"),
      cl::desc("Print what the profile of a framework says")};
  cl::opt<std::string> VerifyProfile{
      "verify-profile", In, cl::value_desc("file"),
      cl::desc("Compile what a profile says against the headers of a TU")};
  cl::opt<std::string> HeaderFilter{
      "header-filter", In, cl::value_desc("regex"),
      cl::desc("Report (and fix) in headers whose path matches, too")};
  cl::opt<std::string> LineFilter{
      "line-filter", In, cl::value_desc("json"),
      cl::desc("As clang-tidy: [{\"name\":\"a.cpp\",\"lines\":[[1,3]]}]")};
  cl::opt<bool> Fix{"fix", In, cl::desc("Apply safe fixes in place")};
  cl::opt<bool> UnsafeFixes{
      "unsafe-fixes", In,
      cl::desc("With --fix, --diff or --export-fixes: unsafe fixes, too")};
  cl::opt<bool> Diff{"diff", In, cl::desc("Print the fixes as a unified diff")};
  cl::opt<std::string> ExportFixes{
      "export-fixes", In, cl::value_desc("file|dir/"),
      cl::desc("Write YAML for clang-apply-replacements")};
  cl::opt<OutputFormat> Format{
      "format", In, cl::desc("Form of the report"),
      cl::init(OutputFormat::Text),
      cl::values(clEnumValN(OutputFormat::Text, "text", "for people"),
                 clEnumValN(OutputFormat::Json, "json", "for programs"))};
  cl::opt<bool> Quiet{"quiet", In, cl::desc("No progress and no summary")};
  cl::opt<cl::boolOrDefault> UseColor{
      "use-color", In, cl::desc("Colour, even where there is no terminal")};
  cl::opt<unsigned> Limit{"limit", In, cl::init(0), cl::value_desc("N"),
                          cl::desc("Tasks in flight that a fix allows")};
  cl::opt<std::string> DetachedHandler{
      "detached-handler", In, cl::value_desc("name"),
      cl::desc("Function that a fix gives the errors of detached tasks")};
  cl::opt<std::string> Timeout{
      "timeout", In, cl::value_desc("30s"),
      cl::desc("Deadline that a fix gives operations on the network")};
  cl::opt<std::string> Runtime{
      "runtime", In, cl::value_desc("include|vendor:DIR|none"),
      cl::desc("How fixes may use asyncmend's runtime headers")};
  cl::opt<std::string> ConfigFile{
      "config-file", In, cl::value_desc("file"),
      cl::desc("Use this configuration instead of the .asyncmend files")};
  cl::opt<bool> DumpConfig{
      "dump-config", In,
      cl::desc("Print the configuration of the first file given")};
  cl::list<std::string> Profiles{"profile", In, cl::value_desc("file"),
                                 cl::desc("Further framework profile (JSON)")};
  cl::opt<VerifyMode> Verify{
      "verify", In,
      cl::desc("Which fixes are compiled before they are offered"),
      cl::init(VerifyMode::Batch),
      cl::values(clEnumValN(VerifyMode::Batch, "batch", "all together"),
                 clEnumValN(VerifyMode::Each, "each", "each alone, then all"),
                 clEnumValN(VerifyMode::Off, "off", "none"))};
  cl::opt<unsigned> TuTimeout{"tu-timeout", In, cl::init(300),
                              cl::value_desc("seconds"),
                              cl::desc("Deadline for one TU (0: none)")};
  cl::opt<unsigned> TuMemory{"tu-memory", In, cl::init(8192),
                             cl::value_desc("MiB"),
                             cl::desc("Memory limit for one TU (0: none)")};
  cl::opt<bool> AllowDirty{
      "allow-dirty", In,
      cl::desc("Let --fix touch files with uncommitted changes")};
  cl::opt<bool> ExitZero{"exit-zero", In,
                         cl::desc("Exit with 0 though findings are left")};
  cl::list<std::string> InjectFault{"inject-fault", In, cl::Hidden};
  cl::opt<bool> MarkdownTable{
      "markdown", In, cl::Hidden,
      cl::desc("With --list-rules: the table of README")};
};

/// The parser must not keep pointers to options that are gone.
Flags::~Flags() {
  // Positional ones have no name. Its own operator& gives the values.
  std::vector<cl::Option *> Mine = {std::addressof(Positionals)};
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

Expected<std::vector<LineFilterEntry>> readLineFilter(StringRef Text) {
  std::vector<LineFilterEntry> Entries;
  if (Text.empty())
    return Entries;
  Error Bad = usage("--line-filter is not of the form "
                    "[{\"name\":\"a.cpp\",\"lines\":[[1,3]]}]");
  Expected<llvm::json::Value> Json = llvm::json::parse(Text);
  const llvm::json::Array *List = nullptr;
  if (Json)
    List = Json->getAsArray();
  else
    llvm::consumeError(Json.takeError());
  if (!List)
    return Bad;
  for (const llvm::json::Value &Item : *List) {
    const llvm::json::Object *O = Item.getAsObject();
    auto Name = O ? O->getString("name") : std::nullopt;
    std::vector<std::vector<int64_t>> Ranges;
    llvm::json::Path::Root Root;
    const llvm::json::Value *Lines = O ? O->get("lines") : nullptr;
    if (!Name || (Lines && !llvm::json::fromJSON(*Lines, Ranges, Root)) ||
        llvm::any_of(Ranges, [](auto &R) {
          return R.size() != 2 || R[0] < 0 || R[1] < R[0];
        }))
      return Bad;
    LineFilterEntry E{Name->str(), {}};
    for (const auto &R : Ranges)
      E.Lines.emplace_back(R[0], R[1]);
    Entries.push_back(std::move(E));
  }
  llvm::consumeError(std::move(Bad));
  return Entries;
}

Expected<std::vector<Fault>> readFaults(llvm::ArrayRef<std::string> Texts) {
  std::vector<Fault> Faults;
  for (StringRef Text : Texts) {
    auto [Kind, File] = Text.split(':');
    auto What = llvm::StringSwitch<std::optional<Fault::Kind>>(Kind)
                    .Case("crash", Fault::Crash)
                    .Case("hang", Fault::Hang)
                    .Case("oom", Fault::Oom)
                    .Default(std::nullopt);
    if (!What || File.empty())
      return usage("--inject-fault takes crash|hang|oom:FILE");
    Faults.push_back({*What, File.str()});
  }
  return Faults;
}

bool wantsColor(cl::boolOrDefault Asked) {
  if (Asked != cl::BOU_UNSET)
    return Asked == cl::BOU_TRUE;
  auto Set = [](const char *Name) {
    auto Value = llvm::sys::Process::GetEnv(Name);
    return Value && !Value->empty();
  };
  return !Set("NO_COLOR") && llvm::sys::Process::StandardOutHasColors();
}

std::string listRules(bool Markdown) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  if (Markdown)
    OS << "| rule | default | level | finds |\n|---|---|---|---|\n";
  for (const RegisteredRule &R : allRules()) {
    StringRef Slug = R.Info.Slug, On = R.Info.OnByDefault ? "on" : "off";
    if (Markdown)
      OS << "| [`" << Slug << "`](docs/rules/" << Slug << ".md) | " << On
         << " | " << toString(R.Info.Level) << " | " << R.Info.Summary
         << " |\n";
    else
      OS << llvm::left_justify(Slug, 28) << llvm::left_justify(On, 5)
         << llvm::left_justify(toString(R.Info.Level), 9) << R.Info.Summary
         << "\n";
  }
  return Out;
}

Expected<std::string> explain(StringRef Rule) {
  Rule.consume_front("asyncmend-");
  StringRef Page = embeddedFile((Rule + ".md").str());
  if (!Page.empty())
    return Page.str();
  return usage("there is no rule '" + Rule + "' (see --list-rules)");
}

/// --list-frameworks and --explain-framework, with the user's own profiles.
Expected<std::string> tellFrameworks(const Flags &F) {
  Expected<ProfileSet> Profiles = ProfileSet::load(F.Profiles);
  if (!Profiles)
    return Profiles.takeError();
  if (F.ListFrameworks)
    return F.MarkdownTable ? frameworkMatrix(*Profiles)
                           : listFrameworks(*Profiles);
  return explainFramework(*Profiles, F.ExplainFramework);
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

/// What a configuration file can say, too.
Error readSettings(Flags &F, Options &O) {
  Config &C = O.FromCommandLine;
  if (F.Rules.getNumOccurrences())
    C.Rules = F.Rules;
  if (F.HeaderFilter.getNumOccurrences())
    C.HeaderFilter = F.HeaderFilter;
  if (F.Limit.getNumOccurrences())
    C.FanOutLimit = F.Limit;
  if (F.DetachedHandler.getNumOccurrences())
    C.DetachedHandler = F.DetachedHandler;
  if (F.Timeout.getNumOccurrences())
    C.Timeout = F.Timeout;
  if (F.Runtime.getNumOccurrences())
    C.Runtime = F.Runtime;
  C.Profiles = F.Profiles;
  O.VerifyProfile = F.VerifyProfile;
  O.ConfigFile = F.ConfigFile;
  O.DumpConfig = F.DumpConfig;
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

Expected<Invocation> read(Flags &F, int Argc, const char **Argv) {
  Invocation I;
  I.What = Invocation::PrintOnly;
  if (F.ListRules) {
    I.Output = listRules(F.MarkdownTable);
    return I;
  }
  bool AboutFrameworks =
      F.ListFrameworks || F.ExplainFramework.getNumOccurrences();
  if (AboutFrameworks || F.Explain.getNumOccurrences()) {
    Expected<std::string> Page =
        AboutFrameworks ? tellFrameworks(F) : explain(F.Explain);
    if (!Page)
      return Page.takeError();
    I.Output = *Page;
    return I;
  }
  I.What = Invocation::Run;
  Options &O = I.Opts;
  O.Database = F.Database;
  O.Positionals = F.Positionals;
  O.Adjust = {F.ExtraArgs, F.ExtraArgsBefore, F.RemovedArgs, F.Wrappers};
  O.Fix = F.Fix;
  O.UnsafeFixes = F.UnsafeFixes;
  O.Diff = F.Diff;
  O.AllowDirty = F.AllowDirty;
  O.Verify = F.Verify;
  O.ExportFixes = F.ExportFixes;
  O.Format = F.Format;
  O.Quiet = F.Quiet;
  O.Color = wantsColor(F.UseColor);
  O.ExitZero = F.ExitZero;
  O.Jobs = F.Jobs ? unsigned(F.Jobs)
                  : llvm::hardware_concurrency().compute_thread_count();
  O.TuTimeout = F.TuTimeout;
  O.TuMemory = F.TuMemory;
  O.Repeat = wordsToRepeat(Argc, Argv, F.Positionals);
  if (F.ExportFixes.getNumOccurrences() && O.ExportFixes.empty())
    return usage("--export-fixes needs a file or a directory");
  if (Error E = readSettings(F, O))
    return E;
  auto Lines = readLineFilter(F.LineFilter);
  if (!Lines)
    return Lines.takeError();
  O.Lines = std::move(*Lines);
  auto Faults = readFaults(F.InjectFault);
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
  cl::HideUnrelatedOptions(category());
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
    return usage(First);
  }
  Expected<Invocation> I = read(*F, Argc, Argv);
  if (I)
    I->Opts.FixedFlags = std::move(Fixed);
  return I;
}

} // namespace asyncmend
