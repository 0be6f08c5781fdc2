//===- profile-json.h - Reading and validating profile files ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_PROFILE_JSON_H
#define ASYNCMEND_CORE_PROFILE_JSON_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace asyncmend {

/// One profile as JSON that the schema admits, with its text for messages.
struct ProfileDocument {
  std::string Name; ///< Path, or "builtin:asio.json".
  std::string Text;
  nlohmann::json Json;

  /// `file:line:col: /pointer: What`; the place is that of the value.
  llvm::Error error(llvm::StringRef Pointer, const llvm::Twine &What) const;
};

/// The built-in documents, bases before those that extend them, then the
/// user's in the order given. All are validated against schema.json.
llvm::Expected<std::vector<ProfileDocument>>
readProfileDocuments(llvm::ArrayRef<std::string> UserFiles);

/// schema.json, which describes every profile.
nlohmann::json profileSchema();

/// Looks in all texts of `Merged` for a {hole} that is neither a variable nor a
/// typed hole, and for unbalanced braces and parentheses.
llvm::Error checkHoles(const nlohmann::json &Merged,
                       const std::map<std::string, std::string> &Vars,
                       const ProfileDocument &D);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_PROFILE_JSON_H
