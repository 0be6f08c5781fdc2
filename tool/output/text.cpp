//===- text.cpp - The report for a reader at a terminal -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/lines.h"
#include "output/offers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"

using llvm::raw_ostream;
using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr size_t MostLinesOfAFix = 24;

StringRef diagnosticKind(Severity S) {
  switch (S) {
  case Severity::Info:
    return "remark";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "";
}

raw_ostream::Colors colorOf(StringRef Kind) {
  return llvm::StringSwitch<raw_ostream::Colors>(Kind)
      .Case("error", raw_ostream::RED)
      .Case("warning", raw_ostream::MAGENTA)
      .Case("remark", raw_ostream::BLUE)
      .Default(raw_ostream::CYAN);
}

/// As many blanks as `Text` is wide on a terminal; tabs stay tabs.
std::string blanksFor(StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    size_t Bytes = std::min<size_t>(
        llvm::getNumBytesForUTF8(static_cast<unsigned char>(Text.front())),
        Text.size());
    int Width =
        Text.front() == '\t'
            ? -1
            : llvm::sys::unicode::columnWidthUTF8(Text.take_front(Bytes));
    // What is no UTF-8 counts byte by byte.
    if (Width < 0)
      Bytes = 1;
    Out += Text.front() == '\t' ? std::string("\t")
                                : std::string(Width < 0 ? 1 : Width, ' ');
    Text = Text.drop_front(Bytes);
  }
  return Out;
}

class TextEmitter {
public:
  TextEmitter(const Report &R, const EmitOptions &O, raw_ostream &OS)
      : R(R), O(O), OS(OS), Tables(R.Sources) {}

  void finding(size_t Index);

private:
  void head(const Span &Where, StringRef Kind, StringRef Message,
            StringRef Rule);
  void snippet(const Span &Where);
  void fix(size_t Index);
  void noFix(StringRef Why);
  void changedLines(size_t Index);
  void changedLines(const FileChange &C, llvm::ArrayRef<const Hunk *> Hunks,
                    const Span &Shown, size_t &Budget);
  void line(unsigned Number, char Sign, StringRef Text, size_t &Budget);
  void color(raw_ostream::Colors C, bool Bold = false) {
    if (O.Color)
      OS.changeColor(C, Bold);
  }
  void reset() {
    if (O.Color)
      OS.resetColor();
  }

  const Report &R;
  const EmitOptions &O;
  raw_ostream &OS;
  LineTables Tables;
};

void TextEmitter::head(const Span &Where, StringRef Kind, StringRef Message,
                       StringRef Rule) {
  Position P = Tables.of(Where.Path).position(Where.Offset);
  color(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  OS << Where.Path << ':' << P.Line << ':' << P.Column << ": ";
  color(colorOf(Kind), /*Bold=*/true);
  OS << Kind << ": ";
  reset();
  color(raw_ostream::SAVEDCOLOR, /*Bold=*/Kind != "note");
  OS << Message;
  if (!Rule.empty())
    OS << " [asyncmend-" << Rule << ']';
  reset();
  OS << '\n';
}

/// The source line and a caret line below it, as Clang prints them.
void TextEmitter::snippet(const Span &Where) {
  const LineTable &Lines = Tables.of(Where.Path);
  Position P = Lines.position(Where.Offset);
  StringRef Line = Lines.shown(P.Line - 1);
  if (P.Column > Line.size() + 1)
    return;
  StringRef Before = Line.take_front(P.Column - 1);
  StringRef Marked = Line.substr(Before.size(), Where.Length);
  std::string Tail = blanksFor(Marked);
  OS << llvm::format("%5u | ", P.Line) << Line << "\n      | "
     << blanksFor(Before);
  color(raw_ostream::GREEN, /*Bold=*/true);
  OS << '^' << std::string(Tail.empty() ? 0 : Tail.size() - 1, '~');
  reset();
  OS << '\n';
}

void TextEmitter::line(unsigned Number, char Sign, StringRef Text,
                       size_t &Budget) {
  if (Budget == 0)
    return;
  color(Sign == '+' ? raw_ostream::GREEN : raw_ostream::RED);
  OS << llvm::format("%5u ", Number) << Sign;
  Text = Text.rtrim("\r\n");
  if (!Text.empty())
    OS << ' ' << Text;
  reset();
  OS << '\n';
  if (--Budget == 0)
    OS << "      ...\n";
}

/// Prints what `Hunks` make of the lines of one file. An old line is printed
/// unless it is the one that `Shown` already made visible.
void TextEmitter::changedLines(const FileChange &C,
                               llvm::ArrayRef<const Hunk *> Hunks,
                               const Span &Shown, size_t &Budget) {
  LineTable Lines(C.Before);
  bool SameFile = C.Path == Shown.Path;
  unsigned ShownLine = Lines.lineAt(Shown.Offset);
  std::vector<LineChange> Changes = lineChanges(Lines, Hunks);
  if (!SameFile && !Changes.empty())
    OS << "      in " << C.Path << ":\n";
  // The line of the finding comes first, its includes after it.
  for (bool Above : {false, true})
    for (const LineChange &Change : Changes) {
      if (Above != (SameFile && Change.First < ShownLine))
        continue;
      bool OnlyShown = SameFile && Change.OldCount == 1 &&
                       Change.First == ShownLine && !Change.New.empty();
      for (unsigned I = 0; I < Change.OldCount && !OnlyShown; ++I)
        line(Change.First + I + 1, '-', Lines.whole(Change.First + I), Budget);
      for (size_t I = 0; I < Change.New.size(); ++I)
        line(Change.First + I + 1, '+', Change.New[I], Budget);
    }
}

/// The lines as the fix of one finding, alone, would leave them.
void TextEmitter::changedLines(size_t Index) {
  size_t Budget = MostLinesOfAFix;
  forOwnHunks(R, Index, [&](const FileChange &C, auto Own) {
    changedLines(C, Own, R.Findings[Index].F.Where, Budget);
  });
}

void TextEmitter::noFix(StringRef Why) {
  OS << "      ";
  color(raw_ostream::YELLOW);
  OS << "no fix";
  reset();
  OS << ": " << Why << '\n';
}

void TextEmitter::fix(size_t Index) {
  const ReportedFinding &F = R.Findings[Index];
  if (F.State == FixState::None || F.F.Fixes.empty())
    return noFix(F.F.WhyNoFix);
  if (F.State == FixState::Withheld || F.State == FixState::Conflict)
    return noFix(F.Why);
  changedLines(Index);
  const Fix &First = F.F.Fixes.front();
  bool Done = R.Applied && F.State == FixState::Chosen;
  OS << "      ";
  color(raw_ostream::GREEN);
  OS << (Done ? "fixed (" : "fix (") << toString(First.Level) << ')';
  reset();
  OS << ": " << First.Title;
  if (F.State == FixState::Offered && First.Level == Safety::Unsafe)
    OS << " (applied with --unsafe-fixes)";
  if (First.Level == Safety::Suggestion)
    OS << " (to be applied by hand)";
  OS << '\n';
}

void TextEmitter::finding(size_t Index) {
  const Finding &F = R.Findings[Index].F;
  head(F.Where, diagnosticKind(F.Level), F.Message, F.Rule);
  snippet(F.Where);
  fix(Index);
  for (const Note &N : F.Notes) {
    head(N.Where, "note", N.Message, "");
    snippet(N.Where);
  }
}

} // namespace

void emitText(const Report &R, const EmitOptions &O, raw_ostream &OS) {
  // A terminal's colours are asked for, not guessed.
  bool Old = OS.colors_enabled();
  OS.enable_colors(O.Color);
  TextEmitter T(R, O, OS);
  for (size_t I = 0; I < R.Findings.size(); ++I)
    T.finding(I);
  OS.enable_colors(Old);
}

} // namespace asyncmend
