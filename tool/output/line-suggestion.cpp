//===- line-suggestion.cpp - A fix as whole lines of a diff ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/line-suggestion.h"
#include "core/refusal.h"
#include "output/lines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {
namespace {

/// Whole lines, counting from 0, and what stands there afterwards.
struct Replaced {
  unsigned First = 0, End = 0;
  std::string Text;
};

/// All changes and the lines between them.
Replaced joined(const LineTable &Lines, llvm::ArrayRef<LineChange> Changes) {
  Replaced R{Changes.front().First, 0, ""};
  unsigned At = R.First;
  for (const LineChange &C : Changes) {
    for (; At < C.First; ++At)
      R.Text += Lines.whole(At);
    for (const std::string &Line : C.New)
      R.Text += Line;
    At += C.OldCount;
  }
  R.End = At;
  return R;
}

bool isShown(llvm::ArrayRef<LineRange> Shown, const Replaced &R) {
  return llvm::any_of(Shown, [&](const LineRange &Hunk) {
    return Hunk.First <= R.First + 1 && R.End <= Hunk.Last;
  });
}

/// New lines need an old one to take the place of: the one before, else the one
/// behind.
Replaced withNeighbour(const LineTable &Lines, Replaced R,
                       llvm::ArrayRef<LineRange> Shown) {
  if (R.First != R.End)
    return R;
  if (R.First) {
    Replaced Before{R.First - 1, R.End,
                    (Lines.whole(R.First - 1) + R.Text).str()};
    if (isShown(Shown, Before) || R.End == Lines.count())
      return Before;
  }
  if (R.End < Lines.count()) {
    R.Text += Lines.whole(R.End);
    ++R.End;
  }
  return R;
}

/// The line ends that occur in a text, as flags.
unsigned lineEnds(StringRef Text) {
  unsigned Kinds = 0;
  for (size_t I = Text.find('\n'); I != StringRef::npos;
       I = Text.find('\n', I + 1))
    Kinds |= I && Text[I - 1] == '\r' ? 2 : 1;
  return Kinds;
}

} // namespace

Expected<LineSuggestion> lineSuggestion(const FileChange &Change,
                                        llvm::ArrayRef<LineRange> Shown) {
  LineTable Lines(Change.Before);
  std::vector<const Hunk *> Hunks;
  for (const Hunk &H : Change.Hunks)
    Hunks.push_back(&H);
  std::vector<LineChange> Changes = lineChanges(Lines, Hunks);
  if (Changes.empty())
    return no("it changes nothing");
  Replaced R = withNeighbour(Lines, joined(Lines, Changes), Shown);
  if (R.First == R.End || !isShown(Shown, R))
    return no("it changes lines that are not all in one hunk of this diff");
  StringRef Old =
      StringRef(Change.Before).slice(Lines.begin(R.First), Lines.begin(R.End));
  // What the last line ends with stays as it is.
  bool Ended = Old.ends_with("\n");
  if (R.Text.empty() ? !Ended : StringRef(R.Text).ends_with("\n") != Ended)
    return no("it changes whether the file ends with a newline");
  unsigned Ends = lineEnds(Old) | lineEnds(R.Text);
  if (Ends == 3 ||
      (!lineEnds(Old) && Ends != 0 && Ends != lineEnds(Change.Before)))
    return no("its lines do not all end in the same way");
  if (!llvm::json::isUTF8(R.Text))
    return no("its text is not UTF-8");
  LineSuggestion S{{R.First + 1, R.End}, ""};
  for (StringRef Rest = R.Text; !Rest.empty();) {
    auto [Line, After] = Rest.split('\n');
    Line.consume_back("\r");
    S.Text += Line.str() + "\n";
    Rest = After;
  }
  return S;
}

} // namespace asyncmend
