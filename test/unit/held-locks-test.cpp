//===- held-locks-test.cpp ------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/held-locks.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// The names of the locks that are held at suspensions of f, in order.
std::string held(llvm::StringRef Body, llvm::StringRef Parameters = "bool x") {
  std::string Names;
  parseAsio(("std::mutex m, n;\n"
             "using Lock = std::unique_lock<std::mutex>;\n"
             "void keep(Lock);\n"
             "boost::asio::awaitable<int> g();\n"
             "boost::asio::awaitable<void> f(" +
             Parameters + ") {\n" + Body + "\n  co_return;\n}")
                .str(),
            [&](const TuModel &Tu) {
              HeldLocks Locks(Tu, *coroutineCalled(Tu, "f"));
              for (const HeldAt &At : Locks.found())
                for (const LockOf *L : At.Locks)
                  Names += L->name();
            });
  return Names;
}

TEST(HeldLocks, Guards) {
  EXPECT_EQ(held("std::lock_guard<std::mutex> a(m); co_await g();"), "'a'");
  EXPECT_EQ(held("std::lock_guard a(m); int i = co_await g();"), "'a'");
  EXPECT_EQ(held("if (std::lock_guard a(m); x) co_await g();"), "'a'");
  EXPECT_EQ(held("co_await g();", "Lock a"), "'a'");
}

TEST(HeldLocks, ByHand) {
  EXPECT_EQ(held("m.lock(); co_await g(); m.unlock();"), "'m'");
  EXPECT_EQ(held("m.lock(); m.unlock(); co_await g();"), "");
}

TEST(HeldLocks, NotHeldOnAnyPath) {
  EXPECT_EQ(held("co_await g(); std::lock_guard a(m);"), "");
  EXPECT_EQ(held("{ std::lock_guard a(m); } co_await g();"), "");
  EXPECT_EQ(held("Lock a(m); a.unlock(); co_await g();"), "");
  EXPECT_EQ(held("Lock a(m, std::defer_lock); co_await g();"), "");
  EXPECT_EQ(held("Lock a(m); if (x) a.unlock(); else a.unlock();"
                 "co_await g();"),
            "");
  EXPECT_EQ(held("while (x) { co_await g(); std::lock_guard a(m); }"), "");
}

TEST(HeldLocks, HeldOnSomePath) {
  EXPECT_EQ(held("Lock a(m); if (x) a.unlock(); co_await g();"), "'a'");
  EXPECT_EQ(held("Lock a(m, std::defer_lock); if (x) a.lock();"
                 "co_await g();"),
            "'a'");
}

} // namespace
