//===- flags.h - The options as LLVM's parser wants them --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Only options.cpp makes and reads these; all others see Options.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_FLAGS_H
#define ASYNCMEND_TOOL_FLAGS_H

#include "options.h"
#include "llvm/Support/CommandLine.h"

namespace asyncmend {

namespace cl = llvm::cl;

/// The category of all of asyncmend's own options.
cl::OptionCategory &flagCategory();

/// What is read, and how.
struct InputFlags {
  cl::cat In{flagCategory()};

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
  cl::opt<bool> SkipUnknown{
      "skip-unknown", In,
      cl::desc("Pass over files given that the database does not compile")};
  cl::opt<unsigned> Jobs{"j",
                         cl::Prefix,
                         In,
                         cl::init(0),
                         cl::value_desc("N"),
                         cl::desc("TUs at a time (0: one a core)")};
  cl::opt<unsigned> TuTimeout{"tu-timeout", In, cl::init(300),
                              cl::value_desc("seconds"),
                              cl::desc("Deadline for one TU (0: none)")};
  cl::opt<unsigned> TuMemory{"tu-memory", In, cl::init(8192),
                             cl::value_desc("MiB"),
                             cl::desc("Memory limit for one TU (0: none)")};
  cl::list<std::string> InjectFault{"inject-fault", In, cl::Hidden};
};

/// What is answered without a run.
struct QuestionFlags {
  cl::cat In{flagCategory()};

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
  cl::opt<bool> DumpConfig{
      "dump-config", In,
      cl::desc("Print the configuration of the first file given")};
  cl::opt<bool> MarkdownTable{
      "markdown", In, cl::Hidden,
      cl::desc("With --list-rules: the table of README")};
  cl::opt<bool> ListFormats{"list-formats", In,
                            cl::desc("List the forms of a report")};
  cl::opt<std::string> Generate{
      "generate", In, cl::Hidden,
      cl::desc("Print the options as man, bash, zsh or fish has them")};
};

/// What the rules are told.
struct RuleFlags {
  cl::cat In{flagCategory()};

  cl::opt<std::string> Rules{
      "rules", In, cl::value_desc("globs"),
      cl::desc("Comma list of rule globs, '-' in front removes; the default is "
               "the rules that are on")};
  cl::alias Checks{"checks", cl::aliasopt(Rules), cl::desc("As --rules")};
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
  cl::list<std::string> Profiles{"profile", In, cl::value_desc("file"),
                                 cl::desc("Further framework profile (JSON)")};
};

/// Which findings are reported.
struct ScopeFlags {
  cl::cat In{flagCategory()};

  cl::opt<std::string> HeaderFilter{
      "header-filter", In, cl::value_desc("regex"),
      cl::desc("Report (and fix) in headers whose path matches, too")};
  cl::opt<std::string> LineFilter{
      "line-filter", In, cl::value_desc("json"),
      cl::desc("As clang-tidy: [{\"name\":\"a.cpp\",\"lines\":[[1,3]]}]")};
  cl::opt<std::string> Changed{
      "changed", In, cl::ValueOptional, cl::value_desc("commit"),
      cl::desc("Only what has changed since the merge base with it (default: "
               "origin/HEAD, main or master)")};
  cl::opt<bool> Staged{"staged", In, cl::desc("Only what is in git's index")};
  cl::opt<std::string> DiffFrom{
      "diff-from", In, cl::value_desc("file|-"),
      cl::desc("Only what a unified diff has changed")};
  cl::opt<std::string> Baseline{
      "baseline", In, cl::value_desc("file"),
      cl::desc("Do not report the findings that this file counts")};
  cl::opt<std::string> WriteBaseline{
      "write-baseline", In, cl::value_desc("file"),
      cl::desc("Write a baseline of all findings")};
  cl::opt<bool> PruneBaseline{
      "prune-baseline", In,
      cl::desc("Take what is mended out of the baseline")};
  cl::opt<bool> UnusedNolint{"report-unused-nolint", In,
                             cl::desc("Report comments that suppress nothing")};
};

/// What becomes of fixes.
struct FixFlags {
  cl::cat In{flagCategory()};

  cl::opt<bool> Fix{"fix", In, cl::desc("Apply safe fixes in place")};
  cl::opt<bool> UnsafeFixes{
      "unsafe-fixes", In,
      cl::desc("With --fix, --diff or --export-fixes: unsafe fixes, too")};
  cl::opt<bool> Diff{"diff", In, cl::desc("Print the fixes as a unified diff")};
  cl::opt<std::string> ExportFixes{
      "export-fixes", In, cl::value_desc("file|dir/"),
      cl::desc("Write YAML for clang-apply-replacements")};
  cl::opt<VerifyMode> Verify{
      "verify", In,
      cl::desc("Which fixes are compiled before they are offered"),
      cl::init(VerifyMode::Batch),
      cl::values(clEnumValN(VerifyMode::Batch, "batch", "all together"),
                 clEnumValN(VerifyMode::Each, "each", "each alone, then all"),
                 clEnumValN(VerifyMode::Off, "off", "none"))};
  cl::opt<bool> AllowDirty{
      "allow-dirty", In,
      cl::desc("Let --fix touch files with uncommitted changes")};
};

/// What the report looks like.
struct OutputFlags {
  cl::cat In{flagCategory()};

  cl::list<std::string> Formats{
      "format", In, cl::value_desc("name"),
      cl::desc("Form of the report (see --list-formats), several at once")};
  cl::list<std::string> Outputs{
      "output", In, cl::value_desc("file"),
      cl::desc("Where the report of the --format before it goes")};
  cl::opt<std::string> Root{
      "root", In, cl::value_desc("dir"),
      cl::desc("What paths in reports are relative to (default: the top of the "
               "git work tree)")};
  cl::opt<PathMode> Paths{
      "path-mode", In, cl::init(PathMode::Usual),
      cl::desc("Paths in reports for code hosts and in --export-fixes"),
      cl::values(clEnumValN(PathMode::Absolute, "absolute", "always absolute"),
                 clEnumValN(PathMode::Relative, "relative",
                            "always relative to the root"))};
  cl::opt<bool> Quiet{"quiet", In, cl::desc("No progress and no summary")};
  cl::opt<cl::boolOrDefault> UseColor{
      "use-color", In, cl::desc("Colour, even where there is no terminal")};
  cl::opt<bool> ExitZero{"exit-zero", In,
                         cl::desc("Exit with 0 though findings are left")};
  cl::opt<unsigned> MaxFindings{
      "max-findings", In, cl::init(0), cl::value_desc("N"),
      cl::desc("Exit with 0 while no more findings are left")};
  cl::opt<bool> ShowSuppressed{
      "show-suppressed", In,
      cl::desc("In sarif: what NOLINT comments suppress, marked as such")};
  cl::opt<std::string> Commit{
      "commit", In, cl::value_desc("sha"),
      cl::desc("With --format=github-review: the commit that it is for")};
};

/// All of them in one object, so that no other file can read a flag.
struct Flags {
  ~Flags();

  InputFlags Input;
  QuestionFlags Question;
  RuleFlags Rule;
  ScopeFlags Scope;
  FixFlags Fix;
  OutputFlags Output;
};

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_FLAGS_H
