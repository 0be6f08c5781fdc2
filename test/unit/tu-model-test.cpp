//===- tu-model-test.cpp --------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

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
