//===- yaml-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/exported-hunks.h"
#include "report-builder.h"
#include "temp-tree.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Yaml : public testing::Test, public ReportBuilder {
protected:
  std::string write(const std::string &Name, const std::string &Text) {
    std::string Path = Tree.write(Name, Text);
    R.Sources[Path] = Text;
    return Path;
  }
  void exportTo(const std::string &Target) {
    EXPECT_EQ(llvm::toString(exportFixes(R, Tree.path(Target))), "");
  }
  /// The names of the files in a directory, sorted.
  std::vector<std::string> files(const std::string &Name) {
    std::vector<std::string> Out;
    std::error_code EC;
    for (llvm::sys::fs::directory_iterator It(Tree.path(Name), EC), End;
         It != End; It.increment(EC))
      Out.push_back(llvm::sys::path::filename(It->path()).str());
    llvm::sort(Out);
    return Out;
  }
  clang::tooling::TranslationUnitDiagnostics parse(const std::string &Text) {
    clang::tooling::TranslationUnitDiagnostics Out;
    llvm::yaml::Input In(Text);
    In >> Out;
    EXPECT_FALSE(In.error()) << Text;
    return Out;
  }
  /// The real consumer must be content and write what --fix writes.
  void expectApplied(const std::string &Directory) {
    EXPECT_EQ(Tree.run({"clang-apply-replacements-19", Directory}), "");
    for (const FileChange &C : R.Changes) {
      EXPECT_EQ(TempTree::slurp(C.Path), C.After);
      Tree.write(C.Path.substr(Tree.path().size() + 1), C.Before);
    }
  }
  TempTree Tree;
};

const std::string Body = "#include <a>\n\nvoid f() {\n  g(1, 2);\n  h();\n}\n";

std::string crlf(const std::string &Text) {
  std::string Out;
  for (char C : Text)
    Out += C == '\n' ? std::string("\r\n") : std::string(1, C);
  return Out;
}

TEST_F(Yaml, AppliesTheSameBytes) {
  for (const char *Name : {"lf.cpp", "crlf.cpp", "bom.cpp", "end.cpp"})
    tu(Tree.path(Name), Tree.path());
  std::string Lf = write("lf.cpp", Body), Crlf = write("crlf.cpp", crlf(Body)),
              Bom = write("bom.cpp", "\xef\xbb\xbf// \xc3\xa9\xf0\x9f\x98\x80 "
                                     "\xe9\nint x;\n"),
              End = write("end.cpp", "int y;\nint z;");
  for (const std::string &Path : {Lf, Crlf}) {
    ReportedFinding &F = fixed(Path, "g", "co_await g");
    F.F.Fixes[0].Includes.push_back({Path, "b", true});
    F.F.Fixes[0].Edits.push_back({span(Path, ", 2"), ""});
    fixed(Path, "h();", "// # \"quoted\"\t\\n \xc3\xa9 \n  if (x)\n    k(); ");
    // Insertions that have nothing to stand on but their neighbours.
    fixed(Path, "  h", "").F.Fixes[0].Edits = {
        {{Path, span(Path, "  h").Offset, 0}, "  // before\n"}};
  }
  fixed(Bom, "x", "yy").F.Fixes[0].Includes.push_back({Bom, "b", true});
  fixed(End, "z", "").F.Fixes[0].Edits = {
      {{End, uint32_t(R.Sources[End].size()), 0}, "\nint last;\n"}};
  finish();
  ASSERT_EQ(R.Changes.size(), 4u);
  exportTo("fixes/");
  expectApplied("fixes");
}

TEST_F(Yaml, MergedFile) {
  std::string A = write("a.cpp", Body);
  tu(A, Tree.path());
  fixed(A, "g", "co_await g").F.Fixes[0].Includes.push_back({A, "b", true});
  finding(A, "h").F.Notes.push_back({"seen \"here\"", span(A, "f")});
  finish();
  Tree.write("one/keep", "");
  exportTo("one/all.yaml");
  expectApplied("one");
  auto Parsed = parse(Tree.read("one/all.yaml"));
  EXPECT_EQ(Parsed.MainSourceFile, A);
  ASSERT_EQ(Parsed.Diagnostics.size(), 2u);
  EXPECT_EQ(Parsed.Diagnostics[0].DiagnosticName, "asyncmend-rule");
  EXPECT_EQ(Parsed.Diagnostics[0].BuildDirectory, Tree.path());
  EXPECT_EQ(Parsed.Diagnostics[1].Message.Message, "about h");
  EXPECT_EQ(Parsed.Diagnostics[1].Message.FilePath, A);
  EXPECT_EQ(Parsed.Diagnostics[1].Message.FileOffset, span(A, "h").Offset);
  EXPECT_TRUE(Parsed.Diagnostics[1].Message.Fix.empty());
  EXPECT_EQ(Parsed.Diagnostics[1].Notes[0].Message, "seen \"here\"");
  EXPECT_THAT(Tree.read("one/all.yaml"), HasSubstr("Level: Warning"));
}

TEST_F(Yaml, HeaderSeenByTwoTus) {
  std::string H = write("h.hpp", Body);
  std::string A = write("a.cpp", "int x;\n"), B = write("b.cpp", "int y;\n");
  tu(A, Tree.path());
  tu(B, Tree.path());
  // Both findings want the include; the second one comes from the other TU.
  fixed(H, "g", "co_await g").F.Fixes[0].Includes.push_back({H, "b", true});
  ReportedFinding &F = fixed(H, "h()", "co_await h()");
  F.F.Fixes[0].Includes.push_back({H, "b", true});
  F.FirstTu = 1;
  F.SeenIn = 2;
  finish();
  exportTo("fixes/");
  EXPECT_EQ(files("fixes").size(), 2u);
  expectApplied("fixes");
}

TEST_F(Yaml, NamesRelativeToARoot) {
  std::string A = write("src/a.cpp", "f(); g();\n");
  std::string Outside = "/elsewhere/b.cpp";
  R.Sources[Outside] = "h();\n";
  tu(A, Tree.path("build"));
  fixed(A, "f()", "co_await f()")
      .F.Notes.push_back({"seen", span(Outside, "h()")});
  finish();
  EXPECT_FALSE(bool(exportFixes(R, Tree.path("fixes/"), Tree.path())));
  std::string Name = files("fixes")[0], Text = Tree.read("fixes/" + Name);
  EXPECT_THAT(Text, testing::Not(HasSubstr(Tree.path())));
  auto D = parse(Text).Diagnostics[0];
  EXPECT_EQ(D.Message.FilePath, "src/a.cpp");
  EXPECT_EQ(D.Notes[0].FilePath, Outside);
  // Some readers fail where the key is missing.
  EXPECT_THAT(Text, HasSubstr("BuildDirectory: \"\""));
  expectApplied("fixes");
}

TEST_F(Yaml, InsertionsAreAnchored) {
  std::string A = write("a.cpp", "x\n");
  tu(A);
  fixed(A, "x", "").F.Fixes[0].Edits = {{{A, 0, 0}, "co_await "}};
  finish();
  exportTo("all.yaml");
  auto Fix = parse(Tree.read("all.yaml")).Diagnostics[0].Message.Fix;
  const clang::tooling::Replacement &Only = *Fix[A].begin();
  EXPECT_EQ(Only.getOffset(), 0u);
  EXPECT_EQ(Only.getLength(), 1u);
  EXPECT_EQ(Only.getReplacementText(), "co_await x");
}

TEST_F(Yaml, RemovalsAreAnchoredOnRequest) {
  std::string A = write("a.cpp", "one two\nthree\nfour\n");
  tu(A);
  // Two that touch: each finds its neighbour on the other side.
  fixed(A, "two\n", "");
  fixed(A, "three\n", "");
  finish();
  EXPECT_EQ((*exportedHunks(R))[0].front().Text, "");
  ExportedHunks Anchored = *exportedHunks(R, /*AnchorRemovals=*/true);
  EXPECT_EQ(Anchored[0].front(), (Edit{{A, 3, 5}, " "}));
  EXPECT_EQ(Anchored[1].front(), (Edit{{A, 8, 10}, "four"}));
}

TEST_F(Yaml, OnlyChosenFixes) {
  std::string A = write("a.cpp", "one two three\n");
  tu(A);
  fixed(A, "one", "1", Safety::Unsafe);
  fixed(A, "two", "2");
  fixed(A, "three", "3");
  R.Findings[2].State = FixState::Withheld;
  finish();
  exportTo("all.yaml");
  auto Parsed = parse(Tree.read("all.yaml"));
  EXPECT_TRUE(Parsed.Diagnostics[0].Message.Fix.empty());
  EXPECT_FALSE(Parsed.Diagnostics[1].Message.Fix.empty());
  EXPECT_TRUE(Parsed.Diagnostics[2].Message.Fix.empty());
}

TEST_F(Yaml, TextsSurviveTheirScalars) {
  std::string Odd;
  for (int C = 1; C < 0x80; ++C)
    Odd += char(C);
  // No-break space, next line, line separator, byte order mark, an emoji.
  Odd += " \xc2\xa0\xc2\x85\xe2\x80\xa8\xef\xbb\xbf\xf0\x9f\x98\x80 ";
  std::string A = write("a.txt", "first x last\n");
  tu(A);
  fixed(A, "x", Odd).F.Message = "caf\xe9 " + Odd;
  R.Findings[0].State = FixState::Chosen;
  R.Changes.push_back(
      {A, "first x last\n", "first " + Odd + " last\n", {{6, 1, Odd, {0}}}});
  exportTo("fixes/");
  auto Fix =
      parse(Tree.read("fixes/" + files("fixes")[0])).Diagnostics[0].Message.Fix;
  EXPECT_EQ(Fix[A].begin()->getReplacementText(), Odd);
  expectApplied("fixes");
}

TEST_F(Yaml, DirectoryHasAFileForEachTu) {
  std::string A = write(".a b.cpp", "x\n");
  tu(A, "/one");
  tu(A, "/two");
  tu(A, "/two");
  finish();
  exportTo("d/");
  auto Names = files("d");
  ASSERT_EQ(Names.size(), 3u);
  for (const std::string &Name : Names) {
    EXPECT_THAT(Name, testing::MatchesRegex("_.a_b.cpp-[0-9a-f]+.yaml"));
    EXPECT_TRUE(parse(Tree.read("d/" + Name)).Diagnostics.empty());
    Tree.write("d/" + Name, "left over");
  }
  // Where the directory exists, the slash may be missing.
  exportTo("d");
  EXPECT_EQ(files("d"), Names);
  EXPECT_THAT(Tree.read("d/" + Names[0]), HasSubstr("Diagnostics: []"));
  expectApplied("d");
}

TEST_F(Yaml, Refusals) {
  EXPECT_THAT(llvm::toString(exportFixes(R, "/proc/no/such/file.yaml")),
              HasSubstr("cannot write /proc/no/such/file.yaml: "));
  EXPECT_THAT(llvm::toString(exportFixes(R, "/proc/none/")),
              HasSubstr("cannot make the directory /proc/none/: "));
  std::string A = write("a.cpp", "x\n");
  tu(A);
  fixed(A, "x", "\xe9");
  finish();
  EXPECT_THAT(
      llvm::toString(exportFixes(R, Tree.path("all.yaml"))),
      HasSubstr("cannot be exported: the text around them is not UTF-8"));
  R = {};
  A = write("a.cpp", "void f() { MACRO(, x); }\n");
  tu(A);
  fixed(A, "x", "y");
  finish();
  EXPECT_THAT(llvm::toString(exportFixes(R, Tree.path("all.yaml"))),
              HasSubstr("would clean up more than them"));
  EXPECT_THAT(files(""), ElementsAre("a.cpp"));
}

} // namespace
