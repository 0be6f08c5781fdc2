//===- run-rule.h - One rule on one TU --------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_RUN_RULE_H
#define ASYNCMEND_CORE_RUN_RULE_H

#include "core/rule.h"
#include "core/sink.h"
#include <map>
#include <string>

namespace asyncmend {

/// Reports all that `Rule` finds in the TU: what it sees itself, and the calls
/// that profiles list under its name.
void runRule(const RegisteredRule &Rule, const TuModel &Tu, FindingSink &Sink);

/// What a user says of rules' fixes, by slug. A suggestion is none by choice:
/// it may not even compile, so nobody's word makes more of it.
void setTiers(std::vector<Finding> &Findings,
              const std::map<std::string, Safety> &Tiers);

/// Takes all fixes away and gives `Why` as the reason.
void dropFixes(std::vector<Finding> &Findings, const std::string &Why);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_RUN_RULE_H
