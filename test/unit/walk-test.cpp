//===- walk-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/walk.h"
#include "parse.h"
#include "clang/AST/ExprCXX.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

using Names = std::vector<std::string>;

const std::string Declarations = "int a(int = 0);\n"
                                 "int b(int = 0);\n"
                                 "int c(int = 0);\n"
                                 "int d(int = 0);\n"
                                 "struct List { int *begin(); int *end(); };\n"
                                 "List list();\n";

/// The functions called in the body of a coroutine, in the order of the walk.
Names walked(llvm::StringRef Body) {
  Names Result;
  parseAsio(Declarations + "boost::asio::awaitable<void> f() {\n" + Body.str() +
                "\n  co_return;\n}",
            [&](const TuModel &Tu) {
              walkSpelled(
                  coroutineCalled(Tu, "f")->written(),
                  [&](const clang::Stmt &S, const Ancestors &) {
                    if (const auto *Call = llvm::dyn_cast<clang::CallExpr>(&S))
                      Result.push_back(
                          Tu.text(Call->getCallee()->getSourceRange())->str());
                  });
            });
  return Result;
}

/// What a question about `here()` answers in that body.
template <typename Question> bool asked(llvm::StringRef Body, Question Ask) {
  bool Answer = false;
  parseAsio(Declarations + "template <class T> void take(T &&);\n" +
                "boost::asio::awaitable<void> f(int x) {\n" + Body.str() +
                "\n  co_return;\n}",
            [&](const TuModel &Tu) {
              Spot At = callOf(Tu);
              Answer = Ask(*At.E, At.around());
            });
  return Answer;
}

bool discarded(llvm::StringRef Body) { return asked(Body, isDiscarded); }
bool fullStatement(llvm::StringRef Body) {
  return asked(Body, isFullStatement);
}

TEST(Walk, OrderOfTheSource) {
  EXPECT_THAT(walked("a(); b(c()); d();"), ElementsAre("a", "b", "c", "d"));
}

TEST(Walk, EachAwaitedOperandOnce) {
  EXPECT_THAT(walked("co_await task(); int x = co_await number(); (void)x;"),
              ElementsAre("task", "number"));
}

TEST(Walk, LambdaBodiesStayOutAndCapturesAreEntered) {
  EXPECT_THAT(walked("auto l = [x = a(), y = b(c())] { return d(); };"),
              ElementsAre("a", "b", "c"));
}

TEST(Walk, LocalClassesStayOut) {
  EXPECT_THAT(walked("struct L { int m() { return a(); } int n = b(); };"),
              IsEmpty());
}

TEST(Walk, DefaultArgumentsStayOut) {
  EXPECT_THAT(walked("auto l = [](int x = a()) {}; l();"), ElementsAre("()"));
}

TEST(Walk, UnevaluatedOperandsStayOut) {
  EXPECT_THAT(walked("(void)sizeof(a()); (void)noexcept(b());\n"
                     "decltype(c()) x = 0; (void)x;\n"
                     "(void)requires { d(); };"),
              IsEmpty());
}

TEST(Walk, RangeForWithoutWhatClangMakesUp) {
  EXPECT_THAT(walked("for (int i = a(); int x : list()) b();"),
              ElementsAre("a", "list", "b"));
}

TEST(Walk, IfAndSwitchWithInitialisers) {
  EXPECT_THAT(walked("if (int x = a(); x) b(); else c();"),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(walked("if (int x = a()) b();"), ElementsAre("a", "b"));
  EXPECT_THAT(walked("switch (int x = a(); b()) { case 1: c(); }"),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(walked("while (int x = a()) b();"), ElementsAre("a", "b"));
}

TEST(Walk, ElvisEvaluatesItsConditionOnce) {
  EXPECT_THAT(walked("int x = a() ?: b(); (void)x;"), ElementsAre("a", "b"));
}

TEST(Walk, StatementExpressions) {
  EXPECT_THAT(walked("int x = ({ a(); b(); }); (void)x;"),
              ElementsAre("a", "b"));
}

TEST(Walk, PatternsOfTemplates) {
  parseAsio("template <class T> boost::asio::awaitable<void> f(T t) {\n"
            "  co_await t.g(); t.h(); co_return;\n"
            "}",
            [](const TuModel &Tu) {
              EXPECT_EQ(callsOf(Tu, "t.g").size(), 1u);
              EXPECT_EQ(callsOf(Tu, "t.h").size(), 1u);
            });
}

TEST(Ancestors, ParentSkipsWrappers) {
  parseAsio("boost::asio::awaitable<int> f() {\n"
            "  const long x = (((number(), 5)));\n"
            "  co_return 1;\n"
            "}",
            [](const TuModel &Tu) {
              Spot At = callOf(Tu, "number");
              const clang::Stmt *Parent = At.around().parent();
              ASSERT_TRUE(Parent);
              EXPECT_TRUE(llvm::isa<clang::BinaryOperator>(Parent));
              EXPECT_TRUE(At.around().enclosing<clang::DeclStmt>());
              EXPECT_FALSE(At.around().enclosing<clang::IfStmt>());
            });
}

TEST(IsFullStatement, BodiesOfAnyKind) {
  EXPECT_TRUE(fullStatement("here();"));
  EXPECT_TRUE(fullStatement("(here());"));
  EXPECT_TRUE(fullStatement("if (x) here();"));
  EXPECT_TRUE(fullStatement("if (x) ; else here();"));
  EXPECT_TRUE(fullStatement("for (;;) here();"));
  EXPECT_TRUE(fullStatement("for (; x; here()) ;"));
  EXPECT_TRUE(fullStatement("while (x) here();"));
  EXPECT_TRUE(fullStatement("do here(); while (x);"));
  EXPECT_TRUE(fullStatement("for (int i : list()) here();"));
  EXPECT_TRUE(fullStatement("switch (x) { case 1: here(); }"));
  EXPECT_TRUE(fullStatement("switch (x) { default: here(); }"));
  EXPECT_TRUE(fullStatement("again: here();"));
  EXPECT_TRUE(fullStatement("if (here(); x) ;"));
}

TEST(IsFullStatement, PartsOfSomething) {
  EXPECT_FALSE(fullStatement("(void)here();"));
  EXPECT_FALSE(fullStatement("here(), a();"));
  EXPECT_FALSE(fullStatement("x ? here() : (void)0;"));
  EXPECT_FALSE(fullStatement("auto l = [&, y = (here(), 1)] {};"));
  EXPECT_FALSE(fullStatement("if (here(), x) ;"));
}

TEST(IsFullStatement, ValueOfAStatementExpression) {
  EXPECT_FALSE(fullStatement("({ a(); here(); });"));
  EXPECT_TRUE(fullStatement("int y = ({ here(); a(); });"));
}

TEST(IsDiscarded, CommaAndConditional) {
  EXPECT_TRUE(discarded("here(), a();"));
  EXPECT_TRUE(discarded("a(), here();"));
  EXPECT_TRUE(discarded("int y = (here(), 1);"));
  EXPECT_TRUE(discarded("x ? here() : here();"));
  EXPECT_TRUE(discarded("x ? here() : (void)(a(), 1);"));
  EXPECT_TRUE(discarded("for (;; x++, here()) ;"));
}

TEST(IsDiscarded, UsedValues) {
  EXPECT_FALSE(discarded("(void)here();"));
  EXPECT_FALSE(discarded("co_return here();"));
  EXPECT_FALSE(discarded("auto l = [&] { }; l(), (void)here();"));
}

TEST(IsDiscarded, TheValueOfACommaIsThatOfItsRightSide) {
  auto Discarded = [](llvm::StringRef Body) {
    bool Answer = false;
    parseAsio(Declarations + "template <class T> void take(T &&);\n" +
                  "boost::asio::awaitable<void> f(int x) {\n" + Body.str() +
                  "\n  co_return;\n}",
              [&](const TuModel &Tu) {
                Spot At = callOf(Tu, "task");
                Answer = isDiscarded(*At.E, At.around());
              });
    return Answer;
  };
  EXPECT_TRUE(Discarded("task();"));
  EXPECT_TRUE(Discarded("take((task(), 1));"));
  EXPECT_FALSE(Discarded("take((1, task()));"));
  EXPECT_FALSE(Discarded("take(x ? task() : task());"));
  EXPECT_FALSE(Discarded("auto t = task();"));
  EXPECT_FALSE(Discarded("co_await task();"));
}

} // namespace
