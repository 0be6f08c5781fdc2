//===- names-test.cpp -----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/names.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// The class name of the first parameter of coroutine `f`.
std::string classOfParameter(llvm::StringRef Type, bool InTemplate = false) {
  std::string Name;
  parseAsio("namespace app { inline namespace v2 { namespace {\n"
            "template <class T> struct Box { struct Lid {}; };\n"
            "struct Plain {}; using Other = Plain;\n"
            "} } }\n" +
                std::string(InTemplate ? "template <class T>\n" : "") +
                "boost::asio::awaitable<void> f(" + Type.str() +
                " p) { co_return; }",
            [&](const TuModel &Tu) {
              const auto *F = coroutineCalled(Tu, "f")->Function;
              Name = className(F->getParamDecl(0)->getType());
            });
  return Name;
}

TEST(ClassName, WithoutArgumentsInlineAndUnnamedNamespaces) {
  EXPECT_EQ(classOfParameter("app::Plain"), "app::Plain");
  EXPECT_EQ(classOfParameter("app::Box<int>"), "app::Box");
  EXPECT_EQ(classOfParameter("app::Box<int>::Lid"), "app::Box::Lid");
}

TEST(ClassName, ThroughAliasesAndReferences) {
  EXPECT_EQ(classOfParameter("const app::Other &"), "app::Plain");
  EXPECT_EQ(classOfParameter("boost::asio::steady_timer &&"),
            "boost::asio::basic_waitable_timer");
}

TEST(ClassName, OfADependentSpecialisation) {
  EXPECT_EQ(classOfParameter("app::Box<T>", true), "app::Box");
}

TEST(ClassName, OfNoClass) {
  EXPECT_EQ(classOfParameter("int"), "");
  EXPECT_EQ(classOfParameter("app::Plain *"), "");
  EXPECT_EQ(classOfParameter("T", true), "");
  EXPECT_EQ(className({}), "");
}

TEST(QualifiedName, OfAFunctionInAnInlineNamespace) {
  parseAsio("namespace app { inline namespace v2 {\n"
            "boost::asio::awaitable<void> run() { co_return; }\n"
            "struct S { boost::asio::awaitable<void> go() { co_return; } };\n"
            "} }",
            [](const TuModel &Tu) {
              EXPECT_EQ(qualifiedName(*coroutineCalled(Tu, "run")->Function),
                        "app::run");
              EXPECT_EQ(qualifiedName(*coroutineCalled(Tu, "go")->Function),
                        "app::S::go");
            });
}

TEST(TemplateArgument, TypesOnly) {
  parseAsio("template <int N, class T> struct Mixed {};\n"
            "boost::asio::awaitable<void> f(Mixed<1, int> p) { co_return; }",
            [](const TuModel &Tu) {
              const auto *F = coroutineCalled(Tu, "f")->Function;
              clang::QualType T = F->getParamDecl(0)->getType();
              EXPECT_TRUE(templateArgument(T, 0).isNull());
              EXPECT_EQ(templateArgument(T, 1).getAsString(), "int");
              EXPECT_TRUE(templateArgument(T, 2).isNull());
              EXPECT_TRUE(templateArgument({}, 0).isNull());
            });
}

TEST(TemplateArgument, OfAPack) {
  parseAsio("template <class... T> struct Tuple {};\n"
            "template <class T, class... Us> struct Late {};\n"
            "boost::asio::awaitable<void> f(Tuple<char, int> p, "
            "Late<long, char, int> q) { co_return; }",
            [](const TuModel &Tu) {
              const auto *F = coroutineCalled(Tu, "f")->Function;
              clang::QualType T = F->getParamDecl(0)->getType();
              EXPECT_EQ(templateArgument(T, 0).getAsString(), "char");
              EXPECT_EQ(templateArgument(T, 1).getAsString(), "int");
              EXPECT_TRUE(templateArgument(T, 2).isNull());
              T = F->getParamDecl(1)->getType();
              EXPECT_EQ(templateArgument(T, 0).getAsString(), "long");
              EXPECT_EQ(templateArgument(T, 2).getAsString(), "int");
              EXPECT_TRUE(templateArgument(T, 3).isNull());
            });
}

} // namespace
