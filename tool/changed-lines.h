//===- changed-lines.h - What a diff has changed ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_CHANGED_LINES_H
#define ASYNCMEND_TOOL_CHANGED_LINES_H

#include "output/lines.h"
#include "report.h"
#include "unified-diff.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace asyncmend {

/// The change of one file, in lines of its new text.
struct ChangedFile {
  std::vector<LineRange> Written; ///< Added or rewritten.
  /// Places where more lines went than came, each named by the line behind
  /// which it is; 0 is the top of the file.
  std::vector<unsigned> Removals;
  std::vector<LineRange> Shown; ///< The hunks, context included.
};

/// By path, which is absolute and free of symbolic links.
using ChangedFiles = std::map<std::string, ChangedFile>;

/// What one file's hunks say.
ChangedFile changedLines(const FileDiff &Diff);

/// Compares the lines that a diff claims to have made with the new text. Line
/// ends do not count. An error names `Path` and the line that differs.
llvm::Error checkAgainst(const FileDiff &Diff, llvm::StringRef Path,
                         llvm::StringRef Text);

/// Has the change to do with the finding? So it is where it wrote a line of the
/// finding, of one of its notes or of an edit of its fix; where it wrote a line
/// of the head of the function around it; and where it removed lines from that
/// function's body.
bool concerns(const ChangedFiles &Changes, const Finding &F,
              LineTables &Tables);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_CHANGED_LINES_H
