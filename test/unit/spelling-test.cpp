//===- spelling-test.cpp --------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/spelling.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// `Code` has a coroutine that calls here(): how would `Name` be spelled there?
std::string spelled(llvm::StringRef Code,
                    llvm::StringRef Name = "boost::asio::steady_timer") {
  std::string Result;
  parseAsio(Code, [&](const TuModel &Tu) {
    Spot At = callOf(Tu);
    Result = spell(Name, At.place(), Tu.ast());
  });
  return Result;
}

const std::string Function =
    "boost::asio::awaitable<void> f() { here(); co_return; }\n";

TEST(Spelling, InFullWhereNothingHelps) {
  EXPECT_EQ(spelled(Function), "boost::asio::steady_timer");
  EXPECT_EQ(spelled(Function, "std::chrono::seconds"), "std::chrono::seconds");
}

TEST(Spelling, AliasAtNamespaceScope) {
  EXPECT_EQ(spelled("namespace net = boost::asio;\n" + Function),
            "net::steady_timer");
  EXPECT_EQ(spelled("namespace app { namespace net = boost::asio;\n" +
                    Function + "}"),
            "net::steady_timer");
}

TEST(Spelling, AliasOfANestedNamespace) {
  EXPECT_EQ(spelled("namespace net = boost::asio;\n"
                    "namespace coro = net::this_coro;\n" +
                        Function,
                    "boost::asio::this_coro::executor"),
            "coro::executor");
  EXPECT_EQ(spelled("namespace net = boost::asio;\n" + Function,
                    "boost::asio::this_coro::executor"),
            "net::this_coro::executor");
}

TEST(Spelling, AliasInAReopenedNamespace) {
  EXPECT_EQ(spelled("namespace app { namespace net = boost::asio; }\n"
                    "namespace app {\n" +
                    Function + "}"),
            "net::steady_timer");
}

TEST(Spelling, AliasInAFunctionBlock) {
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f() {\n"
                    "  namespace net = boost::asio;\n"
                    "  if (true) { here(); }\n"
                    "  co_return;\n"
                    "}"),
            "net::steady_timer");
}

TEST(Spelling, AliasInAClosedBlockIsOutOfScope) {
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f() {\n"
                    "  { namespace net = boost::asio; }\n"
                    "  here();\n"
                    "  co_return;\n"
                    "}"),
            "boost::asio::steady_timer");
}

TEST(Spelling, AliasInTheFunctionAroundALambda) {
  EXPECT_EQ(spelled("void f() {\n"
                    "  namespace net = boost::asio;\n"
                    "  auto l = []() -> net::awaitable<void> {\n"
                    "    here(); co_return;\n"
                    "  };\n"
                    "}"),
            "net::steady_timer");
}

TEST(Spelling, AliasInAClosedBlockOfTheFunctionAroundALambda) {
  EXPECT_EQ(spelled("void f() {\n"
                    "  { namespace net = boost::asio; }\n"
                    "  auto l = []() -> boost::asio::awaitable<void> {\n"
                    "    here(); co_return;\n"
                    "  };\n"
                    "}"),
            "boost::asio::steady_timer");
}

TEST(Spelling, AliasInTheCoroutineAroundALambda) {
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f(bool b) {\n"
                    "  if (b) {\n"
                    "    namespace net = boost::asio;\n"
                    "    auto l = []() -> net::awaitable<void> {\n"
                    "      here(); co_return;\n"
                    "    };\n"
                    "  }\n"
                    "  co_return;\n"
                    "}"),
            "net::steady_timer");
}

TEST(Spelling, AliasInTheFunctionAroundALocalClass) {
  EXPECT_EQ(spelled("void f() {\n"
                    "  namespace net = boost::asio;\n"
                    "  struct L { net::awaitable<void> g() {\n"
                    "    here(); co_return;\n"
                    "  } };\n"
                    "}"),
            "net::steady_timer");
}

TEST(Spelling, AliasDeclaredLaterIsIgnored) {
  EXPECT_EQ(spelled(Function + "namespace net = boost::asio;\n"),
            "boost::asio::steady_timer");
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f() {\n"
                    "  here();\n"
                    "  namespace net = boost::asio;\n"
                    "  co_return;\n"
                    "}"),
            "boost::asio::steady_timer");
}

TEST(Spelling, UsingDirective) {
  EXPECT_EQ(spelled("using namespace boost::asio;\n" + Function),
            "steady_timer");
  EXPECT_EQ(spelled("using namespace boost;\n" + Function),
            "asio::steady_timer");
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f() {\n"
                    "  using namespace boost::asio;\n"
                    "  here(); co_return;\n"
                    "}"),
            "steady_timer");
}

TEST(Spelling, UsingDirectiveOfANestedNamespaceInAnother) {
  EXPECT_EQ(spelled("namespace app { using namespace boost; }\n"
                    "namespace app { namespace inner {\n" +
                    Function + "} }"),
            "asio::steady_timer");
}

TEST(Spelling, UsingDirectiveDeclaredLaterIsIgnored) {
  EXPECT_EQ(spelled(Function + "using namespace boost::asio;\n"),
            "boost::asio::steady_timer");
}

TEST(Spelling, UsingDeclaration) {
  EXPECT_EQ(spelled("using boost::asio::steady_timer;\n" + Function),
            "steady_timer");
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f() {\n"
                    "  using boost::asio::steady_timer;\n"
                    "  here(); co_return;\n"
                    "}"),
            "steady_timer");
}

TEST(Spelling, UsingDeclarationDeclaredLaterIsIgnored) {
  EXPECT_EQ(spelled(Function + "using boost::asio::steady_timer;\n"),
            "boost::asio::steady_timer");
}

TEST(Spelling, InsideTheNamespaceItself) {
  EXPECT_EQ(spelled("namespace boost::asio::extra {\n" + Function + "}"),
            "steady_timer");
  EXPECT_EQ(spelled("namespace boost::extra {\n" + Function + "}"),
            "asio::steady_timer");
}

TEST(Spelling, OutOfLineMember) {
  EXPECT_EQ(spelled("namespace app { namespace net = boost::asio;\n"
                    "struct S { net::awaitable<void> f(); }; }\n"
                    "boost::asio::awaitable<void> app::S::f() {\n"
                    "  here(); co_return;\n"
                    "}"),
            "net::steady_timer");
}

TEST(Spelling, HiddenByANamespaceOfTheSameName) {
  EXPECT_EQ(spelled("namespace app { namespace boost {}\n"
                    "::boost::asio::awaitable<void> f() {\n"
                    "  here(); co_return;\n"
                    "} }"),
            "::boost::asio::steady_timer");
}

TEST(Spelling, HiddenByALocal) {
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f() {\n"
                    "  int boost = 0;\n"
                    "  here(); co_return;\n"
                    "}"),
            "::boost::asio::steady_timer");
  EXPECT_EQ(spelled("boost::asio::awaitable<void> f(int boost) {\n"
                    "  here(); co_return;\n"
                    "}"),
            "::boost::asio::steady_timer");
}

TEST(Spelling, HiddenByAMember) {
  EXPECT_EQ(spelled("struct Base { int boost; };\n"
                    "struct S : Base {\n"
                    "  ::boost::asio::awaitable<void> f() {\n"
                    "    here(); co_return;\n"
                    "  }\n"
                    "};"),
            "::boost::asio::steady_timer");
  EXPECT_EQ(spelled("using namespace boost::asio;\n"
                    "struct S {\n"
                    "  awaitable<void> f() { here(); co_return; }\n"
                    "  int steady_timer;\n"
                    "};"),
            "boost::asio::steady_timer");
}

TEST(Spelling, AnAliasThatIsHiddenIsNotUsed) {
  EXPECT_EQ(spelled("namespace net = boost::asio;\n"
                    "namespace app { namespace net {}\n"
                    "boost::asio::awaitable<void> f() {\n"
                    "  here(); co_return;\n"
                    "} }"),
            "boost::asio::steady_timer");
}

TEST(Spelling, AmbiguousNamesAreQualified) {
  EXPECT_EQ(spelled("namespace other { struct steady_timer {}; }\n"
                    "using namespace boost::asio;\n"
                    "using namespace other;\n" +
                    Function),
            "boost::asio::steady_timer");
}

TEST(Spelling, AsioAndBoostAsioInOneUnit) {
  const std::string Both = "namespace asio { struct steady_timer {}; }\n";
  EXPECT_EQ(spelled(Both + Function), "boost::asio::steady_timer");
  EXPECT_EQ(spelled(Both + Function, "asio::steady_timer"),
            "asio::steady_timer");
  EXPECT_EQ(spelled(Both + "namespace boost::extra {\n" + Function + "}",
                    "asio::steady_timer"),
            "::asio::steady_timer");
  EXPECT_EQ(spelled(Both + "namespace net = boost::asio;\n" + Function),
            "net::steady_timer");
}

TEST(Spelling, NotDeclaredYet) {
  EXPECT_EQ(spelled("namespace net = boost::asio;\n" + Function,
                    "boost::asio::system_timer"),
            "net::system_timer");
  EXPECT_EQ(spelled(Function, "folly::coro::sleep"), "folly::coro::sleep");
  EXPECT_EQ(spelled("using namespace boost::asio;\n" + Function,
                    "boost::asio::system_timer"),
            "boost::asio::system_timer");
}

TEST(Spelling, InAnInstantiationAsInThePattern) {
  parseAsio("namespace net = boost::asio;\n"
            "template <class T> net::awaitable<void> f(T) {\n"
            "  here(); co_return;\n"
            "}\n"
            "void use() { f(1); }",
            [](const TuModel &Tu) {
              std::vector<Spot> Spots = callsOf(Tu, "here");
              ASSERT_EQ(Spots.size(), 2u);
              for (const Spot &At : Spots)
                EXPECT_EQ(
                    spell("boost::asio::steady_timer", At.place(), Tu.ast()),
                    "net::steady_timer");
            });
}

TEST(SpellAll, OnlyQualifiedNamesChange) {
  parseAsio("namespace net = boost::asio;\n" + Function, [](const TuModel &Tu) {
    Spot At = callOf(Tu);
    EXPECT_EQ(spellAll("co_await boost::asio::steady_timer(e, "
                       "std::chrono::seconds(1)).async_wait()",
                       At.place(), Tu.ast()),
              "co_await net::steady_timer(e, "
              "std::chrono::seconds(1)).async_wait()");
    EXPECT_EQ(spellAll("::boost::x + 1 ? a : b", At.place(), Tu.ast()),
              "::boost::x + 1 ? a : b");
  });
}

} // namespace
