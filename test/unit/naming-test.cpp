//===- naming-test.cpp - Names in the style of the code around ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/naming.h"
#include "parse.h"
#include <gtest/gtest.h>

namespace asyncmend {
namespace {

std::string named(llvm::StringRef Function) {
  std::string Result;
  parse(Function, [&](const TuModel &Tu) {
    Result = inStyleOf(Tu.functions().front(), "max_in_flight");
  });
  return Result;
}

TEST(Naming, FollowsTheMajority) {
  EXPECT_EQ(named("void fetchAll(int pageCount, int max_size) {}"),
            "maxInFlight");
  EXPECT_EQ(named("void fetch_all() { int page_count = 0; int lastOne = 0; }"),
            "max_in_flight");
}

TEST(Naming, NoEvidenceIsSnakeCase) {
  EXPECT_EQ(named("void all(int n) { int count = n; }"), "max_in_flight");
  EXPECT_EQ(named("void All(int N) { int Count = N; }"), "max_in_flight");
}

TEST(Naming, AMembersUnderscoreSaysNothing) {
  EXPECT_EQ(named("void fetchAll(int count_) {}"), "maxInFlight");
}

} // namespace
} // namespace asyncmend
