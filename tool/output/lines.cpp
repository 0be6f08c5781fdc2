//===- lines.cpp - Offsets to lines, hunks to changed lines ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/lines.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr char ByteOrderMark[] = "\xef\xbb\xbf";

std::vector<std::string> splitLines(StringRef Text) {
  std::vector<std::string> Lines;
  while (!Text.empty()) {
    size_t Newline = Text.find('\n');
    size_t Length = Newline == StringRef::npos ? Text.size() : Newline + 1;
    Lines.push_back(Text.take_front(Length).str());
    Text = Text.drop_front(Length);
  }
  return Lines;
}

/// Drops the lines that are the same before and after.
void trim(LineChange &C, const LineTable &Lines) {
  size_t Front = 0;
  while (Front < std::min<size_t>(C.OldCount, C.New.size()) &&
         Lines.whole(C.First + Front) == C.New[Front])
    ++Front;
  C.First += Front;
  C.OldCount -= Front;
  C.New.erase(C.New.begin(), C.New.begin() + Front);
  while (C.OldCount && !C.New.empty() &&
         Lines.whole(C.First + C.OldCount - 1) == C.New.back()) {
    --C.OldCount;
    C.New.pop_back();
  }
}

} // namespace

LineTable::LineTable(StringRef Text) : Text(Text), Starts{0} {
  for (size_t I = 0; I < Text.size(); ++I)
    if (Text[I] == '\n')
      Starts.push_back(I + 1);
}

unsigned LineTable::lineAt(uint32_t Offset) const {
  return llvm::upper_bound(Starts, Offset) - Starts.begin() - 1;
}

Position LineTable::position(uint32_t Offset) const {
  Offset = std::min<uint32_t>(Offset, Text.size());
  unsigned Line = lineAt(Offset);
  uint32_t Begin = Starts[Line];
  if (Line == 0 && Text.starts_with(ByteOrderMark) && Offset >= 3)
    Begin = 3;
  return {Line + 1, Offset - Begin + 1};
}

StringRef LineTable::whole(unsigned Line) const {
  return Text.slice(begin(Line), begin(Line + 1));
}

StringRef LineTable::shown(unsigned Line) const {
  StringRef Bytes = whole(Line);
  if (Line == 0)
    Bytes.consume_front(ByteOrderMark);
  Bytes.consume_back("\n");
  Bytes.consume_back("\r");
  return Bytes;
}

unsigned LineTable::count() const {
  return Starts.size() - (Starts.back() == Text.size() ? 1 : 0);
}

const LineTable &LineTables::of(StringRef Path) {
  auto It = Tables.find(Path.str());
  if (It != Tables.end())
    return It->second;
  auto Source = Sources.find(Path.str());
  StringRef Text = Source == Sources.end() ? "" : StringRef(Source->second);
  return Tables.try_emplace(Path.str(), Text).first->second;
}

std::vector<LineChange> lineChanges(const LineTable &Lines,
                                    llvm::ArrayRef<const Hunk *> Hunks) {
  std::vector<LineChange> Out;
  for (size_t I = 0; I < Hunks.size();) {
    unsigned First = Lines.lineAt(Hunks[I]->Offset);
    unsigned Last = First;
    uint32_t At = Lines.begin(First);
    std::string New;
    // Hunks that meet on a line change it together.
    do {
      const Hunk &H = *Hunks[I];
      New += Lines.text().slice(At, H.Offset);
      New += H.Text;
      At = H.Offset + H.Length;
      Last = Lines.lineAt(At);
      ++I;
    } while (I < Hunks.size() && Lines.lineAt(Hunks[I]->Offset) <= Last);
    New += Lines.text().slice(At, Lines.begin(Last + 1));
    unsigned End = std::min(Last + 1, Lines.count());
    LineChange C{First, End > First ? End - First : 0, splitLines(New)};
    trim(C, Lines);
    if (C.OldCount || !C.New.empty())
      Out.push_back(std::move(C));
  }
  return Out;
}

std::vector<LineChange> lineChanges(const LineTable &Lines,
                                    const FileChange &File) {
  std::vector<const Hunk *> Hunks;
  for (const Hunk &H : File.Hunks)
    Hunks.push_back(&H);
  return lineChanges(Lines, Hunks);
}

} // namespace asyncmend
