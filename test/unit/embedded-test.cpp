//===- embedded-test.cpp
//---------------------------------------------------===//
//----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/embedded.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

TEST(Embedded, SortedAndFoundByName) {
  EXPECT_FALSE(embeddedFile("schema.json").empty());
  EXPECT_FALSE(embeddedFile("boost-asio.json").empty());
  EXPECT_TRUE(embeddedFile("none.json").empty());
  for (size_t I = 1; I < embeddedFiles().size(); ++I)
    EXPECT_LE(embeddedFiles()[I - 1].Name, embeddedFiles()[I].Name);
}

TEST(Embedded, TextsAreWhole) {
  for (const EmbeddedFile &File : embeddedFiles())
    if (File.Name.ends_with(".json")) {
      EXPECT_TRUE(File.Text.starts_with("{")) << File.Name.str();
      EXPECT_TRUE(File.Text.rtrim().ends_with("}")) << File.Name.str();
    }
}

} // namespace
