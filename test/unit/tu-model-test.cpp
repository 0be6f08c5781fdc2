//===- tu-model-test.cpp
//-----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/tu-model.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

const Framework &boostAsio() {
  for (const Framework &F : builtInProfiles().frameworks())
    if (F.Id == "boost-asio")
      return F;
  std::abort();
}

std::string argument(llvm::StringRef Call, unsigned I) {
  std::string Text;
  parseAsio("#define MS 5\nint g(int); int g(int, int);\n"
            "boost::asio::awaitable<void> f() {\n" +
                Call.str() + "\nco_return; }",
            [&](const TuModel &Tu) {
              Spot At = callOf(Tu, "g");
              auto Found =
                  argumentText(Tu, *llvm::cast<clang::CallExpr>(At.E), I);
              Text = Found ? *Found : "none";
            });
  return Text;
}

TEST(ArgumentText, AsWritten) {
  EXPECT_EQ(argument("g(1 + 2);", 0), "1 + 2");
  EXPECT_EQ(argument("g(1, (2));", 1), "(2)");
}

TEST(ArgumentText, MacrosByName) {
  EXPECT_EQ(argument("g(MS, MS);", 1), "MS");
  EXPECT_EQ(argument("g(MS * 2, 0);", 0), "MS * 2");
}

TEST(ArgumentText, CommentsOfTheOnlyArgument) {
  EXPECT_EQ(argument("g(/* ms */ 1);", 0), "/* ms */ 1");
  EXPECT_EQ(argument("g(1 // ms\n);", 0), "1 // ms\n");
}

TEST(ArgumentText, CommentsAmongSeveralAreNotMoved) {
  EXPECT_EQ(argument("g(/* a */ 1, 2);", 0), "none");
}

TEST(TuModel, VersionFromTheMacro) {
  parseAsio("", [](const TuModel &Tu) {
    EXPECT_EQ(Tu.version(boostAsio()), 102600u);
  });
}

TEST(TuModel, VersionFromAHeaderThatNobodyIncluded) {
  ParseOptions Options;
  Options.Files["/system/boost/asio/version.hpp"] =
      "#define OTHER 1\n#define BOOST_ASIO_VERSION 102401 // 1.24.1\n";
  parse(
      "",
      [](const TuModel &Tu) { EXPECT_EQ(Tu.version(boostAsio()), 102401u); },
      Options);
}

TEST(TuModel, VersionOfAnAbsentFramework) {
  Framework Unknown;
  Unknown.Id = "unknown";
  Unknown.VersionMacro = "NO_SUCH_MACRO";
  parse("", [&](const TuModel &Tu) { EXPECT_EQ(Tu.version(Unknown), 0u); });
}

TEST(TuModel, TextAndSpanOfARange) {
  parseAsio("boost::asio::awaitable<void> f() {\r\n  here( );\r\n co_return; }",
            [](const TuModel &Tu) {
              Spot At = callOf(Tu);
              EXPECT_EQ(Tu.text(At.E->getSourceRange()), "here( )");
              Span Where = Tu.span(At.E->getSourceRange());
              EXPECT_EQ(Where.Path, "/project/test.cpp");
              EXPECT_EQ(Where.Length, 7u);
              EXPECT_EQ(Tu.line(At.E->getBeginLoc()), 3u);
            });
}

} // namespace
