//===- escape-test.cpp ----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/borrowing.h"
#include "core/escape.h"
#include "core/outlives.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// What becomes of the first task of `work` in a coroutine with that body.
Fate fateOf(const std::string &Body) {
  Fate How = Fate::Unknown;
  parseAsio("namespace net = boost::asio;\n"
            "net::awaitable<void> work(int = 0) { co_return; }\n"
            "struct Tasks { void push_back(net::awaitable<void> &&); };\n"
            "void keep(net::awaitable<void>);\n"
            "net::awaitable<void> all(net::awaitable<void>);\n"
            "net::awaitable<void> f(Tasks &tasks) {\n" +
                Body + "\nco_return; }",
            [&](const TuModel &Tu) {
              Spot At = callOf(Tu, "work");
              How = escapeOf(Tu, *At.In, *At.E, At.around()).How;
            });
  return How;
}

TEST(EscapeOf, FatesOfATask) {
  EXPECT_EQ(fateOf("co_await work();"), Fate::Awaited);
  EXPECT_EQ(fateOf("co_await all(work());"), Fate::Awaited);
  EXPECT_EQ(fateOf("auto t = work(); co_await static_cast<"
                   "net::awaitable<void> &&>(t);"),
            Fate::Kept);
  EXPECT_EQ(fateOf("auto t = all(work()); tasks.push_back("
                   "static_cast<net::awaitable<void> &&>(t));"),
            Fate::Stored);
  EXPECT_EQ(fateOf("tasks.push_back(work());"), Fate::Stored);
  EXPECT_EQ(fateOf("work();"), Fate::Dropped);
  EXPECT_EQ(fateOf("keep(work());"), Fate::Unknown);
}

TEST(BorrowedBy, TemporariesAndLocals) {
  parseAsio("namespace net = boost::asio;\n"
            "net::awaitable<void> work(const int &n, int by, const int &none)\n"
            "{ co_await task(); n + by; }\n"
            "net::awaitable<void> f(const int &outer) {\n"
            "  int local = 1;\n"
            "  work(local, local, local); work(2, 2, 2);\n"
            "  work(outer, outer, outer);\n"
            "  co_return; }",
            [](const TuModel &Tu) {
              auto Calls = callsOf(Tu, "work");
              ASSERT_EQ(Calls.size(), 3u);
              auto Borrows = [&](unsigned I) {
                return borrowedBy(Tu, *llvm::cast<clang::CallExpr>(Calls[I].E),
                                  Start::Lazy);
              };
              ASSERT_EQ(Borrows(0).size(), 1u);
              EXPECT_TRUE(Borrows(0)[0].Of.Var);
              ASSERT_EQ(Borrows(1).size(), 1u);
              EXPECT_TRUE(Borrows(1)[0].Of.Temporary);
              EXPECT_TRUE(Borrows(2).empty());
            });
}

TEST(DiesFirst, ScopesOfStoredTasks) {
  parseAsio("namespace net = boost::asio;\n"
            "struct Tasks { void push_back(net::awaitable<void> &&); };\n"
            "net::awaitable<void> work(const int &n) { co_await task(); n + 1; "
            "}\n"
            "net::awaitable<void> f() {\n"
            "  int outer = 1; Tasks tasks;\n"
            "  { int inner = 2; tasks.push_back(work(inner)); }\n"
            "  tasks.push_back(work(outer));\n"
            "  co_return; }",
            [](const TuModel &Tu) {
              auto Calls = callsOf(Tu, "work");
              ASSERT_EQ(Calls.size(), 2u);
              auto Dies = [&](unsigned I) {
                Escape Task =
                    escapeOf(Tu, *Calls[I].In, *Calls[I].E, Calls[I].around());
                auto All = borrowedBy(
                    Tu, *llvm::cast<clang::CallExpr>(Calls[I].E), Start::Lazy);
                return diesFirst(Tu, *Calls[I].In, *All[0].Of.Var, Task);
              };
              EXPECT_TRUE(Dies(0));
              EXPECT_FALSE(Dies(1));
            });
}

} // namespace
