//===- embedded-test.cpp --------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/embedded.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

TEST(Embedded, FoundByName) {
  EXPECT_FALSE(embeddedFile("schema.json").empty());
  EXPECT_FALSE(embeddedFile("boost-asio.json").empty());
  EXPECT_TRUE(embeddedFile("none.json").empty());
}

TEST(Embedded, TextsAreWhole) {
  for (const EmbeddedFile &File : embeddedFiles())
    if (File.Name.ends_with(".json")) {
      EXPECT_TRUE(File.Text.starts_with("{")) << File.Name.str();
      EXPECT_TRUE(File.Text.rtrim().ends_with("}")) << File.Name.str();
    }
}

} // namespace
