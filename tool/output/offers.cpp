//===- offers.cpp - The fix that a reader is offered for one finding ------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/offers.h"
#include "apply.h"
#include "output/lines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

/// Lines that are farther apart are not in one hunk of a diff with the usual
/// context, and hosts show a suggestion below one hunk.
constexpr unsigned FarthestLines = 6;

constexpr char ByteOrderMark[] = "\xef\xbb\xbf";

bool isOffered(const ReportedFinding &F) {
  return !F.F.Fixes.empty() &&
         (F.State == FixState::Chosen || F.State == FixState::Offered);
}

/// The lines First to Last, counting from 0 and with their line ends.
struct Block {
  unsigned First = 0;
  unsigned Count = 0;
  std::string Text;
};

/// All changes and the lines between them, or nothing where they are too far
/// from each other.
std::optional<Block> blockOf(const LineTable &Lines,
                             llvm::ArrayRef<LineChange> Changes) {
  Block B{Changes.front().First, 0, ""};
  for (const LineChange &C : Changes) {
    unsigned End = B.First + B.Count;
    if (C.First > End + FarthestLines)
      return std::nullopt;
    for (; End < C.First; ++End)
      B.Text += Lines.whole(End);
    for (const std::string &Line : C.New)
      B.Text += Line;
    B.Count = C.First + C.OldCount - B.First;
  }
  return B;
}

/// An empty text is read as an empty line by some, and a line end behind the
/// text as one more line: so a block takes in the line after or before it.
void widen(Block &B, const LineTable &Lines) {
  auto Ambiguous = [&] {
    StringRef Text = B.Text;
    if (!Text.consume_back("\r\n"))
      Text.consume_back("\n");
    return B.Count == 0 || Text.empty() || Text.ends_with("\n");
  };
  while (Ambiguous() && B.First + B.Count < Lines.count())
    B.Text += Lines.whole(B.First + B.Count++);
  if (Ambiguous() && B.First) {
    B.Text.insert(0, Lines.whole(--B.First).str());
    ++B.Count;
  }
}

/// The text between line ends as a host writes it, or nothing where it could
/// not be turned into the same bytes again.
std::optional<std::string> hostText(const Block &B, const LineTable &Lines) {
  StringRef Old =
      Lines.text().slice(Lines.begin(B.First), Lines.begin(B.First + B.Count));
  StringRef New = B.Text;
  bool Returns = Old.contains("\r\n");
  // The last line keeps its end, or stays without one.
  if (B.Count == 0 || Old.ends_with("\n") != New.ends_with("\n") ||
      Lines.text().count("\r\n") != (Returns ? Lines.text().count('\n') : 0) ||
      New.count("\r\n") != (Returns ? New.count('\n') : 0) ||
      New.count('\r') != New.count("\r\n"))
    return std::nullopt;
  std::string Out;
  for (char C : New)
    if (C != '\r')
      Out += C;
  if (StringRef(Out).ends_with("\n"))
    Out.pop_back();
  if (Out.empty() || StringRef(Out).ends_with("\n"))
    return std::nullopt;
  return Out;
}

} // namespace

Offer offerInText(const Report &R, size_t Index) {
  const ReportedFinding &F = R.Findings[Index];
  if (!isOffered(F))
    return {{}, F.State == FixState::None ? F.F.WhyNoFix : F.Why};
  auto Changes = computeChanges(R.Findings, Index, R.Sources);
  if (!Changes)
    return {{}, llvm::toString(Changes.takeError())};
  for (const FileChange &C : *Changes)
    if (!llvm::json::isUTF8(C.Before) || !llvm::json::isUTF8(C.After) ||
        !llvm::json::isUTF8(C.Path))
      return {{}, "the file is not UTF-8, which this report is"};
  if (Changes->empty())
    return {{}, "the fix changes nothing"};
  return {std::move(*Changes), ""};
}

void forOwnHunks(
    const Report &R, size_t Index,
    llvm::function_ref<void(const FileChange &, llvm::ArrayRef<const Hunk *>)>
        Use) {
  if (!isOffered(R.Findings[Index]))
    return;
  std::vector<FileChange> Alone;
  llvm::ArrayRef<FileChange> Changes = R.Changes;
  if (R.Findings[Index].State != FixState::Chosen || Changes.empty()) {
    auto Made = computeChanges(R.Findings, Index, R.Sources);
    if (!Made)
      return llvm::consumeError(Made.takeError());
    Alone = std::move(*Made);
    Changes = Alone;
  }
  for (const FileChange &C : Changes) {
    std::vector<const Hunk *> Own;
    for (const Hunk &H : C.Hunks)
      if (llvm::is_contained(H.Owners, Index))
        Own.push_back(&H);
    if (!Own.empty())
      Use(C, Own);
  }
}

std::optional<LineSuggestion> lineSuggestion(const Report &R, size_t Index,
                                             std::string &Why) {
  Offer O = offerInText(R, Index);
  Why = O.Why;
  if (O.Changes.empty())
    return std::nullopt;
  const FileChange &C = O.Changes.front();
  Why = "it changes more than one file";
  if (O.Changes.size() > 1 || C.Path != R.Findings[Index].F.Where.Path)
    return std::nullopt;
  LineTable Lines(C.Before);
  Why = "it changes lines that are far from each other";
  std::vector<LineChange> Changes = lineChanges(Lines, C);
  std::optional<Block> B;
  if (!Changes.empty())
    B = blockOf(Lines, Changes);
  if (!B)
    return std::nullopt;
  widen(*B, Lines);
  Why = "it changes the first line, which holds a byte order mark";
  if (B->First == 0 && StringRef(C.Before).starts_with(ByteOrderMark))
    return std::nullopt;
  Why = "it changes line ends";
  std::optional<std::string> Text = hostText(*B, Lines);
  if (!Text)
    return std::nullopt;
  Why.clear();
  return LineSuggestion{C.Path, B->First + 1, B->First + B->Count,
                        std::move(*Text)};
}

std::string fixTitle(const Fix &F) {
  return F.Title + " (" + toString(F.Level).str() + ")";
}

std::string adviceOn(const ReportedFinding &F, StringRef WhyNotHere) {
  if (!isOffered(F))
    return "No fix: " + (F.State == FixState::None ? F.F.WhyNoFix : F.Why) +
           ".";
  const Fix &First = F.F.Fixes.front();
  std::string Out =
      "Fix (" + toString(First.Level).str() + "): " + First.Title + ".";
  for (const IncludeEdit &I : First.Includes)
    if (!I.Runtime.empty())
      Out += " It needs the header " + I.Header + " of asyncmend's runtime.";
  if (!WhyNotHere.empty())
    Out += " It cannot be shown here: " + WhyNotHere.str() + ".";
  return Out;
}

} // namespace asyncmend
