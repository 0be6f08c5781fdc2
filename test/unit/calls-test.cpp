//===- calls-test.cpp -----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

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

TEST(CalleeOf, OneFunctionOrNone) {
  parseAsio("int g(int); int g(char); int h(int); int h(int, int);\n"
            "namespace app { int h(char); }\n"
            "template <class T> boost::asio::awaitable<void> f(T t) {\n"
            "  using app::h;\n"
            "  g(t); h(t); t(); co_return;\n"
            "}",
            [](const TuModel &Tu) {
              auto Callee = [&](const char *Spelled) {
                Spot At = callOf(Tu, Spelled);
                return calleeOf(*llvm::cast<clang::CallExpr>(At.E));
              };
              const clang::FunctionDecl *G = Callee("g");
              ASSERT_TRUE(G);
              EXPECT_EQ(G->getNameAsString(), "g");
              EXPECT_FALSE(Callee("t"));
            });
}

TEST(IsNullOrZero, ConstantsOnly) {
  parseAsio("void g(const void *); constexpr int none = 0; extern int some;\n"
            "void n(int);\n"
            "boost::asio::awaitable<void> f() {\n"
            "  g(nullptr); g(0); g(\"x\"); n(0); n(none); n(some); n(1);\n"
            "  co_return;\n"
            "}",
            [](const TuModel &Tu) {
              std::string Answers;
              for (const char *Callee : {"g", "n"})
                for (const Spot &At : callsOf(Tu, Callee))
                  Answers += isNullOrZero(
                                 *llvm::cast<clang::CallExpr>(At.E)->getArg(0),
                                 Tu.ast())
                                 ? '1'
                                 : '0';
              EXPECT_EQ(Answers, "1101100");
            });
}

} // namespace
