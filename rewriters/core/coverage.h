//===- coverage.h - What a profile lets each rule do ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Read from the schema, which says of each key what it is there for: `x-fixes`
// lists the rules that can mend with it. So a key and its meaning stand in one
// place, and nothing has to be kept in step by hand.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_COVERAGE_H
#define ASYNCMEND_CORE_COVERAGE_H

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace asyncmend {

enum class Coverage {
  Report,  ///< Found, with a reason instead of a fix.
  Runtime, ///< Mended with a header of asyncmend's own.
  Native,  ///< Mended with what the framework has.
  None,    ///< The pitfall does not exist there.
};

/// By rule: those that `Profile` (its base merged in) says something about.
/// All other rules report.
struct CoverageTable {
  std::map<std::string, Coverage> ByRule;
  std::map<std::string, std::string> WhyNot; ///< Of Coverage::None.
};

CoverageTable readCoverage(const nlohmann::json &Profile,
                           const nlohmann::json &Schema);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_COVERAGE_H
