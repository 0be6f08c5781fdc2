//===- await-query-test.cpp -----------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/await-query.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

const std::string Types = R"(
template <class Initial> struct Own { struct promise_type {
  Own get_return_object(); void return_void();
  Initial initial_suspend();
  std::suspend_never final_suspend() noexcept;
  void unhandled_exception();
}; };
struct Awaiter {
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct ByMember { Awaiter operator co_await(); };
struct ByFreeFunction {};
Awaiter operator co_await(ByFreeFunction);
struct Half { bool await_ready(); void await_resume(); };
struct ByRvalueOnly { Awaiter operator co_await() &&; };
struct ByLvalueOnly { Awaiter operator co_await() &; };
struct Incomplete;
)";

/// May `Type` be awaited in a coroutine that returns `Task`?
bool awaitable(llvm::StringRef Task, llvm::StringRef Type) {
  bool Answer = false;
  parseAsio(Types + Type.str() + " value();\n" + Task.str() +
                " f() { using T = decltype(value()); co_return; }",
            [&](const TuModel &Tu) {
              const Coroutine *C = coroutineCalled(Tu, "f");
              for (const auto *D : Tu.ast().getTranslationUnitDecl()->lookup(
                       &Tu.ast().Idents.get("value")))
                Answer = Tu.awaits().isAwaitable(
                    *C, llvm::cast<clang::FunctionDecl>(D)->getReturnType());
              // Asking "no" questions must leave no error behind.
              EXPECT_FALSE(Tu.ast().getDiagnostics().hasErrorOccurred());
            });
  return Answer;
}

const char *Asio = "boost::asio::awaitable<void>";
const char *Plain = "Own<std::suspend_never>";

TEST(IsAwaitable, ThroughAwaitTransform) {
  EXPECT_TRUE(awaitable(Asio, Asio));
  EXPECT_TRUE(awaitable(Asio, "boost::asio::awaitable<int>"));
  EXPECT_TRUE(awaitable(Asio, "boost::asio::this_coro::executor_t"));
}

TEST(IsAwaitable, RefusedByAwaitTransform) {
  EXPECT_FALSE(awaitable(Asio, "Awaiter"));
  EXPECT_FALSE(awaitable(Asio, "boost::asio::steady_timer"));
  EXPECT_FALSE(awaitable(Asio, "boost::asio::awaitable<void, "
                               "boost::asio::io_context::executor_type>"));
}

TEST(IsAwaitable, WithoutAwaitTransform) {
  EXPECT_TRUE(awaitable(Plain, "Awaiter"));
  EXPECT_TRUE(awaitable(Plain, "ByMember"));
  EXPECT_TRUE(awaitable(Plain, "ByFreeFunction"));
  EXPECT_TRUE(awaitable(Plain, "ByRvalueOnly"));
}

TEST(IsAwaitable, NotAtAll) {
  EXPECT_FALSE(awaitable(Plain, "Half"));
  EXPECT_FALSE(awaitable(Plain, "ByLvalueOnly"));
  EXPECT_FALSE(awaitable(Plain, "Incomplete"));
  EXPECT_FALSE(awaitable(Plain, "Own<std::suspend_always>"));
  EXPECT_FALSE(awaitable(Plain, "int"));
  EXPECT_FALSE(awaitable(Plain, "void"));
}

TEST(IsAwaitable, NobodyKnowsInAPattern) {
  parseAsio("template <class T> boost::asio::awaitable<T> f() {\n"
            "  task(); co_return T();\n"
            "}",
            [](const TuModel &Tu) {
              Spot At = callOf(Tu, "task");
              EXPECT_FALSE(Tu.awaits().isAwaitable(*At.In, At.E->getType()));
            });
}

TEST(StartOf, ByInitialSuspend) {
  parseAsio(Types + "struct Odd { struct promise_type {\n"
                    "  Awaiter initial_suspend();\n"
                    "}; };\n"
                    "boost::asio::awaitable<void> f(\n"
                    "  Own<std::suspend_always> a, Own<std::suspend_never> b,\n"
                    "  Odd c, Awaiter d, int e) { co_return; }",
            [](const TuModel &Tu) {
              const auto *F = coroutineCalled(Tu, "f")->Function;
              auto StartOf = [&](unsigned I) {
                return Tu.awaits().startOf(F->getParamDecl(I)->getType());
              };
              EXPECT_EQ(StartOf(0), Start::Lazy);
              EXPECT_EQ(StartOf(1), Start::Eager);
              EXPECT_EQ(StartOf(2), Start::Unknown);
              EXPECT_EQ(StartOf(3), Start::Unknown);
              EXPECT_EQ(StartOf(4), Start::Unknown);
            });
}

} // namespace
