//===- rule-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/rule.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

TEST(Rules, LinkedAndSortedBySlug) {
  ASSERT_GE(allRules().size(), 2u);
  for (size_t I = 1; I < allRules().size(); ++I)
    EXPECT_LT(allRules()[I - 1].Info.Slug, allRules()[I].Info.Slug);
}

TEST(Rules, EachCanBeMadeAndDescribed) {
  for (const RegisteredRule &R : allRules()) {
    EXPECT_TRUE(R.Make());
    EXPECT_FALSE(R.Info.Summary.empty()) << R.Info.Slug.str();
    EXPECT_FALSE(R.Info.Summary.ends_with(".")) << R.Info.Slug.str();
    EXPECT_EQ(R.Info.Slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"),
              llvm::StringRef::npos)
        << R.Info.Slug.str();
  }
}

} // namespace
