//===- emitter.h - One interface for all output formats ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_EMITTER_H
#define ASYNCMEND_TOOL_OUTPUT_EMITTER_H

#include "report.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace asyncmend {

struct EmitOptions {
  bool Color = false;
  std::string WorkingDirectory; ///< Absolute; diff paths are relative to it.
  /// The top of what is looked at, absolute: --root, else the working tree
  /// that the working directory lies in, else that directory. Paths in reports
  /// for a code host are relative to it.
  std::string Root = WorkingDirectory;
  /// --path-mode=absolute: paths that could be relative to Root are not.
  bool AbsolutePaths = false;
  bool ShowSuppressed = false; ///< In formats that know of suppressions.
  std::string Commit = {};     ///< That a review is for; may be empty.
};

/// `path:line:col: warning: message [asyncmend-slug]` with caret, edited line
/// and "no fix: why".
void emitText(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// One JSON object: findings with lines, columns, fixes and their states.
void emitJson(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// One page that needs nothing else, for a browser. It is about the files as
/// they were analysed, also where fixes were applied.
void emitHtml(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// A unified diff of Report::Changes that `git apply` and `patch -p1` take, in
/// the working directory where all changed files are below it, else at the top
/// of their repository.
void emitDiff(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// SARIF 2.1.0 in what GitHub's code scanning takes: within its limits, fixes
/// of several files, columns in UTF-16. A fix is each finding's own.
void emitSarif(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// Reviewdog's DiagnosticResult, with one suggestion of whole lines a finding
/// where its fix is such.
void emitRdjson(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// `::warning file=…,line=…::message`, one line a finding.
void emitGithubAnnotations(const Report &R, const EmitOptions &O,
                           llvm::raw_ostream &OS);

/// GitLab's subset of the Code Climate report.
void emitGitlabCodequality(const Report &R, const EmitOptions &O,
                           llvm::raw_ostream &OS);

/// A ReviewInput whose comments have fix_suggestions.
void emitGerrit(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// The same with robot_comments, which Gerrit 3.13 has no more.
void emitGerritRobot(const Report &R, const EmitOptions &O,
                     llvm::raw_ostream &OS);

/// Checkstyle's XML; columns count bytes as those of the text do.
void emitCheckstyle(const Report &R, const EmitOptions &O,
                    llvm::raw_ostream &OS);

/// A unified diff of Report::Changes, relative to the root wherever it is made.
void emitPatch(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);
/// The body of GitHub's "create a review": a comment for each finding on a line
/// that Report::Shown has, with a suggestion where the fix is one.
void emitGithubReview(const Report &R, const EmitOptions &O,
                      llvm::raw_ostream &OS);

/// The closing table: per rule found, fixed, withheld; what --unsafe-fixes
/// would add; TUs that could not be analysed.
void emitSummary(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);

/// Replacements for clang-apply-replacements. `Target` names a file (one merged
/// document) or, with a trailing '/' or where a directory exists, a directory
/// (one file a TU). Always writes, so that no file of an earlier run survives.
/// What clang-apply-replacements could not turn into FileChange::After (text
/// that is not UTF-8, say) is an error, and nothing is written then. Paths are
/// absolute where `Root` is empty, else relative to it, with no directory of
/// the build: they are looked up where clang-apply-replacements runs.
llvm::Error exportFixes(const Report &R, llvm::StringRef Target,
                        llvm::StringRef Root = "");

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_EMITTER_H
