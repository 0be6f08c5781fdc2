//===- include-insert-test.cpp --------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "include-insert.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// The text after `Names` ("x" for "x", anything else for <x>) were asked for.
std::string insert(std::string Code, std::vector<std::string> Names,
                   std::string Path = "/src/main.cpp") {
  std::vector<IncludeEdit> Wanted;
  for (const std::string &Name : Names) {
    bool Own = Name.front() == '"';
    Wanted.push_back(
        {Path, Own ? Name.substr(1, Name.size() - 2) : Name, !Own});
  }
  uint32_t Shift = 0;
  for (const IncludeInsertion &I : insertIncludes(Path, Code, Wanted)) {
    EXPECT_FALSE(I.Requests.empty());
    Code.insert(I.Offset + Shift, I.Text);
    Shift += I.Text.size();
  }
  return Code;
}

const std::string Timer = "boost/asio/steady_timer.hpp";

TEST(IncludeInsert, LibraryBlockNotTheStandardOne) {
  EXPECT_EQ(
      insert("#include \"own.h\"\n\n#include <boost/asio/io_context.hpp>\n"
             "#include <boost/asio/use_awaitable.hpp>\n"
             "#include <boost/beast/core.hpp>\n\n#include <chrono>\n"
             "#include <string>\n\nint x;\n",
             {Timer, "thread", "exception"}),
      "#include \"own.h\"\n\n#include <boost/asio/io_context.hpp>\n"
      "#include <boost/asio/steady_timer.hpp>\n"
      "#include <boost/asio/use_awaitable.hpp>\n"
      "#include <boost/beast/core.hpp>\n\n#include <chrono>\n"
      "#include <exception>\n#include <string>\n#include <thread>\n\n"
      "int x;\n");
}

TEST(IncludeInsert, BehindTheUmbrellaHeader) {
  EXPECT_EQ(insert("#include <chrono>\n#include <boost/asio.hpp>\n\n", {Timer}),
            "#include <chrono>\n#include <boost/asio.hpp>\n"
            "#include <boost/asio/steady_timer.hpp>\n\n");
}

TEST(IncludeInsert, BlockOfAnotherLibraryOfTheFamily) {
  EXPECT_EQ(
      insert("#include <chrono>\n\n#include <boost/beast.hpp>\n", {Timer}),
      "#include <chrono>\n\n#include <boost/asio/steady_timer.hpp>\n"
      "#include <boost/beast.hpp>\n");
}

TEST(IncludeInsert, QuotesOfTheSiblings) {
  EXPECT_EQ(insert("#include \"asio.hpp\"\n", {"asio/steady_timer.hpp"}),
            "#include \"asio.hpp\"\n#include \"asio/steady_timer.hpp\"\n");
}

TEST(IncludeInsert, BehindTheMacrosMeantForIt) {
  EXPECT_EQ(insert("#define BOOST_ASIO_NO_DEPRECATED\n"
                   "#include <boost/asio.hpp>\nint x;\n",
                   {Timer}),
            "#define BOOST_ASIO_NO_DEPRECATED\n#include <boost/asio.hpp>\n"
            "#include <boost/asio/steady_timer.hpp>\nint x;\n");
}

TEST(IncludeInsert, NotInAConditionalBlock) {
  EXPECT_EQ(insert("#ifndef NOMINMAX\n#define NOMINMAX\n#endif\n"
                   "#include <boost/asio.hpp>\nint x;\n",
                   {Timer}),
            "#ifndef NOMINMAX\n#define NOMINMAX\n#endif\n"
            "#include <boost/asio.hpp>\n"
            "#include <boost/asio/steady_timer.hpp>\nint x;\n");
  EXPECT_EQ(insert("#include <vector>\n#ifdef W\n"
                   "#include <boost/asio/windows/x.hpp>\n#endif\n"
                   "#include <boost/beast.hpp>\n",
                   {Timer}),
            "#include <vector>\n#ifdef W\n"
            "#include <boost/asio/windows/x.hpp>\n#endif\n"
            "#include <boost/asio/steady_timer.hpp>\n"
            "#include <boost/beast.hpp>\n");
  EXPECT_EQ(insert("#if X\n#include <asio.hpp>\n#else\n#include <b.hpp>\n"
                   "#endif\n\nint x;\n",
                   {Timer}),
            "#if X\n#include <asio.hpp>\n#else\n#include <b.hpp>\n#endif\n"
            "\n#include <boost/asio/steady_timer.hpp>\n\nint x;\n");
}

TEST(IncludeInsert, InTheIncludeGuard) {
  EXPECT_EQ(insert("// Licence\n#ifndef A_HPP\n#define A_HPP\n\n"
                   "#include <string>\n\nint x;\n\n#endif // A_HPP\n",
                   {"chrono"}, "/src/a.hpp"),
            "// Licence\n#ifndef A_HPP\n#define A_HPP\n\n"
            "#include <chrono>\n#include <string>\n\nint x;\n\n"
            "#endif // A_HPP\n");
  EXPECT_EQ(insert("#ifndef A\n#define A\n\nint x;\n#endif\n", {"chrono"}),
            "#ifndef A\n#define A\n\n#include <chrono>\n\nint x;\n#endif\n");
  EXPECT_EQ(insert("#pragma once\nint x;\n", {"chrono"}),
            "#pragma once\n\n#include <chrono>\n\nint x;\n");
}

TEST(IncludeInsert, FilesWithoutIncludes) {
  EXPECT_EQ(insert("int x;\n", {"chrono"}), "#include <chrono>\n\nint x;\n");
  EXPECT_EQ(insert("// a\n// b\n\n// doc\nint x;\n", {"chrono"}),
            "// a\n// b\n\n#include <chrono>\n\n// doc\nint x;\n");
  EXPECT_EQ(insert("/* a\n\n b */\n\nint x;\n", {"chrono"}),
            "/* a\n\n b */\n\n#include <chrono>\n\nint x;\n");
  EXPECT_EQ(insert("// doc\nint x;\n", {"chrono"}),
            "#include <chrono>\n\n// doc\nint x;\n");
  EXPECT_EQ(insert("\xef\xbb\xbfint x;\n", {"chrono"}),
            "\xef\xbb\xbf#include <chrono>\n\nint x;\n");
  EXPECT_EQ(insert("module;\nexport module m;\n", {"chrono"}),
            "module;\n\n#include <chrono>\n\nexport module m;\n");
}

TEST(IncludeInsert, NeverTwice) {
  std::string Code = "#include <chrono>\nint x;\n#include \"late.h\"\n";
  EXPECT_EQ(insert(Code, {"chrono", "\"chrono\"", "late.h"}), Code);
  std::vector<IncludeEdit> Wanted = {{"/a", "b", true}, {"/a", "b", true}};
  auto Made = insertIncludes("/a", "#include <a>\n", Wanted);
  ASSERT_EQ(Made.size(), 1u);
  EXPECT_EQ(Made[0].Text, "#include <b>\n");
  EXPECT_EQ(Made[0].Requests, (std::vector<size_t>{0, 1}));
}

TEST(IncludeInsert, WhatOnlyLooksLikeAnInclude) {
  EXPECT_EQ(insert("/*\n#include <zzz>\n*/\n#include <a> // tail\n"
                   "const char *S = R\"(\n#include <b>\n)\";\n",
                   {"b"}),
            "/*\n#include <zzz>\n*/\n#include <a> // tail\n#include <b>\n"
            "const char *S = R\"(\n#include <b>\n)\";\n");
}

TEST(IncludeInsert, IncludesAmongCodeAreNoPlace) {
  EXPECT_EQ(
      insert("#include <x>\nnamespace n {\n#include <boost/asio.inc>\n}\n",
             {Timer}),
      "#include <x>\n#include <boost/asio/steady_timer.hpp>\n"
      "namespace n {\n#include <boost/asio.inc>\n}\n");
}

TEST(IncludeInsert, OwnHeaderStaysFirst) {
  EXPECT_EQ(
      insert("#include \"main.hpp\"\n\n#include \"z.hpp\"\n", {"\"a.hpp\""}),
      "#include \"main.hpp\"\n\n#include \"a.hpp\"\n"
      "#include \"z.hpp\"\n");
}

TEST(IncludeInsert, NoFinalNewline) {
  EXPECT_EQ(insert("#include <a>", {"c", "b"}),
            "#include <a>\n#include <b>\n#include <c>");
}

TEST(IncludeInsert, NoBlockOfItsKind) {
  EXPECT_EQ(
      insert("#include <boost/asio.hpp>\n\n#include \"own.h\"\n", {"chrono"}),
      "#include <boost/asio.hpp>\n#include <chrono>\n\n"
      "#include \"own.h\"\n");
  EXPECT_EQ(insert("#include \"own.h\"\n", {"chrono"}),
            "#include \"own.h\"\n#include <chrono>\n");
}

/// The text after the runtime header was asked for.
std::string insertRuntime(std::string Code, bool Angled = true) {
  std::string Name = "asyncmend/asio.hpp";
  std::vector<IncludeEdit> Wanted = {{"/src/main.cpp", Name, Angled, Name}};
  for (const IncludeInsertion &I :
       insertIncludes("/src/main.cpp", Code, Wanted))
    Code.insert(I.Offset, I.Text);
  return Code;
}

TEST(IncludeInsert, RuntimeHeaderBelowTheFrameworks) {
  EXPECT_EQ(insertRuntime("#include \"main.hpp\"\n\n#include <boost/asio.hpp>\n"
                          "#include <boost/beast.hpp>\n\n#include <vector>\n"),
            "#include \"main.hpp\"\n\n#include <boost/asio.hpp>\n"
            "#include <boost/beast.hpp>\n#include <asyncmend/asio.hpp>\n\n"
            "#include <vector>\n");
  EXPECT_EQ(insertRuntime("#include <asio.hpp>\n#include <vector>\nint x;\n"),
            "#include <asio.hpp>\n#include <vector>\n"
            "#include <asyncmend/asio.hpp>\nint x;\n");
}

TEST(IncludeInsert, RuntimeHeaderBelowOwnHeaders) {
  EXPECT_EQ(insertRuntime("#include <vector>\n\n#include \"net.hpp\"\n", false),
            "#include <vector>\n\n#include \"net.hpp\"\n"
            "#include \"asyncmend/asio.hpp\"\n");
  EXPECT_EQ(insertRuntime("#include <vector>\n"),
            "#include <vector>\n#include <asyncmend/asio.hpp>\n");
}

TEST(IncludeInsert, RuntimeHeaderThatIsThere) {
  EXPECT_EQ(insertRuntime("#include <asyncmend/asio.hpp>\n"),
            "#include <asyncmend/asio.hpp>\n");
}

} // namespace
