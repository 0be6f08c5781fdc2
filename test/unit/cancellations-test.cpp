//===- cancellations-test.cpp ---------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/cancellations.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// How many handlers of f swallow a cancellation.
size_t swallowing(llvm::StringRef Body) {
  size_t Count = 0;
  parseAsio(("boost::asio::awaitable<int> g();\n"
             "void report();\n"
             "boost::asio::awaitable<void> f(bool stopped) {\n" +
             Body + "\n  co_return;\n}")
                .str(),
            [&](const TuModel &Tu) {
              Count = swallowingHandlers(Tu, *coroutineCalled(Tu, "f")).size();
            });
  return Count;
}

TEST(Cancellations, InALoop) {
  EXPECT_EQ(swallowing("for (;;) try { co_await g(); } catch (...) {}"), 1u);
  EXPECT_EQ(swallowing("for (;;) { try { co_await g(); co_await g(); }"
                       "catch (...) { report(); } }"),
            1u);
}

TEST(Cancellations, BeforeAnotherSuspension) {
  EXPECT_EQ(swallowing("try { co_await g(); } catch (...) {} co_await g();"),
            1u);
  EXPECT_EQ(swallowing("try { co_await g(); } catch (...) {}"), 0u);
}

TEST(Cancellations, PassedOn) {
  EXPECT_EQ(swallowing("for (;;) try { co_await g(); } catch (...) { throw; }"),
            0u);
  EXPECT_EQ(swallowing("for (;;) try { co_await g(); }"
                       "catch (...) { co_return; }"),
            0u);
  EXPECT_EQ(swallowing("for (;;) try { report(); } catch (...) {}"
                       "co_await g();"),
            0u);
}

TEST(Cancellations, LoopsThatAFlagEnds) {
  EXPECT_EQ(swallowing("while (!stopped)"
                       "try { co_await g(); } catch (...) {}"),
            0u);
}

} // namespace
