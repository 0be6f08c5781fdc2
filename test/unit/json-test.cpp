//===- json-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "report-builder.h"
#include <nlohmann/json.hpp>

using namespace asyncmend;

namespace {

class JsonOutput : public testing::Test, public ReportBuilder {
protected:
  nlohmann::json emit() {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    emitJson(R, {false, "/"}, OS);
    return nlohmann::json::parse(Out, nullptr, /*allow_exceptions=*/false);
  }
};

TEST_F(JsonOutput, Findings) {
  R.Sources["/a.cpp"] = "x;\nf(); g();\n";
  tu("/a.cpp");
  ReportedFinding &F = fixed("/a.cpp", "f()", "co_await f()");
  F.F.Fixes[0].Includes.push_back({"/a.cpp", "b", true});
  F.F.Notes.push_back({"here", span("/a.cpp", "x")});
  F.F.FrameworkId = "folly";
  finding("/a.cpp", "g()");
  finish();
  nlohmann::json J = emit();
  ASSERT_TRUE(J.is_object());
  const auto &A = J["findings"][0], &B = J["findings"][1];
  EXPECT_EQ(A["rule"], "rule");
  EXPECT_EQ(A["check"], "asyncmend-rule");
  EXPECT_EQ(A["severity"], "warning");
  EXPECT_EQ(A["path"], "/a.cpp");
  EXPECT_EQ(A["line"], 2);
  EXPECT_EQ(A["column"], 1);
  EXPECT_EQ(A["endLine"], 2);
  EXPECT_EQ(A["endColumn"], 4);
  EXPECT_EQ(A["offset"], 3);
  EXPECT_EQ(A["length"], 3);
  EXPECT_EQ(A["state"], "chosen");
  EXPECT_EQ(A["fixes"][0]["safety"], "safe");
  EXPECT_EQ(A["fixes"][0]["edits"][0]["text"], "co_await f()");
  EXPECT_EQ(A["fixes"][0]["includes"][0]["header"], "b");
  EXPECT_EQ(A["notes"][0]["line"], 1);
  EXPECT_EQ(A["translationUnit"], "/a.cpp");
  EXPECT_EQ(A["why"], "");
  EXPECT_EQ(A["framework"], "folly");
  EXPECT_EQ(B["state"], "none");
  EXPECT_EQ(B["framework"], "");
  EXPECT_EQ(B["why"], "too hard");
  EXPECT_TRUE(B["fixes"].empty());
  EXPECT_EQ(J["changedFiles"][0], "/a.cpp");
  EXPECT_EQ(J["applied"], false);
}

TEST_F(JsonOutput, FailuresAndOddBytes) {
  R.Sources["/a.cpp"] = "\xe9\n";
  fixed("/a.cpp", "\xe9", "\xe9\xe9");
  R.Tus.push_back({"/b.cpp", "/", "crashed", "asyncmend /b.cpp"});
  R.HiddenInHeaders = 3;
  R.Applied = true;
  finish();
  nlohmann::json J = emit();
  ASSERT_TRUE(J.is_object());
  EXPECT_EQ(J["findings"][0]["state"], "chosen");
  EXPECT_EQ(J["applied"], true);
  EXPECT_EQ(J["translationUnits"][0]["failure"], "crashed");
  EXPECT_EQ(J["translationUnits"][0]["reproduce"], "asyncmend /b.cpp");
  EXPECT_EQ(J["hiddenInHeaders"], 3);
}

} // namespace
