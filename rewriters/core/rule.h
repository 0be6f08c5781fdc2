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
  /// Its fixes need nothing of the framework, so they are the same for all.
  bool FixesAnywhere = false;
  /// It looks at co_await, so it has nothing to say of stackful code.
  bool CoroutinesOnly = false;
  /// It concludes from all TUs together.
  bool NeedsAllTus = false;
};

class Program;

/// Looks at one TU and reports. Holds no state between TUs.
class Rewriter {
public:
  virtual ~Rewriter() = default;
  virtual void analyze(const TuModel &Tu, FindingSink &Sink) = 0;

  /// Called once, when all TUs have been looked at: reports what they show only
  /// together, from what `analyze` has contributed to the sinks. `Rule` is the
  /// rewriter's own entry. Findings have no fixes here: nothing has an AST.
  virtual void conclude(const RuleInfo &Rule, const Program &P,
                        std::vector<Finding> &Findings) {}
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
