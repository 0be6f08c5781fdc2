//===- finding-test.cpp ---------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/finding.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

Finding full() {
  Finding F;
  F.Rule = "blocking-sleep";
  F.Message = "quotes \" and \\ and \n and \xc3\xa9";
  F.Level = Severity::Error;
  F.Where = {"/a b.cpp", 4000000000u, 7};
  F.Notes = {{"held here", {"/a.h", 1, 2}}};
  F.Fixes = {{"wait",
              Safety::Suggestion,
              {{{"/a.cpp", 0, 3}, "text\n"}, {{"/a.cpp", 9, 0}, ""}},
              {{"/a.cpp", "boost/asio.hpp", true}, {"/a.cpp", "b.h", false}}}};
  F.WhyNoFix = "because";
  F.IfFails = {"c:@F@work#", "c:@F@step#"};
  F.Head = {"/a b.cpp", 1, 5};
  F.Body = {"/a b.cpp", 6, 70};
  F.FrameworkId = "boost-asio";
  return F;
}

std::optional<Finding> read(llvm::StringRef Text, std::string *Why = nullptr) {
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(Text);
  if (!Json) {
    ADD_FAILURE() << llvm::toString(Json.takeError());
    return std::nullopt;
  }
  Finding F;
  llvm::json::Path::Root Root("finding");
  if (fromJSON(*Json, F, Root))
    return F;
  if (Why)
    *Why = llvm::toString(Root.getError());
  return std::nullopt;
}

std::string write(const Finding &F) {
  std::string Text;
  llvm::raw_string_ostream(Text) << toJSON(F);
  return Text;
}

TEST(FindingJson, RoundTrip) {
  EXPECT_EQ(read(write(full())), full());
  Finding Empty;
  EXPECT_EQ(read(write(Empty)), Empty);
}

TEST(FindingJson, EveryLevel) {
  for (Severity S : {Severity::Info, Severity::Warning, Severity::Error}) {
    Finding F = full();
    F.Level = S;
    EXPECT_EQ(read(write(F)), F);
  }
  for (Safety S : {Safety::Safe, Safety::Unsafe, Safety::Suggestion}) {
    Finding F = full();
    F.Fixes.front().Level = S;
    EXPECT_EQ(read(write(F)), F);
  }
}

TEST(FindingJson, WrongShapesSayWhere) {
  std::string Text = write(full()), Why;
  auto With = [&](llvm::StringRef Old, llvm::StringRef New) {
    std::string Changed = Text;
    size_t At = Changed.find(Old.str());
    EXPECT_NE(At, std::string::npos) << Old.str();
    Changed.replace(At, Old.size(), New.str());
    Why.clear();
    return read(Changed, &Why);
  };
  EXPECT_FALSE(With("\"severity\":\"error\"", "\"severity\":\"fatal\""));
  EXPECT_NE(Why.find("severity"), std::string::npos) << Why;
  EXPECT_FALSE(With("\"safety\":\"suggestion\"", "\"safety\":\"sure\""));
  EXPECT_NE(Why.find("safety"), std::string::npos) << Why;
  EXPECT_FALSE(With("4000000000", "4294967296"));
  EXPECT_FALSE(With("4000000000", "-1"));
  EXPECT_FALSE(With("\"rule\":", "\"role\":"));
}

TEST(FindingOrder, PathOffsetRuleMessage) {
  auto Make = [](std::string Path, uint32_t Offset, std::string Rule) {
    Finding F;
    F.Rule = Rule;
    F.Where = {Path, Offset, 1};
    return F;
  };
  EXPECT_LT(Make("/a", 9, "z"), Make("/b", 1, "a"));
  EXPECT_LT(Make("/a", 1, "z"), Make("/a", 2, "a"));
  EXPECT_LT(Make("/a", 1, "a"), Make("/a", 1, "b"));
}

} // namespace
