//===- resolve-test.cpp ---------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "resolve.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;

namespace {

Finding make(uint32_t Offset, std::vector<Edit> Edits,
             Safety Level = Safety::Safe, std::string Rule = "rule") {
  Finding F;
  F.Rule = Rule;
  F.Message = "m";
  F.Where = {"/a.cpp", Offset, 1};
  if (Edits.empty())
    F.WhyNoFix = "too hard";
  else
    F.Fixes.push_back({"title", Level, std::move(Edits), {}});
  return F;
}

Edit edit(uint32_t Offset, uint32_t Length, std::string Text,
          std::string Path = "/a.cpp") {
  return {{Path, Offset, Length}, Text};
}

std::string states(const std::vector<ReportedFinding> &Findings) {
  std::string Out;
  for (const ReportedFinding &R : Findings)
    Out += "NCOWX"[static_cast<int>(R.State)];
  return Out;
}

/// The states after the edits of each finding, in order, compete.
std::string compete(std::vector<std::vector<Edit>> Fixes) {
  std::vector<Finding> List;
  for (size_t I = 0; I < Fixes.size(); ++I)
    List.push_back(make(I, Fixes[I]));
  std::vector<ReportedFinding> Merged = mergeFindings({List});
  chooseFixes(Merged, Safety::Safe);
  return states(Merged);
}

TEST(Merge, SameFindingOfSeveralTus) {
  Finding F = make(5, {edit(5, 1, "x")});
  auto Merged = mergeFindings({{}, {F}, {make(1, {}), F}, {F}});
  ASSERT_EQ(Merged.size(), 2u);
  EXPECT_EQ(Merged[0].F.Where.Offset, 1u);
  EXPECT_EQ(Merged[0].FirstTu, 2u);
  EXPECT_EQ(Merged[1].FirstTu, 1u);
  EXPECT_EQ(Merged[1].SeenIn, 3u);
  EXPECT_EQ(Merged[1].F.Fixes.size(), 1u);
}

TEST(Merge, TwiceInOneTuCountsOnce) {
  Finding F = make(5, {});
  EXPECT_EQ(mergeFindings({{F, F}})[0].SeenIn, 1u);
}

TEST(Merge, DifferentRulesStayApart) {
  EXPECT_EQ(mergeFindings({{make(5, {}, Safety::Safe, "a"),
                            make(5, {}, Safety::Safe, "b")}})
                .size(),
            2u);
}

TEST(Merge, DisagreementTakesTheFixAway) {
  auto Merged = mergeFindings(
      {{make(5, {edit(5, 1, "x")})}, {make(5, {edit(5, 1, "y")})}});
  EXPECT_TRUE(Merged[0].F.Fixes.empty());
  EXPECT_THAT(Merged[0].F.WhyNoFix, HasSubstr("different fixes"));
  EXPECT_EQ(Merged[0].State, FixState::None);

  Merged = mergeFindings({{make(5, {edit(5, 1, "x")})}, {make(5, {})}});
  EXPECT_TRUE(Merged[0].F.Fixes.empty());
  EXPECT_THAT(Merged[0].F.WhyNoFix, HasSubstr("too hard"));
}

TEST(Merge, IncludesAreUnited) {
  Finding A = make(5, {edit(5, 1, "x")}), B = A;
  B.Fixes[0].Includes.push_back({"/a.cpp", "b", true});
  B.Fixes[0].Level = Safety::Unsafe;
  auto Merged = mergeFindings({{A}, {B}});
  EXPECT_EQ(Merged[0].F.Fixes[0].Includes.size(), 1u);
  EXPECT_EQ(Merged[0].F.Fixes[0].Level, Safety::Unsafe);
}

TEST(Choose, Overlaps) {
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(14, 5, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(8, 3, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(8, 30, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(11, 1, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(10, 5, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(10, 4, "x")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(12, 2, "", "/b.cpp")}}), "CC");
}

TEST(Choose, Neighbours) {
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(15, 5, "y")}}), "CC");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(5, 5, "y")}}), "CC");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(10, 5, "x")}}), "CC");
}

TEST(Choose, Insertions) {
  EXPECT_EQ(compete({{edit(10, 0, "x")}, {edit(10, 0, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 0, "x")}, {edit(10, 0, "x")}}), "CC");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(12, 0, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(12, 0, "x")}, {edit(10, 5, "y")}}), "CX");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(10, 0, "y")}}), "CC");
  EXPECT_EQ(compete({{edit(10, 5, "x")}, {edit(15, 0, "y")}}), "CC");
  EXPECT_EQ(compete({{edit(10, 0, "a")},
                     {edit(10, 5, "x")},
                     {edit(15, 0, "b")},
                     {edit(14, 3, "y")}}),
            "CCCX");
}

TEST(Choose, LinesInsertedAtOnePlaceStandTogether) {
  EXPECT_EQ(compete({{edit(4, 0, "a;\n")}, {edit(4, 0, "b;\n")}}), "CC");
  EXPECT_EQ(compete({{edit(4, 0, "a;\n")}, {edit(4, 0, "b")}}), "CX");
  EXPECT_EQ(compete({{edit(4, 0, "a;\n")}, {edit(4, 1, "b;\n")}}), "CC");
}

TEST(Choose, AFixEntersWholeOrNotAtAll) {
  EXPECT_EQ(compete({{edit(10, 5, "x")},
                     {edit(40, 1, "p"), edit(12, 1, "q")},
                     {edit(40, 1, "r")}}),
            "CXC");
  EXPECT_EQ(compete({{edit(10, 5, "x"), edit(12, 1, "y")}}), "X");
}

TEST(Choose, OrderAndTiers) {
  std::vector<Finding> List = {
      make(1, {edit(10, 5, "unsafe")}, Safety::Unsafe),
      make(2, {edit(10, 5, "warning")}), make(3, {edit(10, 5, "error")}),
      make(4, {edit(90, 5, "hint")}, Safety::Suggestion), make(5, {})};
  List[2].Level = Severity::Error;
  auto Merged = mergeFindings({List});
  chooseFixes(Merged, Safety::Unsafe);
  EXPECT_EQ(states(Merged), "XXCON");
  EXPECT_EQ(Merged[0].Why,
            "its fix overlaps the fix of [asyncmend-rule] at /a.cpp, byte 3");
  chooseFixes(Merged, Safety::Safe);
  EXPECT_EQ(states(Merged), "OXCON");
  EXPECT_EQ(Merged[0].Why, "");

  Merged[2].State = FixState::Withheld;
  Merged[2].Why = "does not compile";
  SourceMap Sources = {{"/a.cpp", "a\n\nb"}};
  chooseFixes(Merged, Safety::Unsafe, &Sources);
  EXPECT_EQ(states(Merged), "XCWON");
  EXPECT_EQ(Merged[0].Why,
            "its fix overlaps the fix of [asyncmend-rule] at /a.cpp:2");
  EXPECT_EQ(Merged[2].Why, "does not compile");
}

} // namespace
