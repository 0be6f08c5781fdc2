//===- rule.h - The rewriters' registry -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_RULE_H
#define ASYNCMEND_CORE_RULE_H

#include "core/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>

namespace asyncmend {

class FindingSink;
class TuModel;

/// What is known of a rule without running it.
struct RuleInfo {
  llvm::StringRef Slug; ///< kebab-case; the name of its file and its page.
  Severity Level = Severity::Warning;
  bool OnByDefault = true;
  llvm::StringRef Summary; ///< One line, for tables.
};

/// Looks at one TU and reports. Holds no state between TUs.
class Rewriter {
public:
  virtual ~Rewriter() = default;
  virtual void analyze(const TuModel &Tu, FindingSink &Sink) = 0;
};

struct RegisteredRule {
  RuleInfo Info;
  std::unique_ptr<Rewriter> (*Make)();
};

/// Every linked rewriter, sorted by slug.
llvm::ArrayRef<RegisteredRule> allRules();

/// Adds to the registry; used by ASYNCMEND_RULE only.
struct RuleRegistration {
  RuleRegistration(RuleInfo Info, std::unique_ptr<Rewriter> (*Make)());
};

/// Registers rewriter class `Class`; stands once in each rewriter's file.
#define ASYNCMEND_RULE(Class, ...)                                             \
  static const ::asyncmend::RuleRegistration Class##Registration(              \
      ::asyncmend::RuleInfo{__VA_ARGS__},                                      \
      []() -> std::unique_ptr<::asyncmend::Rewriter> {                         \
        return std::make_unique<Class>();                                      \
      })

} // namespace asyncmend

#endif // ASYNCMEND_CORE_RULE_H
