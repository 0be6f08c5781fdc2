//===- option-values-test.cpp - Values of options that have a form --------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "option-values.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::vector<std::string> pairs(std::vector<PlacedWord> Formats,
                               std::vector<PlacedWord> Files) {
  auto Outputs = readOutputs(std::move(Formats), std::move(Files));
  if (!Outputs)
    return {llvm::toString(Outputs.takeError())};
  std::vector<std::string> Shown;
  for (const OutputRequest &R : *Outputs)
    Shown.push_back(R.Format->Name.str() + ">" + R.File);
  return Shown;
}

TEST(OptionValues, AnOutputBelongsToTheFormatBeforeIt) {
  EXPECT_THAT(pairs({}, {}), ElementsAre("text>"));
  EXPECT_THAT(pairs({}, {{3, "a"}}), ElementsAre("text>a"));
  EXPECT_THAT(pairs({{1, "json"}, {3, "text"}}, {{2, "a"}}),
              ElementsAre("json>a", "text>"));
  EXPECT_THAT(pairs({{1, "text"}, {2, "json"}}, {{3, "a"}}),
              ElementsAre("text>", "json>a"));
}

TEST(OptionValues, OutputsThatCannotBe) {
  EXPECT_THAT(pairs({{1, "xml"}}, {}),
              ElementsAre(HasSubstr("no format 'xml'")));
  EXPECT_THAT(pairs({{2, "json"}}, {{1, "a"}}),
              ElementsAre(HasSubstr("behind the --format")));
  EXPECT_THAT(pairs({{1, "json"}}, {{2, "a"}, {3, "b"}}),
              ElementsAre(HasSubstr("two --output")));
  EXPECT_THAT(pairs({{1, "json"}}, {{2, ""}}),
              ElementsAre(HasSubstr("needs a file")));
  EXPECT_THAT(pairs({{1, "json"}, {2, "text"}}, {}),
              ElementsAre(HasSubstr("only one format")));
}

} // namespace
