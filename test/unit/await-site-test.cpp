//===- await-site-test.cpp ------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "parse.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

template <typename Question> auto at(llvm::StringRef Body, Question Ask) {
  std::invoke_result_t<Question, const TuModel &, const Spot &> Answer{};
  parseAsio(
      "std::mutex m;\n"
      "struct Text { Text(const char *); Text(const Text &); ~Text(); };\n"
      "struct Pair { Text a; int b; };\n"
      "template <class... T> int take(T &&...) { return 0; }\n"
      "int takePair(Pair); int takeArray(const int (&)[2], int);\n"
      "boost::asio::awaitable<void> f(bool x) {\n" +
          Body.str() + "\n  co_return;\n}",
      [&](const TuModel &Tu) { Answer = Ask(Tu, callOf(Tu)); },
      {.Files = {}, .Flags = {"-fexceptions", "-fcxx-exceptions"}});
  return Answer;
}

std::string whyNot(llvm::StringRef Body) {
  return at(Body, [](const TuModel &Tu, const Spot &S) {
    return whyNoAwait(Tu, *S.E, S.around());
  });
}

bool inTry(llvm::StringRef Body) {
  return at(Body,
            [](const TuModel &, const Spot &S) { return isInTry(S.around()); });
}

/// The expression statement around here().
std::string whyNotAround(llvm::StringRef Body) {
  return at(Body, [](const TuModel &, const Spot &S) {
    const clang::Expr *Full = S.E;
    for (const clang::Stmt *Outer : llvm::reverse(S.Stack)) {
      if (!llvm::isa<clang::Expr>(Outer))
        break;
      Full = llvm::cast<clang::Expr>(Outer);
    }
    return whyNoAwaitAround(*Full);
  });
}

TEST(WhyNoAwait, PlainStatement) { EXPECT_THAT(whyNot("here();"), IsEmpty()); }

TEST(WhyNoAwait, CatchHandler) {
  EXPECT_THAT(whyNot("try {} catch (...) { here(); }"), HasSubstr("handler"));
  EXPECT_THAT(whyNot("try {} catch (...) { if (x) { here(); } }"),
              HasSubstr("handler"));
  EXPECT_THAT(whyNot("try { here(); } catch (...) {}"), IsEmpty());
  EXPECT_THAT(whyNot("try {} catch (...) {} here();"), IsEmpty());
}

TEST(WhyNoAwait, StaticInitialiser) {
  EXPECT_THAT(whyNot("static int i = (here(), 1);"), HasSubstr("static"));
  EXPECT_THAT(whyNot("thread_local int i = (here(), 1);"), HasSubstr("static"));
  EXPECT_THAT(whyNot("int i = (here(), 1);"), IsEmpty());
}

TEST(WhyNoAwait, LockIsNamedWithItsLine) {
  EXPECT_THAT(whyNot("std::lock_guard g(m);\nhere();"),
              testing::AllOf(HasSubstr("'g'"), HasSubstr("(line 8)")));
}

TEST(WhyNoAwaitAround, WhatGccDestroysTwice) {
  EXPECT_THAT(whyNotAround("Text t(\"\"); take([t] {}, (here(), 1));"),
              HasSubstr("lambda"));
  EXPECT_THAT(whyNotAround("takePair((here(), Pair{\"\", 1}));"),
              HasSubstr("aggregate"));
}

TEST(WhyNoAwaitAround, WhatGccDoesNotCompile) {
  EXPECT_THAT(whyNotAround("takeArray({1, 2}, (here(), 1));"),
              HasSubstr("braced list"));
}

TEST(WhyNoAwaitAround, WhatIsHarmless) {
  EXPECT_THAT(whyNotAround("here();"), IsEmpty());
  EXPECT_THAT(whyNotAround("take([&] {}, [x] {}, (here(), 1));"), IsEmpty());
  EXPECT_THAT(whyNotAround("take(Text(\"\"), (here(), 1));"), IsEmpty());
}

TEST(IsInTry, BlockNotHandler) {
  EXPECT_TRUE(inTry("try { here(); } catch (...) {}"));
  EXPECT_TRUE(inTry("try { if (x) { here(); } } catch (...) {}"));
  EXPECT_FALSE(inTry("try {} catch (...) { here(); }"));
  EXPECT_FALSE(inTry("here();"));
}

} // namespace
