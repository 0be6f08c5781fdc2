//===- worker.h - One TU: parse, run the rewriters --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_WORKER_H
#define ASYNCMEND_TOOL_WORKER_H

#include "compile-commands.h"
#include "core/finding.h"
#include "core/profile.h"
#include "core/program.h"
#include "core/settings.h"
#include "core/sink.h"
#include "core/tu-model.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace asyncmend {

/// A file as it was read, to notice that it has changed since.
struct FileRead {
  std::string Path;
  uint64_t Hash = 0; ///< hashContents() of its bytes.
};

/// All that one parse yields.
struct TuResult {
  std::vector<Finding> Findings;
  std::vector<FileRead> Files; ///< Outside system headers; sorted.
  unsigned Errors = 0;         ///< In the source; the driver's are apart.
  std::string FirstError;      ///< `path:line:col: error: …`
  /// Where it stands; no path outside what edits may touch. Not part of the
  /// JSON.
  Span FirstErrorAt;
  std::string Hint;        ///< What may be the reason; part of FirstError.
  std::string DriverError; ///< The first complaint about the flags.
  unsigned HiddenInHeaders = 0;
  std::vector<FunctionFacts> Facts; ///< For Rewriter::conclude.
  std::vector<TaskFacts> Tasks;     ///< For Finding::IfFails.
  std::vector<Finding> Suppressed;  ///< What NOLINT comments have left out.
};

struct WorkerOptions {
  std::vector<std::string> Rules; ///< Slugs.
  const ProfileSet *Profiles = nullptr;
  ReportFilter Filter;
  Settings Wishes;
  std::map<std::string, Safety> Tiers; ///< By slug: what its fixes are.
  /// Read function bodies in system headers too. Analysis does without, which
  /// halves its time; verification must not.
  bool ParseEverything = false;
  /// The process ends after this TU: tearing its AST down would only take time.
  bool LastInProcess = false;
  /// Sees the AST after the rules; null in most runs.
  std::function<void(const TuModel &)> Inspect;
  /// New contents by path, instead of what is on disk.
  std::map<std::string, std::string> Overlay;
};

/// Parses the TU of `Command` in this process and runs the rules on it. An
/// error means that there was no AST at all, and says why in one line.
llvm::Expected<TuResult> analyzeTu(const CompileCommand &Command,
                                   const WorkerOptions &Options);

uint64_t hashContents(llvm::StringRef Bytes);

/// One sentence if Clang's own headers are not where this binary expects them.
llvm::Error checkResourceDirectory();

llvm::json::Value toJSON(const TuResult &R);
bool fromJSON(const llvm::json::Value &V, TuResult &R, llvm::json::Path P);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_WORKER_H
