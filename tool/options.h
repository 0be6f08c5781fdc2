//===- options.h - The command line as plain data ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OPTIONS_H
#define ASYNCMEND_TOOL_OPTIONS_H

#include "change-source.h"
#include "compile-commands.h"
#include "config.h"
#include "core/sink.h"
#include "output/formats.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

enum class VerifyMode { Batch, Each, Off };

/// Usual: relative in what is for a code host, absolute in YAML.
enum class PathMode { Usual, Absolute, Relative };

/// One report that was asked for.
struct OutputRequest {
  const OutputFormat *Format = nullptr; ///< Never null.
  std::string File;                     ///< Empty: standard output.
};

/// A fault to provoke in the child that analyses one file; for tests.
struct Fault {
  enum Kind { Crash, Hang, Oom } What = Crash;
  std::string File; ///< A suffix of the path.
};

struct Options {
  std::string Database; ///< -p, as given.
  std::vector<std::string> Positionals;
  bool SkipUnknown = false; ///< Positionals may choose nothing.
  /// What stands after "--"; absent where there is no "--".
  std::optional<std::vector<std::string>> FixedFlags;
  CommandAdjustments Adjust;

  Config FromCommandLine; ///< Wins over every file.
  std::string ConfigFile; ///< Instead of the `.asyncmend` files.
  bool DumpConfig = false;
  std::string VerifyProfile; ///< A profile to try out instead of a run.
  std::vector<LineFilterEntry> Lines;
  ChangeRequest Change;
  std::string WriteBaseline; ///< A file, or empty.
  bool PruneBaseline = false;
  bool UnusedNolint = false; ///< Report comments that suppress nothing.
  unsigned MaxFindings = 0;  ///< That are left with exit code 0.

  bool Fix = false;
  bool UnsafeFixes = false;
  bool Diff = false;
  bool AllowDirty = false;
  VerifyMode Verify = VerifyMode::Batch;
  std::string ExportFixes;

  std::vector<OutputRequest> Outputs; ///< At least one.
  std::string Root;                   ///< As given; empty: the work tree.
  PathMode Paths = PathMode::Usual;
  bool Quiet = false;
  bool Color = false;
  bool ExitZero = false;
  bool ShowSuppressed = false;
  std::string Commit; ///< That a review is for; may be empty.

  unsigned Jobs = 1;
  unsigned TuTimeout = 0; ///< Seconds.
  unsigned TuMemory = 0;  ///< MiB.
  std::vector<Fault> Faults;

  /// The words of our own command line that a command reproducing one TU's
  /// trouble needs again (all but the positional arguments).
  std::vector<std::string> Repeat;
};

/// What `main` shall do.
struct Invocation {
  enum Kind {
    Run,       ///< Analyse, with `Opts`.
    PrintOnly, ///< `Output` answers (--list-rules, --explain, --version).
  } What = Run;
  Options Opts;
  std::string Output;
};

/// Reads the command line. An error is one sentence for the user, or
/// empty where LLVM's parser has printed one itself.
llvm::Expected<Invocation> parseOptions(int Argc, const char **Argv);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OPTIONS_H
