//===- program-test.cpp ---------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/program.h"
#include "gmock/gmock.h"

using namespace asyncmend;

namespace {

FunctionFacts sample() {
  FunctionFacts F;
  F.Key = "c:@F@load#I#";
  F.Name = "'load'";
  F.IsCoroutine = true;
  F.FrameworkId = "boost-asio";
  F.Blocks = {{"'usleep'", {"/a.cpp", 10, 3}}};
  F.Calls = {{"'save'", {"/a.cpp", 20, 4}, "c:@F@save#", true},
             {"'save'", {"/a.cpp", 30, 4}, "c:@F@save#", false}};
  F.Unknown = {{"through 'hook'", {"/a.cpp", 40, 6}}};
  return F;
}

TEST(Program, FactsSurviveJson) {
  FunctionFacts Back;
  llvm::json::Path::Root Root;
  ASSERT_TRUE(fromJSON(toJSON(sample()), Back, Root));
  EXPECT_EQ(Back, sample());
  EXPECT_FALSE(fromJSON(llvm::json::Object{{"key", 1}}, Back, Root));
}

TEST(Program, WhatOneTuMayReportIsReported) {
  Program P;
  FunctionFacts Hidden = sample();
  for (Act &Call : Hidden.Calls)
    Call.Reported = false;
  P.add(Hidden);
  P.add(sample());
  P.add(Hidden);
  ASSERT_TRUE(P.find("c:@F@load#I#"));
  EXPECT_EQ(*P.find("c:@F@load#I#"), sample());
  EXPECT_FALSE(P.find("c:@F@load#"));
  EXPECT_EQ(P.functions().size(), 1u);
}

} // namespace
