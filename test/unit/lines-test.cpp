//===- lines-test.cpp -----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/lines.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

std::string change(const std::string &Text, std::vector<Hunk> Hunks) {
  LineTable Lines(Text);
  std::vector<const Hunk *> Pointers;
  for (const Hunk &H : Hunks)
    Pointers.push_back(&H);
  std::string Out;
  for (const LineChange &C : lineChanges(Lines, Pointers)) {
    Out += std::to_string(C.First) + "-" + std::to_string(C.OldCount) + ":";
    for (const std::string &Line : C.New)
      Out += Line;
    Out += "|";
  }
  return Out;
}

TEST(Lines, Positions) {
  LineTable Lines("\xef\xbb\xbf"
                  "ab\r\n\tc\n");
  EXPECT_EQ(Lines.position(3).Column, 1u);
  EXPECT_EQ(Lines.position(8).Line, 2u);
  EXPECT_EQ(Lines.position(8).Column, 2u);
  EXPECT_EQ(Lines.position(10).Line, 3u);
  EXPECT_EQ(Lines.position(99).Line, 3u);
  EXPECT_EQ(Lines.count(), 2u);
  EXPECT_EQ(Lines.shown(0), "ab");
  EXPECT_EQ(Lines.whole(1), "\tc\n");
  EXPECT_EQ(LineTable("").count(), 0u);
  EXPECT_EQ(LineTable("x").count(), 1u);
}

TEST(Lines, Changes) {
  EXPECT_EQ(change("a\nb\nc\n", {{2, 1, "x", {}}}), "1-1:x\n|");
  EXPECT_EQ(change("a\nb\nc\n", {{2, 0, "x\n", {}}}), "1-0:x\n|");
  EXPECT_EQ(change("a\nb\nc\n", {{2, 2, "", {}}}), "1-1:|");
  EXPECT_EQ(change("a\nb\nc\n", {{6, 0, "d\n", {}}}), "3-0:d\n|");
  EXPECT_EQ(change("a\nb", {{3, 0, "\nc", {}}}), "1-1:b\nc|");
  EXPECT_EQ(change("a\nb\nc\n", {{1, 1, "", {}}}), "0-2:ab\n|");
  EXPECT_EQ(change("", {{0, 0, "x\n", {}}}), "0-0:x\n|");
  EXPECT_EQ(change("a\n", {{0, 2, "", {}}}), "0-1:|");
  EXPECT_EQ(change("a\n", {{0, 1, "a", {}}}), "");
}

TEST(Lines, HunksOfOneLine) {
  EXPECT_EQ(change("a b\nc\n", {{0, 1, "x", {}}, {2, 1, "y", {}}}),
            "0-1:x y\n|");
  EXPECT_EQ(change("a\nb\nc\n", {{0, 3, "x", {}}, {4, 1, "y", {}}}),
            "0-2:x\n|2-1:y\n|");
}

} // namespace
