//===- host-formats-test.cpp ----------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/formats.h"
#include "report-builder.h"
#include "temp-tree.h"
#include "llvm/ADT/StringExtras.h"
#include "gmock/gmock.h"
#include <nlohmann/json.hpp>

using namespace asyncmend;
using testing::HasSubstr;
using testing::Not;

namespace {

class HostFormats : public testing::Test, public ReportBuilder {
protected:
  std::string emit(const std::string &Format) {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    outputFormat(Format)->Emit(R, {false, "/top", "/top"}, OS);
    return Out;
  }
  nlohmann::json json(const std::string &Format) {
    return nlohmann::json::parse(emit(Format), nullptr,
                                 /*allow_exceptions=*/false);
  }
};

TEST_F(HostFormats, NothingFound) {
  EXPECT_EQ(json("rdjson")["diagnostics"], nlohmann::json::array());
  EXPECT_EQ(json("gitlab-codequality"), nlohmann::json::array());
  EXPECT_EQ(json("gerrit")["comments"], nlohmann::json::object());
  EXPECT_EQ(emit("github-annotations"), "");
  EXPECT_EQ(emit("patch"), "");
  EXPECT_EQ(emit("checkstyle"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<checkstyle version=\"8.0\">\n"
                                "</checkstyle>\n");
}

TEST_F(HostFormats, NeverAFixThatWasNotGood) {
  R.Sources["/top/a.cpp"] = "f();\n";
  ReportedFinding &F = fixed("/top/a.cpp", "f()", "marked()");
  F.Why = "does not compile";
  for (FixState State : {FixState::Withheld, FixState::Conflict}) {
    F.State = State;
    for (const OutputFormat &Format : allFormats())
      if (Format.Name != "json")
        EXPECT_THAT(emit(Format.Name.str()), Not(HasSubstr("marked()")))
            << Format.Name.str();
    EXPECT_THAT(emit("rdjson"), HasSubstr("No fix: does not compile."));
  }
}

TEST_F(HostFormats, AnnotationsCannotBeBrokenOut) {
  R.Sources["/top/a:b,c.cpp"] = "x;\nf(\n);\n";
  tu("/top/a:b,c.cpp");
  R.Tus[0].Failure = "100%\n::error::x";
  ReportedFinding &F = finding("/top/a:b,c.cpp", "f(\n)");
  F.F.Message = "50%\r\n::stop-commands::x";
  F.F.Level = Severity::Info;
  EXPECT_EQ(emit("github-annotations"),
            "::notice title=asyncmend-rule,file=a%3Ab%2Cc.cpp,line=2,endLine=3"
            "::50%25%0D%0A::stop-commands::x%0ANo fix: too hard.\n"
            "::error title=asyncmend,file=a%3Ab%2Cc.cpp"
            "::This file was not analysed: 100%25%0A::error::x\n");
}

TEST_F(HostFormats, CheckstyleEscapes) {
  R.Sources["/top/a&b.cpp"] = "f();\n";
  finding("/top/a&b.cpp", "f()").F.Message =
      "<\"'&>\n\x01\xe9 \xef\xbf\xbf\xc3\xa9";
  EXPECT_THAT(emit("checkstyle"),
              HasSubstr("<file name=\"a&amp;b.cpp\">\n    <error line=\"1\" "
                        "column=\"1\" severity=\"warning\" message=\"&lt;&quot;"
                        "&apos;&amp;&gt;&#10;\xef\xbf\xbd\xef\xbf\xbd \xef\xbf"
                        "\xbd\xc3\xa9. No fix: too hard.\" "
                        "source=\"asyncmend-rule\"/>\n  </file>\n"));
}

TEST_F(HostFormats, FingerprintsOfLikes) {
  R.Sources["/top/a.cpp"] = "f(); f();\n  f(); f();\n";
  for (uint32_t At : {0, 5, 12, 17})
    finding("/top/a.cpp", "f()").F.Where.Offset = At;
  nlohmann::json Old = json("gitlab-codequality");
  std::set<std::string> Prints;
  for (const auto &F : Old)
    Prints.insert(F["fingerprint"]);
  EXPECT_EQ(Prints.size(), 4u);
  // Lines that come above, and other indentation, change none of them.
  R.Sources["/top/a.cpp"] = "x\nf(); f();\n\tf(); f();\n";
  uint32_t Places[] = {2, 7, 13, 18};
  for (size_t I = 0; I < 4; ++I)
    R.Findings[I].F.Where.Offset = Places[I];
  nlohmann::json New = json("gitlab-codequality");
  for (size_t I = 0; I < 4; ++I)
    EXPECT_EQ(Old[I]["fingerprint"], New[I]["fingerprint"]) << I;
}

TEST_F(HostFormats, RdjsonWithinItsLimits) {
  R.Sources["/top/a.cpp"] = "f();\n";
  fixed("/top/a.cpp", "f()", std::string(70000, '\\')).F.Message =
      std::string(70000, '\x01');
  finish();
  std::string Out = emit("rdjson");
  for (llvm::StringRef Line : llvm::split(Out, '\n'))
    EXPECT_LT(Line.size(), 65536u);
  EXPECT_THAT(Out, Not(HasSubstr("suggestions")));
}

TEST_F(HostFormats, GerritTakesTheWholeFix) {
  R.Sources["/top/a.cpp"] = "\xef\xbb\xbf"
                            "f();\ng();\n";
  R.Sources["/top/h.h"] = "void f();\n";
  R.Sources["/usr/k.h"] = "k();\n";
  ReportedFinding &F = fixed("/top/a.cpp", "f()", "co_await f()");
  F.F.Fixes[0].Edits.push_back({span("/top/h.h", "void f();\n"), ""});
  F.F.Fixes[0].Includes.push_back({"/top/h.h", "b", true});
  fixed("/top/a.cpp", "g()", "co_await g()")
      .F.Fixes[0]
      .Edits.push_back({span("/usr/k.h", "k()"), "co_await k()"});
  finding("/usr/k.h", "k()");
  finish();
  nlohmann::json Review = json("gerrit");
  ASSERT_EQ(Review["comments"].size(), 1u);
  nlohmann::json First = Review["comments"]["a.cpp"][0];
  nlohmann::json Edits = First["fix_suggestions"][0]["replacements"];
  ASSERT_EQ(Edits.size(), 2u);
  // The mark is a character there.
  EXPECT_EQ(Edits[0]["range"], nlohmann::json({{"start_line", 1},
                                               {"start_character", 1},
                                               {"end_line", 1},
                                               {"end_character", 4}}));
  // A line end that goes is named by the begin of the next line.
  EXPECT_EQ(Edits[1]["path"], "h.h");
  EXPECT_EQ(Edits[1]["range"], nlohmann::json({{"start_line", 1},
                                               {"start_character", 0},
                                               {"end_line", 2},
                                               {"end_character", 0}}));
  EXPECT_EQ(Edits[1]["replacement"], "#include <b>\n\n");
  nlohmann::json Second = Review["comments"]["a.cpp"][1];
  EXPECT_FALSE(Second.contains("fix_suggestions"));
  EXPECT_THAT(Second["message"], HasSubstr("outside of the repository"));
  EXPECT_THAT(Review["message"], HasSubstr("outside of the repository: 1."));
}

TEST_F(HostFormats, PatchBringsTheRuntime) {
  TempTree Tree;
  std::string A = Tree.write("src/a.cpp", "f();\n"), Patch;
  R.Sources[A] = "f();\n";
  fixed(A, "f()", "g()")
      .F.Fixes[0]
      .Includes.push_back({A, "asyncmend/x.hpp", true, "x.hpp"});
  finish();
  R.Vendored = {{Tree.path("lib r/x.hpp"), "// x\n\n#pragma once\n"},
                {Tree.write("there.hpp", "mine\n"), "theirs\n"}};
  for (bool InGit : {false, true}) {
    if (InGit)
      Tree.run({"git", "init", "-q"});
    llvm::raw_string_ostream OS(Patch = "");
    emitPatch(R, {false, Tree.path(), Tree.path()}, OS);
    Tree.write("patch", OS.str());
    EXPECT_EQ(Tree.run({"git", "apply", "patch"}), "") << Patch;
    EXPECT_EQ(Tree.read("src/a.cpp"), R.Changes[0].After);
    EXPECT_EQ(Tree.read("lib r/x.hpp"), R.Vendored[0].Text);
    EXPECT_EQ(Tree.read("there.hpp"), "mine\n");
    Tree.write("src/a.cpp", "f();\n");
    Tree.run({"rm", "lib r/x.hpp"});
  }
  EXPECT_THAT(emit("rdjson"), HasSubstr("It needs the header asyncmend/x.hpp"));
}

TEST_F(HostFormats, PatchOfWhatWasChosen) {
  R.Sources["/top/a b.cpp"] = "f();\n";
  R.Sources["/usr/k.h"] = "k();\n";
  fixed("/top/a b.cpp", "f()", "co_await f()");
  fixed("/usr/k.h", "k()", "co_await k()");
  finish();
  EXPECT_EQ(emit("patch"), "Left out, since not below /top: /usr/k.h\n"
                           "--- a/a b.cpp\t\n+++ b/a b.cpp\t\n@@ -1,1 +1,1 @@\n"
                           "-f();\n+co_await f();\n");
}

} // namespace
