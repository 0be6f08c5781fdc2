//===- suppressions-test.cpp ----------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/sink.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// `glob@line:first-last`, with `!` for a block that nothing ends and `?` for
/// an end without a block.
std::vector<std::string> names(llvm::StringRef Text) {
  std::vector<std::string> Out;
  for (const Suppression &S : namedSuppressions(Text)) {
    EXPECT_TRUE(Text.substr(S.Offset).starts_with("NOLINT"));
    Out.push_back(
        S.Glob + "@" + std::to_string(S.Line) + ":" + std::to_string(S.First) +
        "-" + (S.Last == ~0u ? "end" : std::to_string(S.Last)) +
        (S.Closed ? "" : "!") + (S.What == Suppression::StrayEnd ? "?" : ""));
  }
  return Out;
}

TEST(Suppressions, Lists) {
  EXPECT_THAT(names("f(); // NOLINT(a, b-*): why\n"),
              ElementsAre("a@1:1-1", "b-*@1:1-1"));
  EXPECT_THAT(names("\n// NOLINTNEXTLINE(a)\r\nf();"), ElementsAre("a@2:3-3"));
  EXPECT_THAT(names("/* NOLINT(a) */ /* NOLINT(b) */"),
              ElementsAre("a@1:1-1", "b@1:1-1"));
  EXPECT_THAT(names("f(); // NOLINT(a"), ElementsAre("a@1:1-1"));
}

TEST(Suppressions, NoLists) {
  EXPECT_THAT(names("f(); // NOLINT\n// NOLINT (a)\n// XNOLINT(a)\n"
                    "// NOLINTED(a)\n// nolint(a)\n"),
              IsEmpty());
}

TEST(Suppressions, Blocks) {
  EXPECT_THAT(names("// NOLINTBEGIN(a)\n\n// NOLINTEND(a)\n"),
              ElementsAre("a@1:1-3"));
  EXPECT_THAT(names("// NOLINTBEGIN(a)\n// NOLINTBEGIN(a)\n// NOLINTEND(a)\n"),
              ElementsAre("a@1:1-end!", "a@2:2-3"));
  EXPECT_THAT(names("// NOLINTBEGIN(a,b)\n// NOLINTEND(b)\n// NOLINTEND(c)\n"),
              ElementsAre("a@1:1-end!", "b@1:1-2", "c@3:3-3?"));
}

TEST(Suppressions, PlaceOfTheComment) {
  llvm::StringRef Text = "int i; // NOLINT(a, b) c\n";
  auto S = namedSuppressions(Text);
  ASSERT_EQ(S.size(), 2u);
  EXPECT_EQ(Text.substr(S[1].Offset, S[1].Length), "NOLINT(a, b)");
}

} // namespace
