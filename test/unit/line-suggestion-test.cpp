//===- line-suggestion-test.cpp -------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/line-suggestion.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;

namespace {

/// Replaces each of the texts, which occur once, by another.
std::string suggest(const std::string &Before,
                    std::vector<std::pair<std::string, std::string>> Edits,
                    std::vector<LineRange> Shown = {{1, 99}}) {
  FileChange C{"/a.cpp", Before, "", {}};
  for (auto &[Old, New] : Edits)
    C.Hunks.push_back(
        {uint32_t(Before.find(Old)), uint32_t(Old.size()), New, {}});
  auto S = lineSuggestion(C, Shown);
  if (!S)
    return "no: " + llvm::toString(S.takeError());
  return std::to_string(S->Lines.First) + "-" + std::to_string(S->Lines.Last) +
         ": " + S->Text;
}

TEST(LineSuggestion, WholeLines) {
  EXPECT_EQ(suggest("a\nb c\nd\n", {{"c", "x"}}), "2-2: b x\n");
  EXPECT_EQ(suggest("a\nb c\nd\n", {{"c\nd", "x"}}), "2-3: b x\n");
  EXPECT_EQ(suggest("a\nb\nc\nd\n", {{"a", "x"}, {"c", "y\nz"}}),
            "1-3: x\nb\ny\nz\n");
  EXPECT_EQ(suggest("a\nb\nc\n", {{"b\n", ""}}), "2-2: ");
  EXPECT_EQ(suggest("a\nb\nc\n", {{"b", ""}}), "2-2: \n");
}

TEST(LineSuggestion, NewLinesStandBesideAnOldOne) {
  FileChange C{"/a.cpp", "a\nb\nc\n", "", {{2, 0, "x\n", {}}}};
  auto At = [&](uint32_t Offset, std::vector<LineRange> Shown) {
    C.Hunks[0].Offset = Offset;
    auto S = lineSuggestion(C, Shown);
    return S ? std::to_string(S->Lines.First) + ": " + S->Text
             : llvm::toString(S.takeError());
  };
  EXPECT_EQ(At(2, {{1, 3}}), "1: a\nx\n");
  EXPECT_EQ(At(2, {{2, 3}}), "2: x\nb\n");
  EXPECT_EQ(At(0, {{1, 3}}), "1: x\na\n");
  EXPECT_EQ(At(6, {{1, 3}}), "3: c\nx\n");
  EXPECT_THAT(At(2, {{3, 3}}), HasSubstr("one hunk"));
}

TEST(LineSuggestion, OneHunkHoldsAll) {
  std::string Text = "a\nb\nc\nd\n";
  EXPECT_EQ(suggest(Text, {{"b", "x"}, {"c", "y"}}, {{2, 3}}), "2-3: x\ny\n");
  for (std::vector<LineRange> Shown : std::vector<std::vector<LineRange>>{
           {}, {{1, 2}}, {{3, 9}}, {{1, 2}, {3, 4}}})
    EXPECT_THAT(suggest(Text, {{"b", "x"}, {"c", "y"}}, Shown),
                HasSubstr("not all in one hunk"));
}

TEST(LineSuggestion, LineEnds) {
  EXPECT_EQ(suggest("a\r\nb\r\n", {{"b", "x\r\ny"}}), "2-2: x\ny\n");
  EXPECT_THAT(suggest("a\r\nb\r\n", {{"b", "x\ny"}}), HasSubstr("same way"));
  EXPECT_THAT(suggest("a\nb\r\n", {{"a\nb", "x"}}), HasSubstr("same way"));
  // The last line stays without a newline, and with one.
  EXPECT_EQ(suggest("a\nb", {{"b", "x"}}), "2-2: x\n");
  EXPECT_EQ(suggest("a\r\nb", {{"b", "x\r\ny"}}), "2-2: x\ny\n");
  EXPECT_THAT(suggest("a\r\nb", {{"b", "x\ny"}}), HasSubstr("same way"));
  EXPECT_THAT(suggest("a\nb", {{"b", "x\n"}}), HasSubstr("newline"));
  EXPECT_THAT(suggest("a\nb", {{"\nb", "\n"}}), HasSubstr("newline"));
}

TEST(LineSuggestion, Bytes) {
  EXPECT_THAT(suggest("a\n\xe9 b\n", {{"b", "x"}}), HasSubstr("UTF-8"));
  EXPECT_EQ(suggest("\xe9\nb\n", {{"b", "x"}}), "2-2: x\n");
  EXPECT_EQ(suggest("\xef\xbb\xbf"
                    "a\n",
                    {{"a", "x"}}),
            "1-1: \xef\xbb\xbf"
            "x\n");
  EXPECT_THAT(suggest("a\n", {{"a", "a"}}), HasSubstr("changes nothing"));
}

} // namespace
