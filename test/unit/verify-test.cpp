//===- verify-test.cpp ----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "parse.h"
#include "resolve.h"
#include "temp-tree.h"
#include "verify.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

/// One TU with the given text, and fixes that replace words in it.
class Verify : public testing::Test {
protected:
  Verify() {
    Worker.Profiles = &builtInProfiles();
    Worker.Rules = {"blocking-sleep", "missing-co-await"};
  }

  void write(llvm::StringRef Code, llvm::StringRef Name = "a.cpp") {
    Path = Tree.write(Name, Code);
    Sources[Path] = Code.str();
    CompileCommand Command{
        Path,
        Tree.path(),
        {"clang++", "-std=c++20", "-isystem", ASYNCMEND_UNIT_DIR, Path}};
    Tus.push_back({Command, &Worker, {Path}});
  }

  void fix(llvm::StringRef Old, llvm::StringRef New,
           Safety Level = Safety::Safe,
           llvm::StringRef Rule = "missing-co-await") {
    ReportedFinding R;
    R.F.Rule = Rule.str();
    R.F.Message = "m";
    size_t At = Sources[Path].find(Old.str());
    ASSERT_NE(At, std::string::npos);
    R.F.Where = {Path, uint32_t(At), uint32_t(Old.size())};
    R.F.Fixes = {{"t", Level, {{R.F.Where, New.str()}}, {}}};
    Findings.push_back(R);
  }

  Verifier verifier() { return Verifier(Tus, 1, Limits, Sources, Progress); }
  void settle(Safety Upto = Safety::Safe) { verifier().settle(Findings, Upto); }
  /// One letter a finding: N, C, O, W or X (conflict).
  std::string states() const {
    std::string Out;
    for (const ReportedFinding &R : Findings)
      Out += "NCOWX"[static_cast<int>(R.State)];
    return Out;
  }

  TempTree Tree;
  std::string Path;
  std::map<std::string, std::string> Sources;
  std::vector<VerifiableTu> Tus;
  std::vector<ReportedFinding> Findings;
  WorkerOptions Worker;
  JobLimits Limits{60, 0};
  void (*Progress)(size_t, size_t) = [](size_t, size_t) {};
};

TEST_F(Verify, GoodFixesStay) {
  write("int a = 1;\nint b = 2;\n");
  fix("1", "10");
  fix("2", "20");
  settle();
  EXPECT_EQ(states(), "CC");
}

TEST_F(Verify, TheGuiltyOneIsFoundAmongMany) {
  write("int a = 1, b = 2, c = 3, d = 4, e = 5;\n");
  for (const char *Digit : {"1", "2", "3", "4", "5"})
    fix(Digit, Digit == llvm::StringRef("4") ? "none" : "0");
  settle();
  EXPECT_EQ(states(), "CCCWC");
  EXPECT_THAT(Findings[3].Why, HasSubstr("'none'"));
}

TEST_F(Verify, SeveralGuiltyOnes) {
  write("int a = 1, b = 2, c = 3;\n");
  fix("1", "none");
  fix("2", "0");
  fix("3", "nothing");
  settle();
  EXPECT_EQ(states(), "WCW");
}

TEST_F(Verify, OnlyWhatHasChangedIsCheckedAgain) {
  static size_t Parses;
  Parses = 0;
  Progress = [](size_t, size_t) { ++Parses; };
  for (const char *Name : {"a.cpp", "b.cpp", "c.cpp", "d.cpp"}) {
    write("int a = 1, b = 2;\n", Name);
    fix("1", Name == llvm::StringRef("b.cpp") ? "none" : "0");
    fix("2", "0");
  }
  settle();
  EXPECT_EQ(states(), "CCWCCCCC");
  // All once; half of b's fixes, none of them, b again.
  EXPECT_LE(Parses, 4u + 2u + 1u + 1u);
}

TEST_F(Verify, WhatRulesSpeakOfNeedsNoSearch) {
  static size_t Parses;
  Parses = 0;
  Progress = [](size_t, size_t) { ++Parses; };
  write("#include <fake-asio.h>\n"
        "boost::asio::awaitable<void> f() { int a; a = 1; a = 2; a = 3; a = 4; "
        "a = 5; co_return; }\n");
  fix("a = 1", "sleep(1)");
  fix("a = 2", "a = 0");
  fix("a = 3", "sleep(3)");
  fix("a = 4", "a = 0");
  fix("a = 5", "sleep(5)");
  settle();
  EXPECT_EQ(states(), "WCWCW");
  // All; the three that rules speak of; the others.
  EXPECT_EQ(Parses, 3u);
}

TEST_F(Verify, WhatIsLeftIsCheckedOnlyWhereItChangesSomething) {
  static size_t Parses;
  Parses = 0;
  Progress = [](size_t, size_t) { ++Parses; };
  for (const char *Name : {"a.cpp", "b.cpp", "c.cpp"}) {
    write("int a = 1, b = 2;\n", Name);
    fix("1", "0");
    if (Name == llvm::StringRef("b.cpp"))
      fix("2", "0", Safety::Suggestion);
  }
  Verifier V = verifier();
  V.settle(Findings, Safety::Safe);
  EXPECT_EQ(Parses, 3u);
  V.settle(Findings, Safety::Suggestion);
  EXPECT_EQ(states(), "CCCC");
  EXPECT_EQ(Parses, 3u + 1u);
}

TEST_F(Verify, AnErrorInTheTextOfAnInnocentFix) {
  // The first takes away what the second's text, and only that, refers to.
  write("int a = 1; int b = a; int c = 2; int d = 3;\n");
  fix("int a = 1", "int x = 1");
  fix("int b = a", "int b = +a");
  fix("2", "0");
  fix("3", "0");
  settle();
  EXPECT_EQ(states().substr(2), "CC");
  EXPECT_EQ(states().find('W'), states().rfind('W'));
}

TEST_F(Verify, AGuiltyHeaderTakesNobodyAlong) {
  std::string Header = Tree.write("h.h", "const int a = 1;\n");
  Sources[Header] = "const int a = 1;\n";
  for (const char *Name : {"a.cpp", "b.cpp"}) {
    write("#include \"h.h\"\nint b = 2;\n", Name);
    Tus.back().Files.insert(Header);
    fix("2", Name == llvm::StringRef("b.cpp") ? "nothing" : "0");
  }
  Path = Header;
  fix("1", "none");
  settle();
  EXPECT_EQ(states(), "CWW");
}

TEST_F(Verify, AllGuilty) {
  write("int a = 1, b = 2;\n");
  fix("1", "none");
  fix("2", "none");
  settle();
  EXPECT_EQ(states(), "WW");
}

TEST_F(Verify, AFixThatChangesNothingIsNoFix) {
  write("#include <fake-asio.h>\n"
        "boost::asio::awaitable<void> f() { task(); co_return; }\n");
  fix("task()", "(task())");
  settle();
  EXPECT_EQ(states(), "W");
  EXPECT_THAT(Findings[0].Why, HasSubstr("still there"));
}

TEST_F(Verify, AFixThatWouldBeReportedIsWithheld) {
  write("#include <fake-asio.h>\n"
        "boost::asio::awaitable<void> f() { task(); co_return; }\n");
  fix("task()", "sleep(1)");
  settle();
  EXPECT_EQ(states(), "W");
  EXPECT_THAT(Findings[0].Why, HasSubstr("asyncmend-blocking-sleep"));
}

TEST_F(Verify, AFixThatMakesARuleSpeakElsewhereIsWithheld) {
  write("#include <fake-asio.h>\n"
        "boost::asio::awaitable<void> f() { sleep(1); return task(); }\n"
        "boost::asio::awaitable<void> g() { int a = 1; co_return; }\n");
  fix("a = 1", "a = 0");
  fix("return task()", "co_return co_await task()");
  settle();
  EXPECT_EQ(states(), "CW");
  EXPECT_THAT(Findings[1].Why,
              HasSubstr("with it, [asyncmend-blocking-sleep] says: "));
}

TEST_F(Verify, WhatOnlyAWholeParseSeesBlamesNobody) {
  // Nobody has listed the sleep.
  write(
      "#include <fake-asio.h>\n"
      "boost::asio::awaitable<void> f() { sleep(1); int a = 1; co_return; }\n");
  fix("a = 1", "a = 0");
  settle();
  EXPECT_EQ(states(), "C");
}

TEST_F(Verify, WhatStandsOnOtherLinesBlamesNobody) {
  Worker.Filter.Lines = {{"a.cpp", {{2, 3}}}};
  write("#include <fake-asio.h>\n"
        "const int a = 1;\n"
        "const int b = 2;\n"
        "boost::asio::awaitable<void> f() { sleep(1); co_return; }\n");
  fix("1", "0 +\n0");
  fix("2", "0");
  Verifier V = verifier();
  V.checkEach(Findings);
  EXPECT_EQ(states(), "NN");
  V.settle(Findings, Safety::Safe);
  EXPECT_EQ(states(), "CC");
}

TEST_F(Verify, OnOtherLinesNothingNewIsSaidEither) {
  Worker.Filter.Lines = {{"a.cpp", {{2, 2}}}};
  write("#include <fake-asio.h>\n"
        "using T = int;\n"
        "T f() { sleep(1); return 1; }\n"
        "const int b = 2;\n");
  fix("int", "boost::asio::awaitable<int>");
  Findings[0].F.Fixes[0].Edits.push_back(
      {{Path, uint32_t(Sources[Path].find("return")), 6}, "co_return"});
  settle();
  EXPECT_EQ(states(), "W");
  EXPECT_THAT(Findings[0].Why, HasSubstr("asyncmend-blocking-sleep"));
}

TEST_F(Verify, AFixElsewhereThatLeavesItsFindingIsWithheld) {
  write("#include <fake-asio.h>\n"
        "boost::asio::awaitable<void> f() { int a = 1; task(); co_return; }\n");
  fix("a = 1", "a = 0");
  Findings[0].F.Where.Offset = Sources[Path].find("task()");
  settle();
  EXPECT_EQ(states(), "W");
  EXPECT_THAT(Findings[0].Why, HasSubstr("still there"));
}

TEST_F(Verify, WhatIsBrokenAnywayBlamesNobody) {
  Tree.write("sys/lib.h", "template <class T> int f(T t) { return t.none; }\n"
                          "inline int g() { return f(1); }\n");
  write("#include <lib.h>\nint a = 1;\n");
  Tus.front().Command.Arguments.insert(Tus.front().Command.Arguments.end() - 1,
                                       {"-isystem", "sys"});
  fix("1", "2");
  settle();
  EXPECT_EQ(states(), "W");
  EXPECT_THAT(Findings[0].Why, StartsWith("it cannot be checked"));
}

TEST_F(Verify, HigherTiersAreNotChecked) {
  write("int a = 1, b = 2;\n");
  fix("1", "none", Safety::Unsafe);
  fix("2", "0");
  settle();
  EXPECT_EQ(states(), "OC");
  settle(Safety::Unsafe);
  EXPECT_EQ(states(), "WC");
}

TEST_F(Verify, EachAlone) {
  // Together they compile, the first alone does not.
  write("int a = 1;\nint b = 2;\n");
  fix("int a = 1", "int a = later()");
  fix("2", "0");
  verifier().checkEach(Findings);
  EXPECT_EQ(Findings[0].State, FixState::Withheld);
  EXPECT_NE(Findings[1].State, FixState::Withheld);
}

} // namespace
