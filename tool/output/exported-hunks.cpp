//===- exported-hunks.cpp - Hunks as others can apply them ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/exported-hunks.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

bool isWord(char C) { return llvm::isAlnum(C) || C == '_'; }

/// The identifier, line end or character that `Text` begins with.
StringRef firstUnit(StringRef Text) {
  if (Text.empty())
    return Text;
  if (isWord(Text.front()))
    return Text.take_while(isWord);
  if (Text.starts_with("\r\n"))
    return Text.take_front(2);
  return Text.take_front(
      llvm::getNumBytesForUTF8(static_cast<unsigned char>(Text.front())));
}

/// The one that it ends with.
StringRef lastUnit(StringRef Text) {
  if (Text.empty())
    return Text;
  if (isWord(Text.back()))
    return Text.take_back(Text.size() - Text.rtrim("_0123456789"
                                                   "abcdefghijklmnopqrstuvwxyz"
                                                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                                            .size());
  if (Text.ends_with("\r\n"))
    return Text.take_back(2);
  size_t Length = 1;
  while (Length < Text.size() &&
         (static_cast<unsigned char>(Text[Text.size() - Length]) & 0xc0) ==
             0x80)
    ++Length;
  return Text.take_back(Length);
}

bool isAnchor(StringRef Unit) {
  return !Unit.empty() && Unit != "\xef\xbb\xbf" && llvm::json::isUTF8(Unit);
}

/// Identical insertions are applied twice by some consumers, identical
/// replacements never: so an insertion takes in a neighbour that no other hunk
/// touches, and a removal does where that is asked for.
void anchor(std::vector<Hunk> &Hunks, StringRef Before, bool Removals) {
  for (size_t I = 0; I < Hunks.size(); ++I) {
    Hunk &H = Hunks[I];
    if (H.Length && !(Removals && H.Text.empty()))
      continue;
    uint32_t End = H.Offset + H.Length;
    uint32_t Low = I ? Hunks[I - 1].Offset + Hunks[I - 1].Length : 0;
    uint32_t High =
        I + 1 < Hunks.size() ? Hunks[I + 1].Offset : uint32_t(Before.size());
    StringRef Next = firstUnit(Before.slice(End, High));
    StringRef Last = lastUnit(Before.slice(Low, H.Offset));
    if (isAnchor(Next)) {
      H.Length += Next.size();
      H.Text += Next;
    } else if (isAnchor(Last)) {
      H.Offset -= Last.size();
      H.Length += Last.size();
      H.Text.insert(0, Last.str());
    }
  }
}

/// clang-apply-replacements always cleans up around what it edits (`(,` loses
/// its comma); in code that compiles only a macro's empty argument suffers.
llvm::Error checkCleanup(const FileChange &C, llvm::ArrayRef<Hunk> Hunks) {
  clang::tooling::Replacements All;
  for (const Hunk &H : Hunks)
    if (llvm::Error E = All.add({C.Path, H.Offset, H.Length, H.Text}))
      return E;
  auto Cleaned = clang::format::cleanupAroundReplacements(
      C.Before, All, clang::format::getLLVMStyle());
  if (!Cleaned)
    return Cleaned.takeError();
  auto After = clang::tooling::applyAllReplacements(C.Before, *Cleaned);
  if (!After)
    return After.takeError();
  if (*After != C.After)
    return llvm::createStringError(
        "the fixes of %s cannot be exported: clang-apply-replacements would "
        "clean up more than them; --fix applies them as they are",
        C.Path.c_str());
  return llvm::Error::success();
}

} // namespace

llvm::Expected<ExportedHunks> exportedHunks(const Report &R,
                                            bool AnchorRemovals) {
  ExportedHunks Out;
  for (const FileChange &C : R.Changes) {
    std::vector<Hunk> Hunks = C.Hunks;
    anchor(Hunks, C.Before, AnchorRemovals);
    for (const Hunk &H : Hunks)
      if (!llvm::json::isUTF8(H.Text) || !llvm::json::isUTF8(C.Path))
        return llvm::createStringError(
            "the fixes of %s cannot be exported: the text around them is not "
            "UTF-8, and YAML is; --fix applies them as they are",
            C.Path.c_str());
    if (llvm::Error E = checkCleanup(C, Hunks))
      return E;
    for (Hunk &H : Hunks)
      Out[H.Owners.front()].push_back(
          {{C.Path, H.Offset, H.Length}, std::move(H.Text)});
  }
  return Out;
}

} // namespace asyncmend
