//===- unified-diff.cpp - Reading unified diffs ---------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "unified-diff.h"
#include "core/refusal.h"
#include "llvm/ADT/StringExtras.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {
namespace {

/// Undoes the quoting of C strings, in which git writes unusual names.
std::string unquote(StringRef Text) {
  std::string Out;
  for (size_t I = 1; I < Text.size() && Text[I] != '"'; ++I) {
    if (Text[I] != '\\' || I + 1 == Text.size()) {
      Out += Text[I];
      continue;
    }
    char C = Text[++I];
    unsigned Octal = 0;
    if (C >= '0' && C <= '3' && !Text.substr(I, 3).getAsInteger(8, Octal)) {
      Out += char(Octal);
      I += 2;
      continue;
    }
    constexpr StringRef Names = "abtnvfr", Values = "\a\b\t\n\v\f\r";
    size_t Known = Names.find(C);
    Out += Known == StringRef::npos ? C : Values[Known];
  }
  return Out;
}

/// The name in a line `--- NAME` or `+++ NAME`, which a tab and a time may
/// follow.
std::string nameIn(StringRef Line) {
  Line = Line.drop_front(4).rtrim('\r');
  if (Line.starts_with("\""))
    return unquote(Line);
  StringRef Name = Line.split('\t').first;
  return Name == "/dev/null" ? "" : Name.str();
}

/// `12` or `12,3`.
bool readRange(StringRef Text, unsigned &First, unsigned &Count) {
  auto [Line, Number] = Text.split(',');
  Count = 1;
  return !Line.getAsInteger(10, First) &&
         (Number.empty() || !Number.getAsInteger(10, Count));
}

class Parser {
public:
  explicit Parser(StringRef Text) { Text.split(Lines, '\n'); }

  Expected<std::vector<FileDiff>> parse();

private:
  bool atFileHeader() const {
    return Lines[At].starts_with("--- ") && At + 1 < Lines.size() &&
           Lines[At + 1].starts_with("+++ ");
  }
  Error bad(const llvm::Twine &What) const {
    return no("line " + llvm::Twine(At + 1) + " of the diff: " + What);
  }
  void gitLine(StringRef Line);
  Error hunk();
  Error hunkLines(DiffHunk &H);

  llvm::SmallVector<StringRef> Lines;
  size_t At = 0;
  std::vector<FileDiff> Files;
  bool AnyHeader = false;
  bool InGit = false;  ///< Behind a `diff --git` line.
  bool NoText = false; ///< A link or a submodule.
  bool InFile = false; ///< Hunks may follow.
};

/// One of the lines that git puts between `diff --git` and `---`.
void Parser::gitLine(StringRef Line) {
  if (Line.starts_with("diff ")) {
    InGit = Line.starts_with("diff --git ");
    AnyHeader |= InGit;
    NoText = InFile = false;
  }
  bool TellsMode = Line.starts_with("new file mode ") ||
                   Line.starts_with("new mode ") || Line.starts_with("index ");
  if (InGit && TellsMode &&
      (Line.ends_with(" 120000") || Line.ends_with(" 160000")))
    NoText = true;
}

Error Parser::hunkLines(DiffHunk &H) {
  unsigned Old = H.OldCount, New = H.NewCount;
  while (Old || New) {
    if (++At >= Lines.size() || (At + 1 == Lines.size() && Lines[At].empty()))
      return bad("the diff ends within a hunk");
    StringRef Line = Lines[At];
    // Some mailers take the blank of an empty context line away.
    char Sign = Line.empty() || Line == "\r" ? ' ' : Line.front();
    if (Sign == '\\')
      continue;
    bool Fits = (Sign == ' ' && Old && New) || (Sign == '-' && Old) ||
                (Sign == '+' && New);
    if (!Fits)
      return bad("it does not belong to the hunk above it");
    Old -= Sign != '+';
    New -= Sign != '-';
    H.Lines.push_back({Sign, Line.drop_front(Line.starts_with(Sign)).str()});
  }
  return Error::success();
}

Error Parser::hunk() {
  StringRef Line = Lines[At];
  if (Line.starts_with("@@@"))
    return bad("diffs of merges cannot be used");
  DiffHunk H;
  auto [Old, Rest] = Line.drop_front(4).split(" +");
  auto [New, Heading] = Rest.split(" @@");
  if (!readRange(Old, H.OldFirst, H.OldCount) ||
      !readRange(New, H.NewFirst, H.NewCount))
    return bad("this is no head of a hunk");
  if (Error E = hunkLines(H))
    return E;
  if (!NoText)
    Files.back().Hunks.push_back(std::move(H));
  return Error::success();
}

Expected<std::vector<FileDiff>> Parser::parse() {
  bool Blank = true;
  for (; At < Lines.size(); ++At) {
    StringRef Line = Lines[At];
    Blank &= Line.trim().empty();
    if (Line.starts_with("diff --cc ") || Line.starts_with("diff --combined "))
      return bad("diffs of merges cannot be used");
    gitLine(Line);
    if (atFileHeader()) {
      Files.push_back({nameIn(Line), nameIn(Lines[At + 1]), InGit, {}});
      InFile = AnyHeader = true;
      ++At;
    } else if (InFile && Line.starts_with("@@")) {
      if (Error E = hunk())
        return E;
    }
  }
  if (!AnyHeader && !Blank)
    return no("there is no unified diff in it");
  llvm::erase_if(Files, [](const FileDiff &F) { return F.Hunks.empty(); });
  return std::move(Files);
}

} // namespace

Expected<std::vector<FileDiff>> parseUnifiedDiff(StringRef Text) {
  return Parser(Text).parse();
}

} // namespace asyncmend
