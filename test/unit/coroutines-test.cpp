//===- coroutines-test.cpp ------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/coroutines.h"
#include "parse.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// Names of all coroutines, '*' after those that are the pattern of a template.
std::vector<std::string> found(llvm::StringRef Code,
                               const ParseOptions &Options = {}) {
  std::vector<std::string> Names;
  parseAsio(
      Code,
      [&](const TuModel &Tu) {
        for (const Coroutine &C : Tu.coroutines())
          Names.push_back(C.Function->getNameAsString() +
                          (C.IsPattern ? "*" : ""));
      },
      Options);
  return Names;
}

TEST(FunctionIndex, ABodyMakesACoroutineNotATypeAlone) {
  EXPECT_THAT(found("boost::asio::awaitable<void> f() { return task(); }\n"
                    "boost::asio::awaitable<void> g();\n"
                    "boost::asio::awaitable<void> h() { co_return; }"),
              ElementsAre("h"));
}

TEST(FunctionIndex, LambdasAndMembers) {
  EXPECT_THAT(found("struct S {\n"
                    "  boost::asio::awaitable<void> m() { co_return; }\n"
                    "};\n"
                    "void f() {\n"
                    "  auto l = []() -> boost::asio::awaitable<void> {\n"
                    "    co_return;\n"
                    "  };\n"
                    "}"),
              ElementsAre("m", "operator()"));
}

TEST(FunctionIndex, CoroutineInACoroutine) {
  EXPECT_THAT(found("boost::asio::awaitable<void> f() {\n"
                    "  auto l = []() -> boost::asio::awaitable<void> {\n"
                    "    co_return;\n"
                    "  };\n"
                    "  struct L {\n"
                    "    boost::asio::awaitable<void> m() { co_return; }\n"
                    "  };\n"
                    "  co_await l();\n"
                    "}"),
              ElementsAre("f", "operator()", "m"));
}

TEST(FunctionIndex, PatternsBeforeInstantiations) {
  EXPECT_THAT(found("template <class T>\n"
                    "boost::asio::awaitable<void> f(T) { co_return; }\n"
                    "void use() { f(1); f('c'); }"),
              ElementsAre("f*", "f", "f"));
}

TEST(FunctionIndex, PatternFirstThoughDeclaredEarlier) {
  EXPECT_THAT(found("template <class T> boost::asio::awaitable<void> f(T);\n"
                    "void use() { f(1); }\n"
                    "template <class T>\n"
                    "boost::asio::awaitable<void> f(T) { co_return; }"),
              ElementsAre("f*", "f"));
}

TEST(FunctionIndex, GenericLambdas) {
  EXPECT_THAT(found("void f() {\n"
                    "  auto l = [](auto x) -> boost::asio::awaitable<void> {\n"
                    "    co_return;\n"
                    "  };\n"
                    "  l(1);\n"
                    "}"),
              ElementsAre("operator()*", "operator()"));
}

TEST(FunctionIndex, MembersOfClassTemplates) {
  EXPECT_THAT(found("template <class T> struct S {\n"
                    "  boost::asio::awaitable<void> m() { co_return; }\n"
                    "};\n"
                    "void use(S<int> s) { s.m(); }"),
              ElementsAre("m*", "m"));
}

TEST(FunctionIndex, NothingInSystemHeaders) {
  ParseOptions Options;
  Options.Files["/system/lib.h"] =
      "inline boost::asio::awaitable<void> lib() { co_return; }";
  Options.Files["/project/mine.h"] =
      "inline boost::asio::awaitable<void> mine() { co_return; }";
  EXPECT_THAT(found("#include <lib.h>\n#include \"mine.h\"\n", Options),
              ElementsAre("mine"));
}

TEST(FunctionIndex, FrameworkByReturnType) {
  parseAsio("struct Own { struct promise_type {\n"
            "  Own get_return_object(); void return_void();\n"
            "  std::suspend_never initial_suspend();\n"
            "  std::suspend_never final_suspend() noexcept;\n"
            "  void unhandled_exception();\n"
            "}; };\n"
            "Own own() { co_return; }\n"
            "template <class T> using Task = boost::asio::awaitable<T>;\n"
            "Task<int> known() { co_return 1; }\n"
            "template <class T> Task<T> pattern() { co_return T(); }",
            [](const TuModel &Tu) {
              EXPECT_FALSE(coroutineCalled(Tu, "own")->framework());
              for (const char *Name : {"known", "pattern"}) {
                const Coroutine *C = coroutineCalled(Tu, Name);
                ASSERT_TRUE(C && C->framework()) << Name;
                EXPECT_EQ(C->framework()->Id, "boost-asio");
              }
            });
}

} // namespace
