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
#include "output/lines.h"
#include "paths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr unsigned Context = 3;

/// Quotes a path as git does where a plain one could not be read back.
std::string quoted(const std::string &Path) {
  bool Plain = llvm::none_of(Path, [](char C) {
    return static_cast<unsigned char>(C) < 0x20 || C == '"' || C == '\\' ||
           C == 0x7f;
  });
  if (Plain)
    return Path;
  std::string Out = "\"";
  llvm::raw_string_ostream OS(Out);
  for (char C : Path) {
    if (C == '"' || C == '\\')
      OS << '\\' << C;
    else if (static_cast<unsigned char>(C) < 0x20 || C == 0x7f)
      OS << '\\' << llvm::format("%03o", C);
    else
      OS << C;
  }
  return Out + '"';
}

bool isBelow(StringRef Path, StringRef Directory) {
  return Path.consume_front(Directory) &&
         (Directory.ends_with("/") || Path.starts_with("/"));
}

/// `Plain`: for the working directory, not for the top of the repository.
void emitHeader(StringRef Path, StringRef WorkingDirectory, bool Plain,
                llvm::raw_ostream &OS) {
  std::string Top = Plain ? "" : repositoryOf(Path);
  StringRef Name = Path;
  if (!Top.empty())
    Name.consume_front(Top);
  else if (isBelow(Path, WorkingDirectory))
    Name.consume_front(WorkingDirectory);
  Name = Name.ltrim('/');
  std::string Old = quoted("a/" + Name.str()), New = quoted("b/" + Name.str());
  if (!Top.empty())
    OS << "diff --git " << Old << ' ' << New << '\n';
  // A tab ends a name with blanks, for patch.
  StringRef End = Name.contains(' ') ? "\t\n" : "\n";
  OS << "--- " << Old << End << "+++ " << New << End;
}

void emitLine(char Sign, StringRef Line, llvm::raw_ostream &OS) {
  OS << Sign << Line;
  if (!Line.ends_with("\n"))
    OS << "\n\\ No newline at end of file\n";
}

/// Emits `Changes`, which are near enough to share their context. `Shift` is
/// the number of lines that earlier changes added.
void emitGroup(const LineTable &Lines, llvm::ArrayRef<LineChange> Changes,
               int &Shift, llvm::raw_ostream &OS) {
  const LineChange &Last = Changes.back();
  unsigned Begin = Changes[0].First - std::min(Changes[0].First, Context);
  unsigned End = std::min(Last.First + Last.OldCount + Context, Lines.count());
  unsigned OldCount = End - Begin, NewCount = OldCount;
  for (const LineChange &C : Changes)
    NewCount += C.New.size() - C.OldCount;
  // A range without lines is named by the line before it.
  OS << "@@ -" << Begin + (OldCount ? 1 : 0) << ',' << OldCount << " +"
     << int(Begin) + Shift + (NewCount ? 1 : 0) << ',' << NewCount << " @@\n";
  unsigned At = Begin;
  while (!Changes.empty()) {
    for (; At < Changes[0].First; ++At)
      emitLine(' ', Lines.whole(At), OS);
    // Changed lines in a row read best as one block out, one block in.
    auto Row = Changes.take_while([&](const LineChange &C) {
      bool Adjacent = C.First == At;
      for (; Adjacent && At < C.First + C.OldCount; ++At)
        emitLine('-', Lines.whole(At), OS);
      return Adjacent;
    });
    for (const LineChange &C : Row)
      for (const std::string &Line : C.New)
        emitLine('+', Line, OS);
    Changes = Changes.drop_front(Row.size());
  }
  for (; At < End; ++At)
    emitLine(' ', Lines.whole(At), OS);
  Shift += int(NewCount) - int(OldCount);
}

} // namespace

void emitDiff(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS) {
  bool Plain = llvm::all_of(R.Changes, [&](const FileChange &File) {
    return isBelow(File.Path, O.WorkingDirectory);
  });
  for (const FileChange &File : R.Changes) {
    LineTable Lines(File.Before);
    std::vector<const Hunk *> Hunks;
    for (const Hunk &H : File.Hunks)
      Hunks.push_back(&H);
    std::vector<LineChange> Changes = lineChanges(Lines, Hunks);
    if (Changes.empty())
      continue;
    emitHeader(File.Path, O.WorkingDirectory, Plain, OS);
    int Shift = 0;
    for (size_t I = 0; I < Changes.size();) {
      size_t End = I + 1;
      while (End < Changes.size() && Changes[End].First -
                                             Changes[End - 1].First -
                                             Changes[End - 1].OldCount <=
                                         2 * Context)
        ++End;
      emitGroup(Lines, llvm::ArrayRef(Changes).slice(I, End - I), Shift, OS);
      I = End;
    }
  }
}

} // namespace asyncmend
