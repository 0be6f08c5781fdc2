//===- rule.cpp - The rewriters' registry ---------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/rule.h"
#include "llvm/ADT/STLExtras.h"
#include <vector>

namespace asyncmend {

/// The only global of the code base. A function-local static, because the
/// registrations of other files run in no known order.
static std::vector<RegisteredRule> &registry() {
  static std::vector<RegisteredRule> Rules;
  return Rules;
}

RuleRegistration::RuleRegistration(RuleInfo Info,
                                   std::unique_ptr<Rewriter> (*Make)()) {
  std::vector<RegisteredRule> &Rules = registry();
  auto At = llvm::lower_bound(Rules, Info.Slug,
                              [](const RegisteredRule &R, llvm::StringRef S) {
                                return R.Info.Slug < S;
                              });
  Rules.insert(At, {Info, Make});
}

llvm::ArrayRef<RegisteredRule> allRules() { return registry(); }

} // namespace asyncmend
