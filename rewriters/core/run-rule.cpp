//===- run-rule.cpp - One rule on one TU ----------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/run-rule.h"
#include "core/call-rewrite.h"

namespace asyncmend {

void runRule(const RegisteredRule &Rule, const TuModel &Tu, FindingSink &Sink) {
  Sink.setRule(Rule.Info);
  Rule.Make()->analyze(Tu, Sink);
  reportRewrites(Tu, Sink, Rule.Info.Slug);
}

void setTiers(std::vector<Finding> &Findings,
              const std::map<std::string, Safety> &Tiers) {
  for (Finding &F : Findings)
    if (auto Tier = Tiers.find(F.Rule); Tier != Tiers.end())
      for (Fix &X : F.Fixes)
        if (X.Level != Safety::Suggestion)
          X.Level = Tier->second;
}

void dropFixes(std::vector<Finding> &Findings, const std::string &Why) {
  for (Finding &F : Findings)
    if (!F.Fixes.empty()) {
      F.Fixes.clear();
      F.WhyNoFix = Why;
    }
}

} // namespace asyncmend
