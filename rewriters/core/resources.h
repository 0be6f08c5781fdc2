//===- resources.h - Raw resources and what releases them -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_RESOURCES_H
#define ASYNCMEND_CORE_RESOURCES_H

#include "core/profile-text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asyncmend {

/// A pair of functions, or of members, that acquire and release something.
struct Resource {
  std::string Acquire; ///< Qualified function.
  std::vector<std::string> Release;
  bool ExternC = false;
};

/// All resources of all profiles.
class ResourceTable {
public:
  void read(const nlohmann::json &Profile, const ProfileText &P);
  const Resource *acquiredBy(llvm::StringRef QualifiedName) const;

private:
  std::vector<Resource> Resources;
  llvm::StringMap<size_t> ByAcquire;
};

/// How a framework awaits a release on every way out of a block.
struct TeardownProfile {
  std::string To; ///< Empty: it cannot.
  HeaderNeeds Headers;
};

TeardownProfile readTeardown(const nlohmann::json &Profile,
                             const ProfileText &P);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_RESOURCES_H
