//===- apply-test.cpp ----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "apply.h"
#include "temp-tree.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// Findings whose fixes are described by what they replace in a text.
class Apply : public testing::Test {
protected:
  /// A finding that replaces the first `Old` of the source by `New`.
  Finding &replace(const std::string &Old, const std::string &New) {
    size_t At = Source.find(Old);
    EXPECT_NE(At, std::string::npos) << Old;
    return edit(At, Old.size(), New);
  }
  Finding &insertBefore(const std::string &Place, const std::string &New) {
    return edit(Source.find(Place), 0, New);
  }
  Finding &edit(size_t Offset, size_t Length, const std::string &New) {
    ReportedFinding &R = Findings.emplace_back();
    R.F.Rule = "rule" + std::to_string(Findings.size());
    Span Where{Path, uint32_t(Offset), uint32_t(Length)};
    R.F.Fixes.push_back({"t", Safety::Safe, {{Where, New}}, {}});
    return R.F;
  }
  void include(Finding &F, const std::string &Header) {
    F.Fixes[0].Includes.push_back({Path, Header, true});
  }

  /// The new text, or "error: ...". Holds the promises about hunks.
  std::string apply() {
    std::vector<size_t> Chosen;
    for (size_t I = 0; I < Findings.size(); ++I)
      Chosen.push_back(I);
    auto Made = computeChanges(Findings, Chosen, {{Path, Source}});
    if (!Made)
      return "error: " + llvm::toString(Made.takeError());
    Changes = *Made;
    if (Changes.empty())
      return Source;
    const FileChange &C = Changes.front();
    EXPECT_EQ(C.Path, Path);
    EXPECT_EQ(C.Before, Source);
    std::string Rebuilt;
    uint32_t At = 0;
    for (const Hunk &H : C.Hunks) {
      EXPECT_GE(H.Offset, At);
      EXPECT_FALSE(H.Owners.empty());
      Rebuilt += Source.substr(At, H.Offset - At) + H.Text;
      At = H.Offset + H.Length;
    }
    EXPECT_EQ(Rebuilt + Source.substr(At), C.After);
    return C.After;
  }

  std::string Path = "/nowhere/a.cpp";
  std::string Source;
  std::vector<ReportedFinding> Findings;
  std::vector<FileChange> Changes;
};

TEST_F(Apply, LinesAtOnePlaceComeInTheOrderOfFindingsAndEdits) {
  Source = "for (;;) {}\n";
  Finding &First = edit(0, 0, "z;\n");
  // Both fixes want these lines: they come once, where the first wants them.
  First.Fixes[0].Edits.push_back({{Path, 0, 0}, "shared;\n"});
  Finding &Second = edit(0, 0, "shared;\n");
  Second.Fixes[0].Edits.push_back({{Path, 0, 0}, "a;\n"});
  EXPECT_EQ(apply(), "z;\nshared;\na;\nfor (;;) {}\n");
}

TEST_F(Apply, EditsAndTheirOwners) {
  Source = "f(); g(); h();\n";
  replace("f", "co_await f");
  replace("h()", "");
  replace("f", "co_await f");
  EXPECT_EQ(apply(), "co_await f(); g(); ;\n");
  ASSERT_EQ(Changes[0].Hunks.size(), 2u);
  EXPECT_THAT(Changes[0].Hunks[0].Owners, ElementsAre(0, 2));
  EXPECT_THAT(Changes[0].Hunks[1].Owners, ElementsAre(1));
}

TEST_F(Apply, InsertionsThatTouchAReplacementJoinIt) {
  Source = "abcdef";
  edit(2, 2, "XY");
  edit(2, 0, "<");
  edit(4, 0, ">");
  EXPECT_EQ(apply(), "ab<XY>ef");
  EXPECT_EQ(Changes[0].Hunks.size(), 1u);
  EXPECT_THAT(Changes[0].Hunks[0].Owners, ElementsAre(0, 1, 2));
}

TEST_F(Apply, IncludeOnceForAllWhoAsk) {
  Source = "#include <a>\n\nint x, y;\n";
  include(replace("x", "p"), "b");
  include(replace("y", "q"), "b");
  EXPECT_EQ(apply(), "#include <a>\n#include <b>\n\nint p, q;\n");
  EXPECT_THAT(Changes[0].Hunks[0].Owners, ElementsAre(0, 1));
}

TEST_F(Apply, IncludeGoesBeforeAnInsertionAtItsPlace) {
  Source = "int x;\n";
  include(edit(0, 0, "int before;\n"), "b");
  EXPECT_EQ(apply(), "#include <b>\n\nint before;\nint x;\n");
}

TEST_F(Apply, CarriageReturns) {
  Source = "#include <a>\r\n\r\nint x;\r\n";
  include(replace("int x;", "int y;\nint z;"), "b");
  EXPECT_EQ(apply(), "#include <a>\r\n#include <b>\r\n\r\nint y;\r\n"
                     "int z;\r\n");
}

TEST_F(Apply, ByteOrderMarkAndNoFinalNewline) {
  Source = "\xef\xbb\xbf// \xe9 is latin-1\nint x;";
  include(replace("x", "yy"), "b");
  EXPECT_EQ(apply(), "\xef\xbb\xbf#include <b>\n\n// \xe9 is latin-1\n"
                     "int yy;");
}

TEST_F(Apply, Refusals) {
  Source = "abcdef";
  edit(4, 3, "");
  EXPECT_EQ(apply(), "error: the fix of [asyncmend-rule1] in /nowhere/a.cpp "
                     "reaches beyond the end of the file");
  Findings.clear();
  edit(1, 3, "x");
  edit(3, 2, "y");
  EXPECT_THAT(apply(), HasSubstr("[asyncmend-rule2]"));
  Findings.clear();
  edit(1, 0, "x");
  edit(1, 0, "y");
  EXPECT_THAT(apply(), HasSubstr("inserts where another fix does"));
  Findings.clear();
  edit(1, 0, "x").Fixes[0].Edits[0].Where.Path = "/other";
  EXPECT_THAT(apply(), HasSubstr("/other is edited but was never read"));
}

TEST_F(Apply, NoChangeIsNoChange) {
  Source = "abc";
  edit(1, 1, "b");
  EXPECT_EQ(apply(), "abc");
  EXPECT_TRUE(Changes.empty() || Changes[0].Hunks.empty());
}

class ApplyFormatted : public Apply {
protected:
  void SetUp() override { Path = Tree.path("a.cpp"); }
  void style(const std::string &Text) { Tree.write(".clang-format", Text); }
  TempTree Tree;
};

TEST_F(ApplyFormatted, OnlyChangedLines) {
  style("BasedOnStyle: LLVM\n");
  Source = "#include <z>\n#include <c>\n\nint   untouched ;\nvoid f() {\n"
           "    g( 1 ) ;\n  odd   (2);\n}\n";
  include(replace("g( 1 )", "co_await  g( 1 )"), "d");
  EXPECT_EQ(apply(), "#include <d>\n#include <z>\n#include <c>\n\n"
                     "int   untouched ;\nvoid f() {\n  co_await g(1);\n"
                     "  odd   (2);\n}\n");
  for (const Hunk &H : Changes[0].Hunks)
    EXPECT_THAT(H.Owners, ElementsAre(0));
}

TEST_F(ApplyFormatted, LongLinesBreak) {
  style("BasedOnStyle: LLVM\nColumnLimit: 40\n");
  Source = "void f() {\n  sleep(1);\n}\n";
  replace("sleep(1)", "co_await timer(executor, seconds(1)).wait(use)");
  EXPECT_EQ(apply(), "void f() {\n  co_await timer(executor, seconds(1))\n"
                     "      .wait(use);\n}\n");
}

TEST_F(ApplyFormatted, CarriageReturnsStay) {
  style("BasedOnStyle: LLVM\nColumnLimit: 40\nLineEnding: LF\n");
  Source = "void f() {\r\n  sleep(1);\r\n}\r\n";
  replace("sleep(1)", "co_await timer(executor, seconds(1)).wait(use)");
  EXPECT_EQ(apply(), "void f() {\r\n  co_await timer(executor, seconds(1))\r\n"
                     "      .wait(use);\r\n}\r\n");
}

TEST_F(ApplyFormatted, ByteOrderMarkStays) {
  style("BasedOnStyle: LLVM\n");
  Source = "\xef\xbb\xbfint   x;\nint y;";
  replace("x", "z  ");
  EXPECT_EQ(apply(), "\xef\xbb\xbfint z;\nint y;");
}

TEST_F(ApplyFormatted, StylesThatDoNotFormat) {
  Source = "int   x;\n";
  replace("x", "z  ");
  EXPECT_EQ(apply(), "int   z  ;\n");
  style("DisableFormat: true\n");
  EXPECT_EQ(apply(), "int   z  ;\n");
  style("BasedOnStyle: [nonsense\n");
  EXPECT_EQ(apply(), "int   z  ;\n");
}

class Write : public testing::Test {
protected:
  FileChange change(const std::string &Name, const std::string &Before) {
    return {Tree.write(Name, Before), Before, "new " + Before, {}};
  }
  std::string write(std::vector<FileChange> Changes) {
    return llvm::toString(writeChanges(Changes));
  }
  size_t filesIn(const std::string &Name) {
    std::error_code EC;
    size_t Count = 0;
    for (llvm::sys::fs::directory_iterator It(Tree.path(Name), EC), End;
         It != End; It.increment(EC))
      ++Count;
    return Count;
  }
  TempTree Tree;
};

TEST_F(Write, KeepsModeAndLinks) {
  FileChange C = change("d/a.sh", "a\n");
  auto Mode = llvm::sys::fs::perms(0754);
  ASSERT_FALSE(llvm::sys::fs::setPermissions(C.Path, Mode));
  ASSERT_FALSE(llvm::sys::fs::create_link("a.sh", Tree.path("d/link")));
  EXPECT_EQ(write({C}), "");
  EXPECT_EQ(Tree.read("d/a.sh"), "new a\n");
  EXPECT_EQ(*llvm::sys::fs::getPermissions(C.Path), Mode);
  C.Before = C.After;
  C.Path = Tree.path("d/link");
  EXPECT_EQ(write({C}), "");
  EXPECT_TRUE(llvm::sys::fs::is_symlink_file(Tree.path("d/link")));
  EXPECT_EQ(filesIn("d"), 2u);
}

TEST_F(Write, ChangedFileStopsAll) {
  FileChange A = change("d/a", "a"), B = change("d/b", "b");
  Tree.write("d/b", "edited meanwhile");
  EXPECT_EQ(write({A, B}), Tree.path("d/b") + " has changed since it was "
                                              "parsed; nothing was written");
  EXPECT_EQ(Tree.read("d/a"), "a");
  EXPECT_EQ(filesIn("d"), 2u);
  llvm::sys::fs::remove(Tree.path("d/b"));
  EXPECT_THAT(write({A, B}), HasSubstr("No such file or directory; nothing"));
}

TEST_F(Write, FailureLeavesNothingBehind) {
  // /proc takes no new files, not even from root.
  FileChange A = change("d/a", "a");
  FileChange B{"/proc/self/comm", TempTree::slurp("/proc/self/comm"), "x", {}};
  EXPECT_THAT(write({A, B}), HasSubstr("cannot write /proc/self/comm: "));
  EXPECT_EQ(Tree.read("d/a"), "a");
  EXPECT_EQ(filesIn("d"), 1u);
}

class Dirty : public testing::Test {
protected:
  std::string dirty(const std::vector<std::string> &Names) {
    std::vector<std::string> Paths;
    for (const std::string &Name : Names)
      Paths.push_back(Tree.path(Name));
    auto Files = dirtyFiles(Paths);
    if (!Files)
      return "error: " + llvm::toString(Files.takeError());
    std::string Out;
    for (const std::string &File : *Files)
      Out += File.substr(Tree.path().size() + 1) + ";";
    return Out;
  }
  TempTree Tree;
};

TEST_F(Dirty, OutsideARepositoryIsClean) {
  Tree.write("a", "");
  EXPECT_EQ(dirty({"a"}), "");
}

TEST_F(Dirty, ModifiedStagedUntrackedAndRenamed) {
  for (const char *Name : {"r/same", "r/mod", "r/sub dir/st\xc3\xa9", "r/old",
                           "r/*", "r/.gitignore"})
    Tree.write(Name, "some text that is long enough to be recognised\n");
  Tree.write("r/.gitignore", "ignored\n");
  Tree.run({"git", "init", "-q", "r"});
  Tree.run({"git", "-C", "r", "add", "-A"});
  Tree.run({"git", "-C", "r", "-c", "user.name=a", "-c", "user.email=a@b",
            "commit", "-qm", "x"});
  Tree.write("r/mod", "2");
  Tree.write("r/sub dir/st\xc3\xa9", "2");
  Tree.run({"git", "-C", "r", "add", "sub dir"});
  Tree.run({"git", "-C", "r", "mv", "old", "renamed"});
  Tree.write("r/fresh/er", "");
  Tree.write("r/ignored", "");
  Tree.run({"git", "init", "-q", "other"});
  Tree.write("other/b", "");
  EXPECT_EQ(
      dirty({"r/same", "r/*", "r/renamed", "r/mod", "r/sub dir/st\xc3\xa9",
             "r/fresh/er", "r/ignored", "other/b"}),
      "r/renamed;r/mod;r/sub dir/st\xc3\xa9;r/fresh/er;other/b;");
}

TEST_F(Dirty, BrokenRepositoryIsAnError) {
  Tree.write("a", "");
  Tree.write(".git", "gitdir: /gone\n");
  EXPECT_THAT(dirty({"a"}), HasSubstr("git cannot tell whether files in"));
}

TEST_F(Dirty, NoGitIsAnError) {
  Tree.write("a", "");
  Tree.run({"git", "init", "-q", "."});
  std::string Old = getenv("PATH");
  setenv("PATH", "/nowhere", 1);
  std::string Said = dirty({"a"});
  setenv("PATH", Old.c_str(), 1);
  EXPECT_THAT(Said, HasSubstr("there is no git to tell"));
}

} // namespace
