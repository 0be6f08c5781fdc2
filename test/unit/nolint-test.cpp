//===- nolint-test.cpp ----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/sink.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

bool nolint(llvm::StringRef Text, unsigned Line) {
  return isNolint(Text, Line, "asyncmend-blocking-sleep");
}

TEST(Nolint, OnTheLine) {
  EXPECT_TRUE(nolint("f(); // NOLINT\n", 1));
  EXPECT_TRUE(nolint("f(); /* NOLINT */\n", 1));
  EXPECT_TRUE(nolint("f(); // NOLINT\r\n", 1));
  EXPECT_FALSE(nolint("f(); // NOLINT\ng();\n", 2));
  EXPECT_FALSE(nolint("f(); // XNOLINT\n", 1));
  EXPECT_FALSE(nolint("f(); // nolint\n", 1));
}

TEST(Nolint, Lists) {
  EXPECT_TRUE(nolint("f(); // NOLINT(asyncmend-blocking-sleep)\n", 1));
  EXPECT_TRUE(nolint("f(); // NOLINT(a, asyncmend-blocking-sleep): why\n", 1));
  EXPECT_TRUE(nolint("f(); // NOLINT(asyncmend-*)\n", 1));
  EXPECT_TRUE(nolint("f(); // NOLINT(*)\n", 1));
  EXPECT_FALSE(nolint("f(); // NOLINT(asyncmend-missing-co-await)\n", 1));
  EXPECT_FALSE(nolint("f(); // NOLINT(bugprone-*)\n", 1));
  EXPECT_FALSE(nolint("f(); // NOLINT()\n", 1));
}

TEST(Nolint, NextLine) {
  EXPECT_TRUE(nolint("// NOLINTNEXTLINE\nf();\n", 2));
  EXPECT_TRUE(nolint("// NOLINTNEXTLINE(asyncmend-blocking-sleep)\nf();\n", 2));
  EXPECT_FALSE(nolint("f(); // NOLINTNEXTLINE\n", 1));
  EXPECT_FALSE(nolint("// NOLINTNEXTLINE\n\nf();\n", 3));
  EXPECT_FALSE(nolint("// NOLINTNEXTLINE(other)\nf();\n", 2));
}

TEST(Nolint, BeginAndEnd) {
  llvm::StringRef Text = "a();\n"
                         "// NOLINTBEGIN(asyncmend-*)\n"
                         "b();\n"
                         "// NOLINTEND(asyncmend-*)\n"
                         "c();\n";
  EXPECT_FALSE(nolint(Text, 1));
  EXPECT_TRUE(nolint(Text, 3));
  EXPECT_FALSE(nolint(Text, 5));
}

TEST(Nolint, BeginOfAnotherCheck) {
  EXPECT_FALSE(nolint("// NOLINTBEGIN(other)\na();\n// NOLINTEND(other)\n", 2));
  EXPECT_TRUE(nolint("// NOLINTBEGIN\n// NOLINTEND(other)\na();\n", 3));
}

TEST(Nolint, TwoOnALine) {
  EXPECT_TRUE(
      nolint("f(); // NOLINT(other) NOLINT(asyncmend-blocking-sleep)\n", 1));
}

TEST(Nolint, LastLineWithoutAnEnd) { EXPECT_TRUE(nolint("f(); // NOLINT", 1)); }

TEST(Nolint, OtherWordsThatBeginAlike) {
  EXPECT_FALSE(nolint("f(); // NOLINTS\n", 1));
}

} // namespace
