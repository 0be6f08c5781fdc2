//===- diff.cpp - A unified diff of the changes ---------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `git apply` takes the paths of a plain diff as relative to the working
// directory, and those below a `diff --git` line as relative to the top of the
// repository; it refuses absolute ones, and skips, silently, what is not below
// the directory it runs in. So where all changes are below our own directory
// the diff is plain. Where they are not, it is for the top of the repository.
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/unified-diff.h"
#include "paths.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

bool isBelow(StringRef Path, StringRef Directory) {
  return Path.consume_front(Directory) &&
         (Directory.ends_with("/") || Path.starts_with("/"));
}

/// A change with the lines that name its file. `Plain`: for the working
/// directory, not for the top of the repository.
void emitFile(const FileChange &File, const EmitOptions &O, bool Plain,
              llvm::raw_ostream &OS) {
  LineTable Lines(File.Before);
  std::vector<LineChange> Changes = lineChanges(Lines, File);
  if (Changes.empty())
    return;
  std::string Top = Plain ? "" : repositoryOf(File.Path);
  StringRef Name = File.Path;
  if (!Top.empty())
    Name.consume_front(Top);
  else if (isBelow(Name, O.WorkingDirectory))
    Name.consume_front(O.WorkingDirectory);
  Name = Name.ltrim('/');
  std::string Old = quotedForGit("a/" + Name.str());
  std::string New = quotedForGit("b/" + Name.str());
  if (!Top.empty())
    OS << "diff --git " << Old << ' ' << New << '\n';
  emitUnified(Old, New, Lines, Changes, OS);
}

} // namespace

void emitDiff(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS) {
  bool Plain = llvm::all_of(R.Changes, [&](const FileChange &File) {
    return isBelow(File.Path, O.WorkingDirectory);
  });
  for (const FileChange &File : R.Changes)
    emitFile(File, O, Plain, OS);
}

} // namespace asyncmend
