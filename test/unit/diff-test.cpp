//===- diff-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "report-builder.h"
#include "temp-tree.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

/// Every diff is also given to the programs that it is made for.
class Diff : public testing::Test, public ReportBuilder {
protected:
  std::string emit(const std::string &Directory = "") {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    emitDiff(R, {false, Tree.path(Directory)}, OS);
    return Out;
  }
  void write(const std::string &Name, const std::string &Text) {
    R.Sources[Tree.write(Name, Text)] = Text;
  }
  void edit(const std::string &Name, const std::string &Old,
            const std::string &New) {
    fixed(Tree.path(Name), Old, New);
  }
  /// Applies the diff by `Command`, which reads the file `patch`.
  void expectApplied(const std::string &Command,
                     const std::string &Directory = "") {
    finish();
    std::string Before = emit(Directory);
    Tree.write("patch", Before);
    EXPECT_EQ(Tree.run({"sh", "-c", "cd './" + Directory + "' && " + Command}),
              "")
        << Before;
    for (const FileChange &C : R.Changes) {
      EXPECT_EQ(TempTree::slurp(C.Path), C.After);
      Tree.write(C.Path.substr(Tree.path().size() + 1), C.Before);
    }
  }
  TempTree Tree;
};

const char Patch[] = "patch -s -p1 -i patch";
const char Git[] = "git apply --whitespace=nowarn patch";

std::string numbered(int Count) {
  std::string Out;
  for (int I = 1; I <= Count; ++I)
    Out += "line " + std::to_string(I) + ".\n";
  return Out;
}

TEST_F(Diff, ContextIsShared) {
  write("a b.cpp", numbered(30));
  edit("a b.cpp", "line 5.", "LINE 5.");
  edit("a b.cpp", "line 12.", "LINE 12.\nmore");
  edit("a b.cpp", "line 20.\n", "");
  expectApplied(Git);
  expectApplied("git -c core.autocrlf=false apply --check patch && " +
                std::string(Git));
  std::string Out = emit();
  EXPECT_THAT(Out, StartsWith("--- a/a b.cpp\t\n+++ b/a b.cpp\t\n"
                              "@@ -2,14 +2,15 @@\n line 2.\n"));
  EXPECT_THAT(Out, HasSubstr("@@ -17,7 +18,6 @@\n line 17.\n"));
}

TEST_F(Diff, EndsOfFiles) {
  write("no-newline", "a\nb\nc");
  edit("no-newline", "c", "C\nd");
  write("kept", "a\nb");
  edit("kept", "a", "A");
  write("first", "x\n");
  edit("first", "x", "y\nx");
  write("all", "gone\n");
  edit("all", "gone\n", "");
  expectApplied(Git);
  EXPECT_THAT(emit(), HasSubstr("+A\n b\n\\ No newline at end of file\n"));
  EXPECT_THAT(emit(), HasSubstr("@@ -1,1 +0,0 @@\n-gone\n"));
}

TEST_F(Diff, CarriageReturnsAndOtherBytes) {
  write("crlf", "a\r\nb\r\n\xe9 latin-1\r\nc\r\n");
  edit("crlf", "b", "B\nC");
  write("\xc3\xa9.cpp", "\xef\xbb\xbfx;\n");
  edit("\xc3\xa9.cpp", "x", "y");
  write("q\"uote\tand\\", "x\n");
  edit("q\"uote\tand\\", "x", "y");
  expectApplied(Git);
  EXPECT_THAT(emit(), HasSubstr("-b\r\n+B\r\n+C\r\n \xe9 latin-1\r\n"));
  EXPECT_THAT(emit(), HasSubstr("--- \"a/q\\\"uote\\011and\\\\\"\n"));
}

TEST_F(Diff, InsideARepository) {
  Tree.run({"git", "init", "-q", "r"});
  write("r/sub/a.cpp", "a\n");
  edit("r/sub/a.cpp", "a", "b");
  write("r/inc/a.hpp", "a\n");
  edit("r/inc/a.hpp", "a", "b");
  // git skips what is not below its directory, so this is for the top.
  finish();
  std::string ForTheTop = emit("r/sub");
  EXPECT_EQ(ForTheTop, "diff --git a/inc/a.hpp b/inc/a.hpp\n--- a/inc/a.hpp\n"
                       "+++ b/inc/a.hpp\n@@ -1,1 +1,1 @@\n-a\n+b\n"
                       "diff --git a/sub/a.cpp b/sub/a.cpp\n--- a/sub/a.cpp\n"
                       "+++ b/sub/a.cpp\n@@ -1,1 +1,1 @@\n-a\n+b\n");
  Tree.write("patch", ForTheTop);
  EXPECT_EQ(Tree.run({"git", "-C", "r", "apply", "../patch"}), "");
  EXPECT_EQ(Tree.read("r/inc/a.hpp") + Tree.read("r/sub/a.cpp"), "b\nb\n");
}

TEST_F(Diff, BelowASubdirectoryOfARepository) {
  Tree.run({"git", "init", "-q", "r"});
  write("r/sub/a.cpp", "a\n");
  edit("r/sub/a.cpp", "a", "b");
  expectApplied("git apply ../../patch", "r/sub");
  EXPECT_EQ(emit("r/sub"),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,1 +1,1 @@\n-a\n+b\n");
}

TEST_F(Diff, OutsideOfEverything) {
  write("x/a.cpp", "a\n");
  edit("x/a.cpp", "a", "b");
  finish();
  EXPECT_THAT(emit("y"), StartsWith("--- a" + Tree.path("x/a.cpp") + "\n"));
}

TEST_F(Diff, PatchTakesItToo) {
  if (Tree.run({"sh", "-c", "command -v patch"}).find("rc") == 0)
    GTEST_SKIP() << "patch is not installed";
  write("d/a b.cpp", numbered(30));
  edit("d/a b.cpp", "line 1.", "LINE 1.");
  edit("d/a b.cpp", "line 30.\n", "line 30.");
  expectApplied(Patch);
}

TEST_F(Diff, NothingChanged) {
  finish();
  EXPECT_EQ(emit(), "");
}

} // namespace
