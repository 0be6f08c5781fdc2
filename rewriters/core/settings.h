//===- settings.h - What the user decides about fixes -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_SETTINGS_H
#define ASYNCMEND_CORE_SETTINGS_H

#include <set>
#include <string>

namespace asyncmend {

/// How fixes may use the runtime headers of this project.
enum class RuntimeMode {
  Include, ///< `#include <asyncmend/…>`; the user's build finds it.
  Vendor,  ///< The header is copied into the user's tree.
  None,    ///< A fix that needs one is no more than a suggestion.
};

/// What one TU's rewriters may know of the user's wishes.
struct Settings {
  unsigned FanOutLimit = 100; ///< Tasks in flight.
  /// What is called with the error of a task that nobody awaits; empty: a
  /// function that throws it again.
  std::string DetachedHandler;
  /// For operations on the network: a number and its unit ("30s"); may be
  /// empty.
  std::string Timeout;
  RuntimeMode Runtime = RuntimeMode::Include;
  std::string VendorDirectory; ///< Absolute; for RuntimeMode::Vendor.
  /// Rules that were asked for by their full name, not by a glob or a default.
  std::set<std::string> NamedRules;

  bool operator==(const Settings &) const = default;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_SETTINGS_H
