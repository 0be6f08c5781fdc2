//===- unified-diff.h - Reading unified diffs -------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_UNIFIED_DIFF_H
#define ASYNCMEND_TOOL_UNIFIED_DIFF_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncmend {

struct DiffLine {
  char Sign = ' ';  ///< ' ', '+' or '-'.
  std::string Text; ///< Without its newline; a carriage return stays.
};

/// Line numbers count from 1. A side without lines is named by the line before
/// it, as in the text.
struct DiffHunk {
  unsigned OldFirst = 0, OldCount = 0;
  unsigned NewFirst = 0, NewCount = 0;
  std::vector<DiffLine> Lines;
};

/// What a diff says of one file. Names are as spelled there, prefixes included,
/// quotes undone; an empty one stands for /dev/null.
struct FileDiff {
  std::string OldName;
  std::string NewName;
  bool IsGit = false; ///< Below a `diff --git` line.
  std::vector<DiffHunk> Hunks;
};

/// Reads the output of `git diff`, `git format-patch` or `diff -u`. Text around
/// the diffs is skipped, and so are files whose diff has no hunk (renames,
/// modes, binaries), symbolic links and submodules. An error names a line of
/// the diff.
llvm::Expected<std::vector<FileDiff>> parseUnifiedDiff(llvm::StringRef Text);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_UNIFIED_DIFF_H
