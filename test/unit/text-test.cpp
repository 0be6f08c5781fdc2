//===- text-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "report-builder.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;
using testing::Not;

namespace {

class Text : public testing::Test, public ReportBuilder {
protected:
  std::string emit(bool Color = false) {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    emitText(R, {Color, "/"}, OS);
    return Out;
  }
};

TEST_F(Text, ChosenFix) {
  R.Sources["/a.cpp"] = "#include <a>\n\nvoid f() {\n\tsleep(1); g();\n}\n";
  ReportedFinding &F = fixed("/a.cpp", "sleep(1)", "co_await wait(1)");
  F.F.Fixes[0].Includes.push_back({"/a.cpp", "b", true});
  F.F.Notes.push_back({"declared here", span("/a.cpp", "f()")});
  finish();
  EXPECT_EQ(emit(), "/a.cpp:4:2: warning: about sleep(1) [asyncmend-rule]\n"
                    "    4 | \tsleep(1); g();\n"
                    "      | \t^~~~~~~~\n"
                    "    4 + \tco_await wait(1); g();\n"
                    "    2 + #include <b>\n"
                    "      fix (safe): do better\n"
                    "/a.cpp:3:6: note: declared here\n"
                    "    3 | void f() {\n"
                    "      |      ^~~\n");
  R.Applied = true;
  EXPECT_THAT(emit(), HasSubstr("\n      fixed (safe): do better\n"));
}

TEST_F(Text, EachFixAlone) {
  R.Sources["/a.cpp"] = "f(); g();\n";
  fixed("/a.cpp", "f()", "co_await f()");
  fixed("/a.cpp", "g()", "co_await g()");
  finish();
  std::string Out = emit();
  EXPECT_THAT(Out, HasSubstr("    1 + co_await f(); g();\n"));
  EXPECT_THAT(Out, HasSubstr("    1 + f(); co_await g();\n"));
}

TEST_F(Text, TiersAndReasons) {
  R.Sources["/a.cpp"] = "one; two; three; four; five;\n";
  fixed("/a.cpp", "one", "1", Safety::Unsafe);
  fixed("/a.cpp", "two", "2", Safety::Suggestion);
  finding("/a.cpp", "three");
  fixed("/a.cpp", "four", "4");
  fixed("/a.cpp", "five", "5");
  finish();
  R.Findings[3].State = FixState::Withheld;
  R.Findings[3].Why = "does not compile: no member";
  R.Findings[4].State = FixState::Conflict;
  R.Findings[4].Why = "overlaps";
  std::string Out = emit();
  EXPECT_THAT(Out, HasSubstr("    1 + 1; two; three; four; five;\n"
                             "      fix (unsafe): do better (applied with "
                             "--unsafe-fixes)\n"));
  EXPECT_THAT(Out, HasSubstr("      fix (suggestion): do better (to be applied "
                             "by hand)\n"));
  EXPECT_THAT(Out, HasSubstr("      no fix: too hard\n"));
  EXPECT_THAT(Out, HasSubstr("      no fix: does not compile: no member\n"));
  EXPECT_THAT(Out, HasSubstr("      no fix: overlaps\n"));
  EXPECT_THAT(Out, Not(HasSubstr("three; 4;")));
}

TEST_F(Text, SeveralLinesAndFiles) {
  R.Sources["/a.cpp"] = "one\ntwo\nthree\n";
  R.Sources["/b.hpp"] = "int f();\n";
  ReportedFinding &F = fixed("/a.cpp", "one\ntwo", "1\n2");
  F.F.Fixes[0].Edits.push_back({span("/b.hpp", "int"), "task<int>"});
  finish();
  EXPECT_EQ(emit(), "/a.cpp:1:1: warning: about one\ntwo [asyncmend-rule]\n"
                    "    1 | one\n"
                    "      | ^~~\n"
                    "    1 - one\n    2 - two\n    1 + 1\n    2 + 2\n"
                    "      in /b.hpp:\n"
                    "    1 - int f();\n    1 + task<int> f();\n"
                    "      fix (safe): do better\n");
}

TEST_F(Text, SeveritiesAndWideCharacters) {
  R.Sources["/a.cpp"] = "\xef\xbb\xbf/*\xc3\xa9\xe4\xb8\xad\xe9*/ x = y;\r\n";
  finding("/a.cpp", "x = y").F.Level = Severity::Error;
  finding("/a.cpp", "y").F.Level = Severity::Info;
  finish();
  EXPECT_THAT(emit(), HasSubstr("/a.cpp:1:12: error: about x = y"));
  EXPECT_THAT(emit(), HasSubstr(" x = y;\n      |          ^~~~~\n"));
  EXPECT_THAT(emit(), HasSubstr("/a.cpp:1:16: remark: about y"));
}

TEST_F(Text, EndOfFileAndUnknownFile) {
  R.Sources["/a.cpp"] = "x\n";
  finding("/a.cpp", "x").F.Where.Offset = 2;
  finding("/a.cpp", "x").F.Where.Path = "/gone";
  finish();
  EXPECT_THAT(emit(), HasSubstr("/a.cpp:2:1: warning: "));
  EXPECT_THAT(emit(), HasSubstr("/gone:1:1: warning: "));
}

TEST_F(Text, ColoursOnlyWhereAskedFor) {
  R.Sources["/a.cpp"] = "x\n";
  fixed("/a.cpp", "x", "y");
  finish();
  EXPECT_THAT(emit(false), Not(HasSubstr("\033")));
  EXPECT_THAT(emit(true), HasSubstr("\033"));
}

TEST_F(Text, LongFixesAreCut) {
  R.Sources["/a.cpp"] = "x\n";
  std::string Long;
  for (int I = 0; I < 100; ++I)
    Long += "line\n";
  fixed("/a.cpp", "x\n", Long);
  finish();
  EXPECT_THAT(emit(), HasSubstr("   24 + line\n      ...\n      fix (safe)"));
}

} // namespace
