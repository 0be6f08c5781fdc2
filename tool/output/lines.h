//===- lines.h - Offsets to lines, hunks to changed lines -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_LINES_H
#define ASYNCMEND_TOOL_OUTPUT_LINES_H

#include "report.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace asyncmend {

/// Both count from 1; columns count bytes, a tab is one. A byte order mark is
/// not part of its line.
struct Position {
  unsigned Line = 1;
  unsigned Column = 1;
};

/// The lines of one text, which must outlive the table.
class LineTable {
public:
  explicit LineTable(llvm::StringRef Text);

  Position position(uint32_t Offset) const;
  /// Counting from 0; behind a final newline stands one more, empty line.
  unsigned lineAt(uint32_t Offset) const;
  /// The bytes of a line, with its line end.
  llvm::StringRef whole(unsigned Line) const;
  /// The same without line end and byte order mark.
  llvm::StringRef shown(unsigned Line) const;
  uint32_t begin(unsigned Line) const {
    return Line < Starts.size() ? Starts[Line] : Text.size();
  }
  /// Lines that have bytes.
  unsigned count() const;
  llvm::StringRef text() const { return Text; }

private:
  llvm::StringRef Text;
  std::vector<uint32_t> Starts;
};

/// Line tables of the files of a report, made when asked for.
class LineTables {
public:
  explicit LineTables(const SourceMap &Sources) : Sources(Sources) {}
  /// An empty text stands for a file that the report does not hold.
  const LineTable &of(llvm::StringRef Path);

private:
  const SourceMap &Sources;
  std::map<std::string, LineTable> Tables;
};

/// Lines that others take the place of. No line is both in the old and the new
/// at the same end.
struct LineChange {
  unsigned First = 0; ///< Counting from 0.
  unsigned OldCount = 0;
  std::vector<std::string> New; ///< With their line ends.
};

/// What `Hunks`, sorted and disjoint, do to the lines of a text.
std::vector<LineChange> lineChanges(const LineTable &Lines,
                                    llvm::ArrayRef<const Hunk *> Hunks);

/// What all hunks of `File` do to the lines of FileChange::Before.
std::vector<LineChange> lineChanges(const LineTable &Lines,
                                    const FileChange &File);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_LINES_H
