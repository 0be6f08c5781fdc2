//===- lock-scan-test.cpp -------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/lock-scan.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// The name of the lock that may be held at here(); "" if none is.
std::string heldIn(llvm::StringRef Code) {
  std::string Name;
  parseAsio("std::mutex m, n;\n"
            "using Lock = std::unique_lock<std::mutex>;\n"
            "void keep(Lock); void look(const Lock &); void refill(Lock &);\n" +
                Code.str(),
            [&](const TuModel &Tu) {
              Spot At = callOf(Tu);
              if (const auto *D = lockHeld(Tu, *At.E, At.around()))
                Name = D->getNameAsString();
            });
  return Name;
}

std::string held(llvm::StringRef Body) {
  return heldIn("boost::asio::awaitable<void> f(bool x) {\n" + Body.str() +
                "\n  co_return;\n}");
}

TEST(LockScan, NoLock) { EXPECT_EQ(held("here();"), ""); }

TEST(LockScan, GuardsOfEveryKind) {
  EXPECT_EQ(held("std::lock_guard<std::mutex> g(m); here();"), "g");
  EXPECT_EQ(held("std::lock_guard g(m); here();"), "g");
  EXPECT_EQ(held("std::scoped_lock g(m, n); here();"), "g");
  EXPECT_EQ(held("Lock g(m); here();"), "g");
  EXPECT_EQ(held("auto g = Lock(m); here();"), "g");
  EXPECT_EQ(held("if (std::lock_guard g(m); x) here();"), "g");
  EXPECT_EQ(held("switch (std::lock_guard g(m); 1) { case 1: here(); }"), "g");
  EXPECT_EQ(held("for (std::lock_guard g(m); x;) here();"), "g");
}

TEST(LockScan, GuardInsideSomethingElse) {
  EXPECT_EQ(held("auto p = std::make_unique<std::lock_guard<std::mutex>>(m);"
                 "here();"),
            "p");
  EXPECT_EQ(heldIn("struct W { std::lock_guard<std::mutex> g{m}; };\n"
                   "boost::asio::awaitable<void> f() {\n"
                   "  W w; here(); co_return;\n"
                   "}"),
            "w");
  EXPECT_EQ(heldIn("struct W : Lock { W() : Lock(m) {} };\n"
                   "boost::asio::awaitable<void> f() {\n"
                   "  W w; here(); co_return;\n"
                   "}"),
            "w");
}

TEST(LockScan, ScopeHasEnded) {
  EXPECT_EQ(held("{ std::lock_guard g(m); } here();"), "");
  EXPECT_EQ(held("if (std::lock_guard g(m); x) {} here();"), "");
  EXPECT_EQ(held("here(); std::lock_guard g(m);"), "");
}

TEST(LockScan, UnlockBefore) {
  EXPECT_EQ(held("Lock g(m); g.unlock(); here();"), "");
  EXPECT_EQ(held("Lock g(m); g.unlock(); if (x) { here(); }"), "");
  EXPECT_EQ(held("Lock g(m); g.unlock(); g.lock(); here();"), "g");
  EXPECT_EQ(held("Lock g(m); g.unlock(); here(); g.lock();"), "");
}

TEST(LockScan, UnlockThatMayNotHappen) {
  EXPECT_EQ(held("Lock g(m); if (x) g.unlock(); here();"), "g");
  EXPECT_EQ(held("Lock g(m); while (x) g.unlock(); here();"), "g");
}

TEST(LockScan, DeferredGuard) {
  EXPECT_EQ(held("Lock g(m, std::defer_lock); here();"), "");
  EXPECT_EQ(held("Lock g; here();"), "");
  EXPECT_EQ(held("Lock g(m, std::defer_lock); g.lock(); here();"), "g");
  EXPECT_EQ(held("Lock g(m, std::defer_lock); if (x) g.lock(); here();"), "g");
}

TEST(LockScan, DeferredGuardLockedInACondition) {
  EXPECT_EQ(held("Lock g(m, std::defer_lock); if (g.try_lock()) here();"), "g");
  EXPECT_EQ(held("Lock g(m, std::defer_lock); while (g.try_lock()) here();"),
            "g");
  EXPECT_EQ(held("Lock g(m, std::defer_lock); (g.lock(), here());"), "g");
}

TEST(LockScan, DeferredGuardsLockedTogether) {
  EXPECT_EQ(held("Lock g(m, std::defer_lock), h(n, std::defer_lock);\n"
                 "std::lock(g, h); here();"),
            "g");
}

TEST(LockScan, GuardThatIsFilledLater) {
  EXPECT_EQ(held("Lock g; g = Lock(m); here();"), "g");
  EXPECT_EQ(held("Lock g; refill(g); here();"), "g");
  EXPECT_EQ(held("std::optional<Lock> g; g.emplace(m); here();"), "g");
  EXPECT_EQ(held("std::unique_ptr<Lock> g; g.reset(new Lock(m)); here();"),
            "g");
}

TEST(LockScan, AskingAGuardDoesNotLockIt) {
  EXPECT_EQ(held("Lock g(m); g.unlock(); (void)g.owns_lock(); here();"), "");
}

TEST(LockScan, ReleaseLeavesTheMutexLocked) {
  EXPECT_EQ(held("Lock g(m); g.release(); here();"), "g");
}

TEST(LockScan, MovedAway) {
  EXPECT_EQ(held("Lock g(m); keep(std::move(g)); here();"), "");
  EXPECT_EQ(held("Lock g(m); auto h = std::move(g); here();"), "h");
  EXPECT_EQ(held("Lock g(m); if (x) keep(std::move(g)); here();"), "g");
  EXPECT_EQ(held("Lock g(m); refill(g); here();"), "g");
}

TEST(LockScan, Loops) {
  EXPECT_EQ(held("Lock g(m); g.unlock();\n"
                 "while (x) { here(); g.lock(); }"),
            "g");
  EXPECT_EQ(held("while (x) { Lock g(m); g.unlock(); here(); }"), "");
  EXPECT_EQ(held("while (x) { here(); Lock g(m); }"), "");
}

TEST(LockScan, SwitchCases) {
  EXPECT_EQ(held("switch (int(x)) {\n"
                 "case 0: m.lock(); m.unlock(); break;\n"
                 "case 1: here();\n"
                 "}"),
            "");
  EXPECT_EQ(held("switch (int(x)) {\n"
                 "case 0: m.lock(); break;\n"
                 "case 1: here();\n"
                 "}"),
            "");
  EXPECT_EQ(held("switch (int(x)) {\n"
                 "case 0: m.lock(); here();\n"
                 "}"),
            "m");
  EXPECT_EQ(held("switch (int(x)) {\n"
                 "case 0: m.lock();\n"
                 "case 1: here();\n"
                 "}"),
            "m");
  EXPECT_EQ(held("Lock g(m); switch (int(x)) {\n"
                 "case 0: g.unlock(); break;\n"
                 "case 1: here();\n"
                 "}"),
            "g");
  EXPECT_EQ(held("Lock g(m); switch (int(x)) {\n"
                 "case 0: g.unlock(); here();\n"
                 "}"),
            "");
}

TEST(LockScan, MutexByHand) {
  EXPECT_EQ(held("m.lock(); here(); m.unlock();"), "m");
  EXPECT_EQ(held("m.lock(); m.unlock(); here();"), "");
  EXPECT_EQ(held("here(); m.lock(); m.unlock();"), "");
  EXPECT_EQ(held("if (m.try_lock()) { here(); m.unlock(); }"), "m");
  EXPECT_EQ(held("if (!m.try_lock()) co_return; here(); m.unlock();"), "m");
}

TEST(LockScan, MutexThroughAPointerOrMember) {
  EXPECT_EQ(heldIn("boost::asio::awaitable<void> f(std::mutex *p) {\n"
                   "  p->lock(); here(); p->unlock(); co_return;\n"
                   "}"),
            "p");
  EXPECT_EQ(heldIn("struct S { std::mutex mine;\n"
                   "boost::asio::awaitable<void> f() {\n"
                   "  mine.lock(); here(); mine.unlock(); co_return;\n"
                   "} };"),
            "mine");
  EXPECT_EQ(heldIn("struct S { Lock mine;\n"
                   "boost::asio::awaitable<void> f() {\n"
                   "  mine.lock(); here(); mine.unlock(); co_return;\n"
                   "} };"),
            "mine");
}

TEST(LockScan, GuardGivenAsAParameter) {
  EXPECT_EQ(heldIn("boost::asio::awaitable<void> f(Lock g) {\n"
                   "  here(); co_return;\n"
                   "}"),
            "g");
  EXPECT_EQ(heldIn("boost::asio::awaitable<void> f(Lock g) {\n"
                   "  g.unlock(); here(); co_return;\n"
                   "}"),
            "");
}

TEST(LockScan, OtherFunctionsLocksAreNoMatter) {
  EXPECT_EQ(held("auto l = [] { std::lock_guard g(m); }; l(); here();"), "");
}

TEST(LockScan, PatternOfATemplate) {
  EXPECT_EQ(heldIn("template <class M>\n"
                   "boost::asio::awaitable<void> f(M &mutex) {\n"
                   "  std::lock_guard<M> g(mutex); here(); co_return;\n"
                   "}"),
            "g");
  EXPECT_EQ(heldIn("template <class M>\n"
                   "boost::asio::awaitable<void> f(M &mutex) {\n"
                   "  std::scoped_lock g(mutex); here(); co_return;\n"
                   "}"),
            "g");
  EXPECT_EQ(heldIn("template <class M>\n"
                   "boost::asio::awaitable<void> f(M &mutex) {\n"
                   "  std::unique_lock g(mutex); g.unlock(); here();\n"
                   "  co_return;\n"
                   "}"),
            "");
}

TEST(IsGuardType, ValuesNotReferences) {
  parseAsio("struct Half { std::lock_guard<std::mutex> &g; };\n"
            "struct Node { Node *next; int value; };\n"
            "boost::asio::awaitable<void> f(std::lock_guard<std::mutex> &a,\n"
            "    std::unique_ptr<std::lock_guard<std::mutex>> b, Half c,\n"
            "    Node d, int e) { co_return; }",
            [](const TuModel &Tu) {
              const auto *F = coroutineCalled(Tu, "f")->Function;
              std::string Answers;
              for (const auto *P : F->parameters())
                Answers += isGuardType(Tu.profiles(), P->getType()) ? '1' : '0';
              EXPECT_EQ(Answers, "01000");
            });
}

} // namespace
