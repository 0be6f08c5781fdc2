//===- report-builder.h - Reports for the tests of outputs ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TEST_UNIT_REPORT_BUILDER_H
#define ASYNCMEND_TEST_UNIT_REPORT_BUILDER_H

#include "apply.h"
#include "report.h"
#include "resolve.h"
#include "gtest/gtest.h"

namespace asyncmend {

/// Makes a report whose findings are found by what their source says there.
class ReportBuilder {
public:
  Report R;

  void tu(const std::string &File, const std::string &Directory = "/build") {
    R.Tus.push_back({File, Directory, "", ""});
  }

  /// A finding at the first `Place` of the file.
  ReportedFinding &finding(const std::string &Path, const std::string &Place,
                           const std::string &Rule = "rule") {
    ReportedFinding &F = R.Findings.emplace_back();
    F.F.Rule = Rule;
    F.F.Message = "about " + Place;
    F.F.Where = span(Path, Place);
    F.F.WhyNoFix = "too hard";
    return F;
  }

  /// One with a fix that replaces `Place`.
  ReportedFinding &fixed(const std::string &Path, const std::string &Place,
                         const std::string &Text, Safety Level = Safety::Safe) {
    ReportedFinding &F = finding(Path, Place);
    F.F.WhyNoFix.clear();
    F.F.Fixes.push_back({"do better", Level, {{F.F.Where, Text}}, {}});
    return F;
  }

  Span span(const std::string &Path, const std::string &Place) {
    size_t At = R.Sources[Path].find(Place);
    EXPECT_NE(At, std::string::npos) << Place;
    return {Path, uint32_t(At), uint32_t(Place.size())};
  }

  Report &finish(Safety Upto = Safety::Safe) {
    chooseFixes(R.Findings, Upto, &R.Sources);
    std::vector<size_t> Chosen;
    for (size_t I = 0; I < R.Findings.size(); ++I)
      if (R.Findings[I].State == FixState::Chosen)
        Chosen.push_back(I);
    auto Changes = computeChanges(R.Findings, Chosen, R.Sources);
    EXPECT_TRUE(bool(Changes)) << llvm::toString(Changes.takeError());
    R.Changes = std::move(*Changes);
    return R;
  }
};

} // namespace asyncmend

#endif // ASYNCMEND_TEST_UNIT_REPORT_BUILDER_H
