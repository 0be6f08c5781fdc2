//===- utf16-test.cpp -----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/utf16.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

TEST(Utf16, Length) {
  EXPECT_EQ(utf16Length("a\tb"), 3u);
  EXPECT_EQ(utf16Length("\xc3\xa9"), 1u);         // é
  EXPECT_EQ(utf16Length("\xe2\x82\xac"), 1u);     // the euro
  EXPECT_EQ(utf16Length("\xf0\x9f\x98\x80"), 2u); // an emoji
  EXPECT_EQ(utf16Length("caf\xe9s"), 5u);         // latin-1
}

TEST(Utf16, Position) {
  std::string Text = "\xef\xbb\xbf"
                     "x\n\xf0\x9f\x98\x80y\n";
  LineTable Lines(Text);
  auto At = [&](uint32_t Offset, bool WithMark = false) {
    Position P = utf16Position(Lines, Offset, WithMark);
    return std::pair(P.Line, P.Column);
  };
  EXPECT_EQ(At(3), std::pair(1u, 1u));
  EXPECT_EQ(At(3, true), std::pair(1u, 2u));
  EXPECT_EQ(At(9, true), std::pair(2u, 3u));
  EXPECT_EQ(At(11), std::pair(3u, 1u));
  EXPECT_EQ(At(99), std::pair(3u, 1u));
}

} // namespace
