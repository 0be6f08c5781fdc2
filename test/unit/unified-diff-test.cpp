//===- unified-diff-test.cpp ----------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "changed-lines.h"
#include "unified-diff.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

std::vector<FileDiff> parse(llvm::StringRef Text) {
  auto Files = parseUnifiedDiff(Text);
  if (!Files) {
    ADD_FAILURE() << llvm::toString(Files.takeError());
    return {};
  }
  return *Files;
}

std::string refusal(llvm::StringRef Text) {
  auto Files = parseUnifiedDiff(Text);
  EXPECT_FALSE(bool(Files));
  return Files ? "" : llvm::toString(Files.takeError());
}

TEST(UnifiedDiff, Names) {
  auto Names = [](llvm::StringRef Old, llvm::StringRef New) {
    auto Files = parse(
        ("--- " + Old + "\n+++ " + New + "\n@@ -1 +1 @@\n-a\n+b\n").str());
    EXPECT_EQ(Files.size(), 1u);
    return std::vector<std::string>{Files[0].OldName, Files[0].NewName};
  };
  EXPECT_THAT(Names("a/x.cpp", "b/x.cpp"), ElementsAre("a/x.cpp", "b/x.cpp"));
  EXPECT_THAT(Names("x y.cpp\t2024-01-01 10:00", "x y.cpp\t"),
              ElementsAre("x y.cpp", "x y.cpp"));
  EXPECT_THAT(Names("/dev/null", "b/x.cpp\r"), ElementsAre("", "b/x.cpp"));
  EXPECT_THAT(Names(R"("a/\303\251\"\\\t.cpp")", R"("b/\001\177.cpp")"),
              ElementsAre("a/\xc3\xa9\"\\\t.cpp", "b/\001\177.cpp"));
}

TEST(UnifiedDiff, WhatHasNoLinesIsLeftOut) {
  EXPECT_THAT(parse(""), IsEmpty());
  EXPECT_THAT(parse("\n"), IsEmpty());
  EXPECT_THAT(parse("diff --git a/x b/y\nsimilarity index 100%\n"
                    "rename from x\nrename to y\n"),
              IsEmpty());
  EXPECT_THAT(parse("diff --git a/x b/x\nBinary files differ\n"), IsEmpty());
  EXPECT_THAT(parse("diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n"
                    "+++ b/l\n@@ -0,0 +1 @@\n+x.cpp\n"
                    "\\ No newline at end of file\n"),
              IsEmpty());
  EXPECT_THAT(
      parse("diff --git a/m b/m\nindex 1..2 160000\n--- a/m\n+++ b/m\n"
            "@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n"),
      IsEmpty());
}

TEST(UnifiedDiff, TextAroundIsSkipped) {
  auto Files = parse("From 0 Mon\nSubject: x\n---\n a | 2 +-\n\n"
                     "diff --git a/a b/a\n--- a/a\n+++ b/a\n"
                     "@@ -1,2 +1,2 @@ int f()\n--- old\n+++ new\n \n-- \n2.39\n"
                     "Only in x: y\ndiff -u c d\n--- c\n+++ d\n"
                     "@@ -0,0 +1 @@\n+d\n");
  ASSERT_EQ(Files.size(), 2u);
  EXPECT_TRUE(Files[0].IsGit);
  ASSERT_EQ(Files[0].Hunks.size(), 1u);
  EXPECT_EQ(Files[0].Hunks[0].Lines[0].Text, "-- old");
  EXPECT_FALSE(Files[1].IsGit);
}

TEST(UnifiedDiff, Refusals) {
  EXPECT_THAT(refusal("hello\n"), HasSubstr("no unified diff"));
  EXPECT_THAT(refusal("diff --cc a\n"), HasSubstr("line 1"));
  const std::string Head = "--- a\n+++ b\n";
  EXPECT_THAT(refusal(Head + "@@@ -1 -1 +1 @@@\n"), HasSubstr("merges"));
  EXPECT_THAT(refusal(Head + "@@ -1 @@\n"), HasSubstr("line 3"));
  EXPECT_THAT(refusal(Head + "@@ -1 +1 @@\n-a\n"), HasSubstr("ends within"));
  EXPECT_THAT(refusal(Head + "@@ -1 +1 @@\n-a\n-b\n+c\n"), HasSubstr("line 5"));
}

ChangedFile change(llvm::StringRef Hunks) {
  auto Files = parse(("--- a\n+++ b\n" + Hunks).str());
  EXPECT_EQ(Files.size(), 1u);
  return changedLines(Files[0]);
}

TEST(ChangedLines, Hunks) {
  ChangedFile C =
      change("@@ -1,5 +1,5 @@\n one\n-two\n+2\n+2.5\n three\n-four\n"
             " five\n@@ -20,0 +21,2 @@\n+x\n+y\n");
  EXPECT_THAT(C.Written, ElementsAre(LineRange{2, 3}, LineRange{21, 22}));
  EXPECT_THAT(C.Removals, ElementsAre(4u));
  EXPECT_THAT(C.Shown, ElementsAre(LineRange{1, 5}, LineRange{21, 22}));
}

TEST(ChangedLines, RemovalsWithoutContext) {
  ChangedFile C =
      change("@@ -5,2 +4,0 @@\n-a\n-b\n@@ -9,3 +6 @@\n-a\n-b\n-c\n+d\n"
             "@@ -20 +16 @@\n-a\n+b\n");
  EXPECT_THAT(C.Removals, ElementsAre(4u, 6u));
  EXPECT_THAT(C.Written, ElementsAre(LineRange{6, 6}, LineRange{16, 16}));
  EXPECT_THAT(change("@@ -1,2 +0,0 @@\n-a\n-b\n").Removals, ElementsAre(0u));
}

TEST(ChangedLines, CheckAgainstTheFile) {
  FileDiff D =
      parse("--- a\n+++ b\n@@ -1,2 +1,3 @@\n one\r\n-two\n+2\n+3\n")[0];
  auto Why = [&](llvm::StringRef Text) {
    return llvm::toString(checkAgainst(D, "x.cpp", Text));
  };
  EXPECT_EQ(Why("one\n2\r\n3"), "");
  EXPECT_EQ(Why("one\n2\n3\nmore\n"), "");
  EXPECT_THAT(Why("one\n2\n4\n"), HasSubstr("x.cpp: its line 3"));
  EXPECT_THAT(Why("one\n2\n"), HasSubstr("line 3"));
}

class Concerns : public testing::Test {
protected:
  // 1 2 3 … 20, one a line.
  Concerns() {
    for (int I = 1; I <= 20; ++I)
      Sources["/a"] += (I < 10 ? "0" : "") + std::to_string(I) + "\n";
  }
  static Span lines(unsigned First, unsigned Last) {
    return {"/a", (First - 1) * 3, (Last - First) * 3 + 2};
  }
  bool asked(ChangedFile C, const Finding &F, std::string Path = "/a") {
    LineTables Tables(Sources);
    return concerns({{Path, C}}, F, Tables);
  }
  static Finding at(unsigned Line) {
    Finding F;
    F.Where = lines(Line, Line);
    F.Head = lines(4, 5);
    F.Body = lines(6, 15);
    return F;
  }
  SourceMap Sources;
};

TEST_F(Concerns, TouchedParts) {
  Finding F = at(10);
  EXPECT_TRUE(asked({{{10, 10}}, {}, {}}, F));
  EXPECT_TRUE(asked({{{8, 12}}, {}, {}}, F));
  EXPECT_FALSE(asked({{{9, 9}, {11, 11}}, {}, {}}, F));
  EXPECT_FALSE(asked({{{10, 10}}, {}, {}}, F, "/b"));
  F.Notes = {{"why", lines(18, 19)}};
  EXPECT_TRUE(asked({{{19, 19}}, {}, {}}, F));
  EXPECT_FALSE(asked({{{20, 20}}, {}, {}}, F));
  F.Fixes = {{"fix", Safety::Safe, {{lines(2, 2), ""}}, {{"/a", "x.h"}}}};
  EXPECT_TRUE(asked({{{2, 2}}, {}, {}}, F));
  EXPECT_FALSE(asked({{{1, 1}}, {}, {}}, F));
}

TEST_F(Concerns, TheFunctionAroundIt) {
  EXPECT_TRUE(asked({{{4, 4}}, {}, {}}, at(10)));
  EXPECT_FALSE(asked({{{3, 3}, {6, 9}}, {}, {}}, at(10)));
  for (unsigned Behind : {6u, 9u, 14u})
    EXPECT_TRUE(asked({{}, {Behind}, {}}, at(10))) << Behind;
  for (unsigned Behind : {0u, 5u, 15u, 19u})
    EXPECT_FALSE(asked({{}, {Behind}, {}}, at(10))) << Behind;
  Finding Free = at(10);
  Free.Head = Free.Body = Span();
  EXPECT_FALSE(asked({{{4, 4}}, {9}, {}}, Free));
}

} // namespace
