//===- flow-test.cpp - What holds where in a function ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/flow.h"
#include "parse.h"
#include "clang/AST/StmtCXX.h"
#include <gtest/gtest.h>

using namespace clang;

namespace asyncmend {
namespace {

const char Declarations[] = "extern \"C\" void begin();\n"
                            "extern \"C\" void end();\n"
                            "extern \"C\" void c_function();\n"
                            "void quiet() noexcept;\n"
                            "void loud();\n"
                            "extern bool flag;\n";

bool calls(const Stmt &S, StringRef Name) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  return F && F->getIdentifier() && F->getName() == Name;
}

/// The ways out of f() between begin() and end(), as kinds and lines of the
/// body; and whether the fact holds at mark().
std::string waysOut(StringRef Body, bool *AtEnd = nullptr) {
  std::string Result;
  std::string Code =
      Declarations +
      ("boost::asio::awaitable<void> f() {\n" + Body + "\n}\n").str();
  parseAsio(Code, [&](const TuModel &Tu) {
    const Coroutine *C = coroutineCalled(Tu, "f");
    auto Graph = Flow::of(Tu, *C);
    ASSERT_TRUE(Graph.has_value());
    FlowFacts Facts = Graph->follow(
        1,
        [](const Stmt &S) {
          Flow::Effect E;
          if (calls(S, "begin"))
            E.Begins.push_back(0);
          if (calls(S, "end"))
            E.Ends.push_back(0);
          return E;
        },
        [](const Expr &Condition, bool Value) {
          // flag is false where nothing was begun.
          const auto *Ref =
              dyn_cast<DeclRefExpr>(Condition.IgnoreParenImpCasts());
          llvm::SmallVector<unsigned, 1> Ended;
          if (Ref && Ref->getDecl()->getName() == "flag" && !Value)
            Ended.push_back(0);
          return Ended;
        });
    unsigned First = Tu.line(C->written().getBeginLoc());
    for (const WayOut &Way : Facts.waysOut(0)) {
      Result += Way.How == WayOut::Suspension ? 's'
                : Way.How == WayOut::Throw    ? 't'
                                              : 'r';
      Result += Way.Where
                    ? std::to_string(Tu.line(Way.Where->getBeginLoc()) - First)
                    : "end";
      Result += ' ';
    }
    if (AtEnd)
      walkSpelled(C->written(), [&](const Stmt &S, const Ancestors &) {
        if (calls(S, "end"))
          *AtEnd = Facts.holdsAt(S, 0);
      });
  });
  return Result;
}

TEST(Flow, CallsThatMayThrow) {
  EXPECT_EQ(waysOut("begin();\nloud();\nend();\nco_return;"), "t2 ");
  EXPECT_EQ(waysOut("begin();\nc_function();\nquiet();\nend();\nco_return;"),
            "");
  EXPECT_EQ(waysOut("loud();\nbegin();\nend();\nloud();\nco_return;"), "");
}

TEST(Flow, Suspensions) {
  EXPECT_EQ(waysOut("begin();\nco_await task();\nend();"), "s2 t2 ");
  EXPECT_EQ(
      waysOut("begin();\nco_await boost::asio::this_coro::executor;\nend();"),
      "");
}

TEST(Flow, ReturnsAndTheEnd) {
  EXPECT_EQ(waysOut("begin();\nif (flag)\nco_return;\nend();\nco_return;"),
            "r3 ");
  EXPECT_EQ(waysOut("co_await task();\nbegin();"), "rend ");
  EXPECT_EQ(waysOut("begin();\nif (flag)\nthrow 1;\nend();\nco_return;"),
            "t3 ");
}

TEST(Flow, ConditionsEndFacts) {
  EXPECT_EQ(waysOut("begin();\nif (flag)\nend();\nelse\nco_return;\n"
                    "co_return;"),
            "");
  EXPECT_EQ(waysOut("begin();\nif (flag)\nend();\nco_return;"), "");
}

TEST(Flow, HandlersAreWaysOn) {
  EXPECT_EQ(waysOut("begin();\ntry {\nloud();\n} catch (...) {\n}\nend();\n"
                    "co_return;"),
            "");
  EXPECT_EQ(waysOut("begin();\ntry {\nloud();\n} catch (int) {\n}\nend();\n"
                    "co_return;"),
            "t3 ");
  EXPECT_EQ(waysOut("begin();\ntry {\nloud();\n} catch (...) {\nend();\n"
                    "throw;\n}\nend();\nco_return;"),
            "");
}

TEST(Flow, Loops) {
  EXPECT_EQ(waysOut("while (flag) {\nbegin();\nif (flag)\nbreak;\nend();\n}\n"
                    "loud();\nend();\nco_return;"),
            "t7 ");
}

TEST(Flow, HoldsAt) {
  bool Holds = false;
  waysOut("begin();\nend();\nco_return;", &Holds);
  EXPECT_TRUE(Holds);
  waysOut("end();\nbegin();\nco_return;", &Holds);
  EXPECT_FALSE(Holds);
}

} // namespace
} // namespace asyncmend
