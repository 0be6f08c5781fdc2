//===- remaining-test.cpp -------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/remaining.h"
#include "report-builder.h"

using namespace asyncmend;

namespace {

class Remaining : public testing::Test, public ReportBuilder {
protected:
  /// What stands where finding `Index` is said to be.
  std::string at(const Report &Left, const Span &S) {
    return Left.Sources.at(S.Path).substr(S.Offset, S.Length);
  }
};

TEST_F(Remaining, WithoutFixACopy) {
  R.Sources["/a.cpp"] = "f(); g();\n";
  fixed("/a.cpp", "f()", "co_await f()");
  finish();
  Report Left = remaining(R);
  EXPECT_EQ(Left.Findings.size(), 1u);
  EXPECT_EQ(Left.Sources, R.Sources);
  EXPECT_EQ(Left.Changes.size(), 1u);
}

TEST_F(Remaining, WhereItIsNow) {
  R.Sources["/a.cpp"] = "a; f(); g(); h(); z;\n";
  R.Sources["/b.cpp"] = "k();\n";
  fixed("/a.cpp", "f()", "co_await f()")
      .F.Fixes[0]
      .Includes.push_back({"/a.cpp", "b", true});
  fixed("/a.cpp", "g()", "co_await g()", Safety::Unsafe)
      .F.Notes.push_back({"here", span("/a.cpp", "z")});
  fixed("/a.cpp", "a", "A", Safety::Unsafe);
  finding("/b.cpp", "k()");
  finish();
  ASSERT_EQ(R.Changes.size(), 1u);
  R.Applied = true;
  Report Left = remaining(R);
  ASSERT_EQ(Left.Findings.size(), 3u);
  EXPECT_EQ(at(Left, Left.Findings[0].F.Where), "g()");
  EXPECT_EQ(at(Left, Left.Findings[0].F.Notes[0].Where), "z");
  EXPECT_EQ(at(Left, Left.Findings[0].F.Fixes[0].Edits[0].Where), "g()");
  EXPECT_EQ(Left.Findings[0].State, FixState::Offered);
  EXPECT_EQ(at(Left, Left.Findings[1].F.Where), "a");
  EXPECT_EQ(at(Left, Left.Findings[2].F.Where), "k()");
  EXPECT_TRUE(Left.Changes.empty());
}

TEST_F(Remaining, NoOfferForChangedText) {
  R.Sources["/a.cpp"] = "f(g()); h();\n";
  fixed("/a.cpp", "g()", "co_await g()");
  fixed("/a.cpp", "f(g())", "co_await f(g())", Safety::Unsafe);
  fixed("/a.cpp", "h()", "co_await h()", Safety::Unsafe);
  finish();
  R.Findings[1].State = FixState::Offered;
  R.Applied = true;
  Report Left = remaining(R);
  ASSERT_EQ(Left.Findings.size(), 2u);
  EXPECT_EQ(Left.Findings[0].State, FixState::Conflict);
  EXPECT_FALSE(Left.Findings[0].Why.empty());
  EXPECT_EQ(at(Left, Left.Findings[0].F.Where), "f(co_await g())");
  EXPECT_EQ(Left.Findings[1].State, FixState::Offered);
}

} // namespace
