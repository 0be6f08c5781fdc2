//===- unified-diff.cpp - The parts of a unified diff ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/unified-diff.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr unsigned Context = 3;

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

std::string quotedForGit(const std::string &Path) {
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

void emitUnified(StringRef Old, StringRef New, const LineTable &Lines,
                 llvm::ArrayRef<LineChange> Changes, llvm::raw_ostream &OS) {
  // A tab ends a name with blanks, for patch.
  StringRef End = New.contains(' ') ? "\t\n" : "\n";
  OS << "--- " << Old << End << "+++ " << New << End;
  int Shift = 0;
  for (size_t I = 0; I < Changes.size();) {
    size_t End = I + 1;
    while (End < Changes.size() && Changes[End].First - Changes[End - 1].First -
                                           Changes[End - 1].OldCount <=
                                       2 * Context)
      ++End;
    emitGroup(Lines, Changes.slice(I, End - I), Shift, OS);
    I = End;
  }
}

} // namespace asyncmend
