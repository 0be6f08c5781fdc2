//===- profile-text.h - Reading the members of a profile --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_PROFILE_TEXT_H
#define ASYNCMEND_CORE_PROFILE_TEXT_H

#include "core/finding.h"
#include <limits>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace asyncmend {

/// Values of a framework's version macro for which an entry holds.
struct VersionRange {
  unsigned Min = 0;
  unsigned Max = std::numeric_limits<unsigned>::max();
  std::string Symbol = {}; ///< Must be declared, if it is named at all.

  bool contains(unsigned V) const { return Min <= V && V <= Max; }
};

/// Headers a text needs. `Direct` ones must be included by the file, its own
/// headers, or an umbrella header; `Reachable` ones by anything.
struct HeaderNeeds {
  std::vector<std::string> Direct = {};
  std::vector<std::string> Reachable = {};
  std::vector<std::string> Runtime = {}; ///< Of asyncmend itself.
};

/// Reads what the schema has checked, with the profile's variables replaced.
class ProfileText {
public:
  explicit ProfileText(std::map<std::string, std::string> Vars)
      : Vars(std::move(Vars)) {}

  /// The text below `Key`; empty where there is none.
  std::string text(const nlohmann::json &J, const char *Key) const;
  std::vector<std::string> texts(const nlohmann::json &J,
                                 const char *Key) const;
  /// `headers`, `reachable_headers` and `runtime_headers`.
  HeaderNeeds headers(const nlohmann::json &J) const;

  /// `min`, `max` and `symbol`.
  VersionRange versions(const nlohmann::json &J) const;
  static std::vector<unsigned> numbers(const nlohmann::json &J,
                                       const char *Key);
  /// `safety`, which is safe where nothing is said.
  static Safety safety(const nlohmann::json &J);

private:
  std::map<std::string, std::string> Vars;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_PROFILE_TEXT_H
