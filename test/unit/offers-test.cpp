//===- offers-test.cpp ----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/offers.h"
#include "report-builder.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;

namespace {

class Offers : public testing::Test, public ReportBuilder {
protected:
  /// "first-last: text", or why there is none.
  std::string lines(size_t Index = 0) {
    std::string Why;
    std::optional<LineSuggestion> S = lineSuggestion(R, Index, Why);
    return S ? std::to_string(S->First) + "-" + std::to_string(S->Last) + ": " +
                   S->Text
             : Why;
  }
  /// The suggestion for a fix that replaces `Old` in a file.
  std::string lines(const std::string &Text, const std::string &Old,
                    const std::string &New) {
    R = {};
    R.Sources["/a.cpp"] = Text;
    fixed("/a.cpp", Old, New);
    finish();
    return lines();
  }
};

TEST_F(Offers, EachFixAlone) {
  R.Sources["/a.cpp"] = "f(); g();\n";
  fixed("/a.cpp", "f()", "co_await f()");
  fixed("/a.cpp", "g()", "co_await g()", Safety::Unsafe);
  finish();
  Offer O = offerInText(R, 0);
  ASSERT_EQ(O.Changes.size(), 1u);
  EXPECT_EQ(O.Changes[0].After, "co_await f(); g();\n");
  EXPECT_EQ(offerInText(R, 1).Changes[0].After, "f(); co_await g();\n");
  EXPECT_EQ(adviceOn(R.Findings[0]), "Fix (safe): do better.");
  EXPECT_EQ(adviceOn(R.Findings[1], "too wide"),
            "Fix (unsafe): do better. It cannot be shown here: too wide.");
}

TEST_F(Offers, NeverWhatWasNotGood) {
  R.Sources["/a.cpp"] = "f(); g(); h();\n";
  finding("/a.cpp", "f()");
  fixed("/a.cpp", "g()", "co_await g()").Why = "error: no g";
  fixed("/a.cpp", "h()", "co_await h()").Why = "overlaps another";
  R.Findings[1].State = FixState::Withheld;
  R.Findings[2].State = FixState::Conflict;
  for (size_t I = 0; I < 3; ++I) {
    EXPECT_TRUE(offerInText(R, I).Changes.empty()) << I;
    EXPECT_FALSE(offerInText(R, I).Why.empty()) << I;
  }
  EXPECT_EQ(adviceOn(R.Findings[0]), "No fix: too hard.");
  EXPECT_EQ(adviceOn(R.Findings[1]), "No fix: error: no g.");
  EXPECT_EQ(adviceOn(R.Findings[2]), "No fix: overlaps another.");
}

TEST_F(Offers, TextOnly) {
  EXPECT_THAT(lines("caf\xe9\nf();\n", "f()", "g()"), HasSubstr("not UTF-8"));
  EXPECT_EQ(lines("caf\xc3\xa9\nf();\n", "f()", "g()"), "2-2: g();");
}

TEST_F(Offers, WholeLines) {
  EXPECT_EQ(lines("a\nb\nc\n", "b", "B"), "2-2: B");
  EXPECT_EQ(lines("a\nb\nc\n", "b", "B\n  B"), "2-2: B\n  B");
  EXPECT_EQ(lines("a\nb\nc", "c", "C"), "3-3: C");
  EXPECT_EQ(lines("a\r\nb\r\nc\r\n", "b", "B\nB"), "2-2: B\nB");
}

TEST_F(Offers, NothingThatCouldBeReadTwoWays) {
  // Deleted and inserted lines come with a neighbour.
  EXPECT_EQ(lines("a\nb\nc\n", "b\n", ""), "2-3: c");
  EXPECT_EQ(lines("a\nb\nc\n", "c\n", ""), "2-3: b");
  EXPECT_EQ(lines("a\nb\nc\n", "b", ""), "2-3: \nc");
  EXPECT_EQ(lines("a\nb\nc\n", "b\n", "b\n\n"), "3-3: \nc");
  // The end of the last line stays what it is.
  EXPECT_THAT(lines("a\nb", "b", "b\n"), HasSubstr("line ends"));
  EXPECT_THAT(lines("a\nb\n", "b\n", "b"), HasSubstr("line ends"));
  EXPECT_THAT(lines("a\r\nb\nc\r\nd\r\n", "b", "B"), HasSubstr("line ends"));
  EXPECT_THAT(lines("a\n", "a\n", ""), HasSubstr("line ends"));
  EXPECT_THAT(lines("\xef\xbb\xbf"
                    "a\nb\n",
                    "a", "A"),
              HasSubstr("byte order mark"));
}

TEST_F(Offers, OneBlock) {
  R.Sources["/a.cpp"] = "a\n1\n2\n3\n4\n5\n6\nb\n7\n8\nc\n";
  fixed("/a.cpp", "b", "B")
      .F.Fixes[0]
      .Edits.push_back({span("/a.cpp", "c"), "C"});
  finish();
  EXPECT_EQ(lines(), "8-11: B\n7\n8\nC");
  R.Findings[0].F.Fixes[0].Edits.push_back({span("/a.cpp", "a"), "A"});
  EXPECT_EQ(lines(), "1-11: A\n1\n2\n3\n4\n5\n6\nB\n7\n8\nC");
  R.Sources["/a.cpp"] = "a\n1\n2\n3\n4\n5\n6\nx\nb\nc\n";
  R.Findings[0].F.Fixes[0].Edits = {{span("/a.cpp", "a"), "A"},
                                    {span("/a.cpp", "b"), "B"}};
  EXPECT_THAT(lines(), HasSubstr("far from each other"));
}

TEST_F(Offers, OneFile) {
  R.Sources["/a.cpp"] = "a\n";
  R.Sources["/b.h"] = "b\n";
  fixed("/a.cpp", "a", "A")
      .F.Fixes[0]
      .Edits.push_back({span("/b.h", "b"), "B"});
  finish();
  EXPECT_EQ(offerInText(R, 0).Changes.size(), 2u);
  EXPECT_THAT(lines(), HasSubstr("more than one file"));
  R.Findings[0].F.Fixes[0].Edits.erase(R.Findings[0].F.Fixes[0].Edits.begin());
  EXPECT_THAT(lines(), HasSubstr("more than one file"));
}

} // namespace
