//===- async-mutex-test.cpp -----------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/async-mutex.h"
#include "core/early-unlock.h"
#include "parse.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;

namespace {

constexpr const char *Types =
    "struct Context { boost::asio::any_io_executor get_executor(); };\n"
    "boost::asio::awaitable<int> g();\n";

/// What the first fix puts in place of the declaration of `m`, or why it does
/// not.
std::string declared(llvm::StringRef Code) {
  std::string Out = "nothing found";
  parseAsio((Types + Code).str(), [&](const TuModel &Tu) {
    const Coroutine *F = coroutineCalled(Tu, "f");
    HeldLocks Locks(Tu, *F);
    ASSERT_FALSE(Locks.found().empty());
    llvm::Expected<Fix> Swap = asyncMutex(Tu, *F, Locks.found().front());
    if (!Swap) {
      Out = llvm::toString(Swap.takeError());
      return;
    }
    EXPECT_EQ(Swap->Level, Safety::Suggestion);
    for (const Edit &E : Swap->Edits)
      if (llvm::StringRef(E.Text).contains("async_mutex"))
        Out = E.Text;
  });
  return Out;
}

std::string member(llvm::StringRef Members, llvm::StringRef More = "") {
  return declared(("class C {\n" + Members +
                   "  boost::asio::awaitable<void> f() {\n"
                   "    std::lock_guard<std::mutex> a(m);\n"
                   "    co_await g();\n"
                   "  }\n" +
                   More + "};\n")
                      .str());
}

TEST(AsyncMutex, Members) {
  EXPECT_EQ(member("Context c; std::mutex m;"),
            "asyncmend::async_mutex m{c.get_executor()}");
  EXPECT_EQ(member("Context &c; mutable std::mutex m;"),
            "asyncmend::async_mutex m{c.get_executor()}");
  EXPECT_EQ(member("boost::asio::any_io_executor e; std::mutex m;"
                   "C(boost::asio::any_io_executor x) : e(x) {}"),
            "asyncmend::async_mutex m{e}");
  EXPECT_EQ(member("std::mutex m; C(Context &x) {}"),
            "asyncmend::async_mutex m");
}

TEST(AsyncMutex, NoExecutor) {
  EXPECT_THAT(member("std::mutex m;"), HasSubstr("give its class one"));
  EXPECT_THAT(member("std::mutex m; Context c;"), HasSubstr("below 'c'"));
  // Nobody knows when it gets its value.
  EXPECT_THAT(member("boost::asio::any_io_executor e; std::mutex m; C() {}"),
              HasSubstr("give its class one"));
}

TEST(AsyncMutex, OtherUsers) {
  EXPECT_THAT(member("Context c; std::mutex m;", "void h() { m.lock(); }"),
              HasSubstr("in line 9 cannot follow: that is no plain guard"));
  EXPECT_THAT(member("Context c; std::mutex m;",
                     "void h() { std::lock_guard<std::mutex> b(m); }"),
              HasSubstr("no coroutine"));
}

TEST(AsyncMutex, Variables) {
  const char *User = "boost::asio::awaitable<void> f() {\n"
                     "  std::lock_guard<std::mutex> a(m); co_await g();\n}\n";
  EXPECT_EQ(declared(std::string("Context c; static std::mutex m;\n") + User),
            "asyncmend::async_mutex m(c.get_executor())");
  EXPECT_THAT(declared(std::string("Context c; std::mutex m;\n") + User),
              HasSubstr("other files may use it"));
  EXPECT_EQ(declared("boost::asio::awaitable<void> f() {\n"
                     "  std::mutex m;\n"
                     "  std::lock_guard<std::mutex> a(m);\n"
                     "  co_await g();\n}\n"),
            "asyncmend::async_mutex m(executor)");
}

/// The reason why the lock cannot end early; empty if it can.
std::string keptBy(llvm::StringRef Body) {
  std::string Why;
  parseAsio(("std::mutex m; int shared;\n"
             "boost::asio::awaitable<int> g();\n"
             "boost::asio::awaitable<void> f(int own, "
             "boost::asio::awaitable<int> task) {\n" +
             Body + "\n  co_return;\n}")
                .str(),
            [&](const TuModel &Tu) {
              const Coroutine *F = coroutineCalled(Tu, "f");
              HeldLocks Locks(Tu, *F);
              ASSERT_FALSE(Locks.found().empty());
              llvm::Expected<Fix> Early =
                  unlockEarly(Tu, *F, Locks, Locks.found().front());
              if (!Early)
                Why = llvm::toString(Early.takeError());
            });
  return Why;
}

TEST(EarlyUnlock, SharedUses) {
  const std::string Head = "std::lock_guard<std::mutex> a(m);\n++shared;\n";
  EXPECT_THAT(keptBy(Head + "co_await std::move(task);\n++shared;"),
              HasSubstr("'shared'"));
  EXPECT_THAT(keptBy(Head + "own += shared + co_await std::move(task);"),
              HasSubstr("'shared'"));
  EXPECT_THAT(
      keptBy("std::lock_guard<std::mutex> a(m);\nco_await std::move(task);"),
      HasSubstr("seems to be meant"));
}

} // namespace
