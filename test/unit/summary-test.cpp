//===- summary-test.cpp ---------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "report-builder.h"

using namespace asyncmend;

namespace {

std::string emit(const Report &R) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  emitSummary(R, {}, OS);
  return Out;
}

TEST(Summary, Table) {
  ReportBuilder B;
  B.tu("/a.cpp");
  B.tu("/b.cpp");
  B.R.Sources["/a.cpp"] = "one two three four\n";
  B.fixed("/a.cpp", "one", "1");
  B.fixed("/a.cpp", "two", "2", Safety::Unsafe);
  B.fixed("/a.cpp", "three", "3", Safety::Suggestion);
  B.finding("/a.cpp", "four", "a-longer-rule");
  B.finish();
  B.R.HiddenInHeaders = 1;
  EXPECT_EQ(
      emit(B.R),
      "4 findings in 1 file, 2 translation units\n"
      "  rule              found   fixable    unsafe   by hand  withheld  "
      "conflict    no fix\n"
      "  a-longer-rule         1         0         0         0         0       "
      "  "
      "0         1\n"
      "  rule                  3         1         1         1         0       "
      "  "
      "0         0\n"
      "1 fixable with --fix\n"
      "1 more with --unsafe-fixes\n"
      "1 finding in headers not shown (--header-filter='.*' shows all)\n");
  EXPECT_EQ(B.R.findingsLeft(), 4u);
  B.R.Applied = true;
  EXPECT_EQ(B.R.findingsLeft(), 3u);
  EXPECT_NE(emit(B.R).find("1 fixed in 1 file\n"), std::string::npos);
}

TEST(Summary, Failures) {
  Report R;
  R.Tus = {{"/a.cpp", "/", "", ""},
           {"/b.cpp", "/", "crashed (signal 11)", "asyncmend /b.cpp"}};
  EXPECT_EQ(emit(R), "no findings, 2 translation units\n"
                     "1 of 2 translation units could not be analysed:\n"
                     "  /b.cpp: crashed (signal 11)\n"
                     "    to reproduce: asyncmend /b.cpp\n");
  EXPECT_TRUE(R.anyTuFailed());
  R.Tus.pop_back();
  EXPECT_FALSE(R.anyTuFailed());
}

} // namespace
