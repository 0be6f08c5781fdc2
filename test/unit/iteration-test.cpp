//===- loops-test.cpp -----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/iteration.h"
#include "core/limiters.h"
#include "core/shared-state.h"
#include "parse.h"
#include "clang/AST/StmtCXX.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace asyncmend;
using namespace clang;

namespace {

/// Calls `Check` with each loop of a function with this body.
void loops(llvm::StringRef Statements,
           llvm::function_ref<void(const TuModel &, const Loop &, const Stmt &)>
               Check) {
  std::string Code = ("namespace std { template <class T, unsigned long N> "
                      "struct array { T v[N]; T *begin(); T *end(); }; }\n"
                      "struct Items { int *begin(); int *end(); int size(); "
                      "void clear(); };\n"
                      "void use(int); bool more(); extern int n, numThreads;\n"
                      "void f(Items items) {\n" +
                      Statements + "\n}\n")
                         .str();
  parse(Code, [&](const TuModel &Tu) {
    const FunctionBody *F = functionCalled(Tu, "f");
    ASSERT_TRUE(F);
    walkSpelled(F->written(), [&](const Stmt &S, const Ancestors &) {
      if (auto L = loopOf(S, Tu.ast()))
        Check(Tu, *L, F->written());
    });
  });
}

std::vector<LoopKind> kinds(llvm::StringRef Statements) {
  std::vector<LoopKind> Kinds;
  loops(Statements, [&](const TuModel &, const Loop &L, const Stmt &) {
    Kinds.push_back(L.Kind);
  });
  return Kinds;
}

TEST(Loops, Kinds) {
  EXPECT_THAT(
      kinds("for (int x : items) {}\n for (int i = 0; i < n; ++i) {}\n"
            "for (int i = 0; i != n; i += 1) {}\n for (int i = n; i > 0; --i) "
            "{}\n for (auto *p = items.begin(); p != items.end(); ++p) {}\n"
            "while (more()) {}\n do {} while (more());\n for (;;) {}\n"
            "while (true) {}\n do {} while (1);"),
      testing::ElementsAre(LoopKind::Range, LoopKind::Counter,
                           LoopKind::Counter, LoopKind::Condition,
                           LoopKind::Iterator, LoopKind::Condition,
                           LoopKind::Condition, LoopKind::Endless,
                           LoopKind::Endless, LoopKind::Endless));
}

std::vector<int> turns(llvm::StringRef Statements) {
  std::vector<int> Turns;
  loops(Statements, [&](const TuModel &Tu, const Loop &L, const Stmt &F) {
    auto N = turnsAtMost(L, F, Tu.ast());
    Turns.push_back(N ? int(*N) : -1);
  });
  return Turns;
}

TEST(Loops, Turns) {
  EXPECT_THAT(turns("int three[3]; for (int x : three) {}\n"
                    "std::array<int, 4> four; for (int x : four) {}\n"
                    "for (int i = 2; i <= 5; ++i) {}\n"
                    "for (int i = 0; i < n; ++i) {}\n for (int x : items) {}\n"
                    "while (more()) {}"),
              testing::ElementsAre(3, 4, 4, -1, -1, -1));
}

TEST(Loops, FewByName) {
  std::vector<bool> Few;
  loops("for (int i = 0; i < numThreads; ++i) {}\n"
        "for (int i = 0; i < n; ++i) {}",
        [&](const TuModel &Tu, const Loop &L, const Stmt &) {
          Few.push_back(isFewByName(Tu, L));
        });
  EXPECT_THAT(Few, testing::ElementsAre(true, false));
}

TEST(Loops, WordsOfNames) {
  llvm::StringSet<> Words = {"max", "threads"};
  EXPECT_TRUE(hasWord("max_tasks", Words));
  EXPECT_TRUE(hasWord("numThreads", Words));
  EXPECT_TRUE(hasWord("MaxTasks_", Words));
  EXPECT_FALSE(hasWord("maximal", Words));
  EXPECT_FALSE(hasWord("climax", Words));
}

std::vector<std::string> changed(llvm::StringRef Statements) {
  std::vector<std::string> Names;
  loops(Statements, [&](const TuModel &Tu, const Loop &L, const Stmt &) {
    Names.push_back(changedFromOutside(L, Tu.sources()));
  });
  return Names;
}

TEST(Loops, ChangedFromOutside) {
  EXPECT_THAT(changed("int sum = 0; int seen[9];\n"
                      "for (int x : items) sum += x;\n"
                      "for (int x : items) { int own = x; ++own; use(own); }\n"
                      "for (int x : items) seen[x] = 1;\n"
                      "for (int x : items) { use(x); items.clear(); }\n"
                      "for (int i = 0; i < n; ++i) { use(i++); }\n"
                      "for (int x : items) { auto g = [&] { ++sum; }; }"),
              testing::ElementsAre("sum", "", "seen", "items", "i", ""));
}

} // namespace
