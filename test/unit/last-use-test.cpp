//===- last-use-test.cpp --------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/last-use.h"
#include "core/work-holders.h"
#include "parse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

/// May `x`, the argument of `here(x)`, be moved from?
bool mayMove(const std::string &Body) {
  bool Last = false;
  parseAsio("namespace net = boost::asio;\n"
            "struct Text { Text(); Text(const Text &); int size() const; };\n"
            "net::awaitable<void> here(const Text &);\n"
            "void look(const Text &);\n"
            "net::awaitable<void> f(Text x, const Text &y) {\n" +
                Body + "\nco_return; }",
            [&](const TuModel &Tu) {
              Spot At = callOf(Tu, "here");
              const auto *Call = llvm::cast<clang::CallExpr>(At.E);
              const auto *Ref = llvm::cast<clang::DeclRefExpr>(
                  &ignoreTransparent(*Call->getArg(0)));
              At.Stack.push_back(Call);
              Last = isLastUse(Tu, *At.In,
                               *llvm::cast<clang::VarDecl>(Ref->getDecl()),
                               *Ref, At.around());
            });
  return Last;
}

TEST(IsLastUse, MentionsAndLoops) {
  EXPECT_TRUE(mayMove("here(x);"));
  EXPECT_TRUE(mayMove("look(x); int n = x.size(); here(x);"));
  EXPECT_TRUE(mayMove("for (;;) { Text z; here(z); }"));
  EXPECT_FALSE(mayMove("here(x); look(x);"));
  EXPECT_FALSE(mayMove("for (;;) here(x);"));
  EXPECT_FALSE(mayMove("here(y);"));
  EXPECT_FALSE(mayMove("again: here(x); goto again;"));
}

TEST(IsLastUse, OthersKnowIt) {
  EXPECT_FALSE(mayMove("const Text *p = &x; here(x);"));
  EXPECT_FALSE(mayMove("const Text &r = x; here(x);"));
  EXPECT_FALSE(mayMove("auto l = [&x] { look(x); }; here(x);"));
  EXPECT_TRUE(mayMove("Text copy = x; here(x);"));
}

TEST(WorkHolders, ClassesThatRunTasks) {
  parseAsio("struct Hidden; struct Empty { int n; void run(); };\n"
            "struct Server { boost::asio::io_context &io; };\n"
            "struct Pool { Server *server; };\n"
            "struct Pimpl { Hidden *hidden; };\n"
            "struct Face { virtual void run() = 0; };\n"
            "struct All { Empty a; Pool b; Pimpl c; Face &d; };\n"
            "boost::asio::awaitable<void> f(Empty, Server, Pool, Pimpl, Face &)"
            " { co_return; }",
            [](const TuModel &Tu) {
              const Coroutine *F = coroutineCalled(Tu, "f");
              ASSERT_TRUE(F);
              WorkHolders Holders(Tu);
              auto May = [&](unsigned I) {
                return Holders.mayHold(F->Function->getParamDecl(I)->getType(),
                                       clang::QualType());
              };
              EXPECT_FALSE(May(0));
              EXPECT_TRUE(May(1));
              EXPECT_TRUE(May(2));
              EXPECT_TRUE(May(3));
              EXPECT_TRUE(May(4));
            });
}

} // namespace
