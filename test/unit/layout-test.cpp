//===- layout-test.cpp - Statements and the lines they stand on -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/edit-builder.h"
#include "core/layout.h"
#include "parse.h"
#include "clang/AST/StmtCXX.h"
#include <gtest/gtest.h>

using namespace clang;

namespace asyncmend {
namespace {

/// The statement at position `Index` of the body of f().
const Stmt &statement(const TuModel &Tu, unsigned Index) {
  const auto &Body = *cast<CompoundStmt>(&functionCalled(Tu, "f")->written());
  return **(Body.body_begin() + Index);
}

std::string whole(StringRef Code, unsigned Index) {
  std::string Result;
  parse(Code, [&](const TuModel &Tu) {
    const Stmt &S = statement(Tu, Index);
    if (auto E = extentOf(Tu, S))
      Result = textOf(Tu, S.getBeginLoc(), E->Whole).str();
  });
  return Result;
}

TEST(Layout, AnExpressionComesWithItsSemicolonAndLine) {
  EXPECT_EQ(whole("void g();\nvoid f() {\n  g();\n  g();\n}\n", 0), "  g();\n");
}

TEST(Layout, CommentsOfTheStatement) {
  EXPECT_EQ(whole("void g();\nvoid f() {\n  g();\n\n  // why\n  /* how */\n"
                  "  g(); // what\n  g();\n}\n",
                  1),
            "  // why\n  /* how */\n  g(); // what\n");
}

TEST(Layout, SharedLinesAreLeftAlone) {
  EXPECT_EQ(whole("void g();\nvoid f() { g(); int x = 0; g(); }\n", 1),
            "int x = 0;");
  EXPECT_EQ(whole("void g();\nvoid f() {\n  g(); g();\n}\n", 0), "g();");
}

TEST(Layout, BlocksAndLoops) {
  EXPECT_EQ(whole("void f() {\n  do {\n  } while (false);\n}\n", 0),
            "  do {\n  } while (false);\n");
  EXPECT_EQ(whole("void f() {\n  for (;;) {\n  }\n}\n", 0),
            "  for (;;) {\n  }\n");
  EXPECT_EQ(whole("void f() {\n  for (;;)\n    f();\n}\n", 0),
            "  for (;;)\n    f();\n");
  EXPECT_EQ(whole("int f() {\n  if (true)\n    return 1;\n  return 2;\n}\n", 0),
            "  if (true)\n    return 1;\n");
}

TEST(Layout, NothingOutOfMacros) {
  EXPECT_EQ(whole("#define G g();\nvoid g();\nvoid f() {\n  G\n}\n", 0), "");
}

TEST(Layout, Reindent) {
  EXPECT_EQ(reindent("  a\n    b\n\n  c\n", "  ", "      "),
            "      a\n        b\n\n      c\n");
  EXPECT_EQ(reindent("a\n  b\n", "", "  "), "a\n    b\n");
  EXPECT_EQ(reindent("  x = R\"(\n  y)\";\n", "  ", ""), std::nullopt);
  EXPECT_EQ(reindent("  /* one\n  two */\n", "  ", ""), std::nullopt);
  EXPECT_EQ(reindent("  /* one */ a /* two */\n", "  ", ""),
            "/* one */ a /* two */\n");
}

TEST(Layout, StepOfIndentation) {
  auto Step = [](StringRef Code) {
    std::string Result;
    parse(Code, [&](const TuModel &Tu) {
      Result = indentStep(Tu, statement(Tu, 0).getBeginLoc());
    });
    return Result;
  };
  EXPECT_EQ(Step("void f() {\n    for (;;) {\n        f();\n    }\n}\n"),
            "    ");
  EXPECT_EQ(Step("void f() {\n\tf();\n}\n"), "\t");
}

TEST(Layout, LinesBesideAnAnchor) {
  parse("void f() {\n  // all\n  for (;;) {\n  }\n}\n", [](const TuModel &Tu) {
    EditBuilder Edits(Tu);
    const Stmt &Loop = statement(Tu, 0);
    Edits.insertAbove(Loop, "int a;\nint b;\n").insertBelow(Loop, "c();\n");
    auto Fix = std::move(Edits).done(Safety::Safe, "");
    ASSERT_TRUE(bool(Fix));
    ASSERT_EQ(Fix->Edits.size(), 2u);
    EXPECT_EQ(Fix->Edits[0].Text, "  int a;\n  int b;\n");
    EXPECT_EQ(Fix->Edits[0].Where.Offset, 11u);
    EXPECT_EQ(Fix->Edits[1].Text, "  c();\n");
    EXPECT_EQ(Fix->Edits[1].Where.Offset, 37u);
  });
}

TEST(Layout, NoLinesBesideAnAnchorInTheMiddleOfOne) {
  parse("void f() { for (;;) {} }\n", [](const TuModel &Tu) {
    EditBuilder Edits(Tu);
    Edits.insertAbove(statement(Tu, 0), "int a;\n");
    auto Fix = std::move(Edits).done(Safety::Safe, "");
    EXPECT_FALSE(bool(Fix));
    llvm::consumeError(Fix.takeError());
  });
}

} // namespace
} // namespace asyncmend
