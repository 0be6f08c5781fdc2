//===- path-names.h - What files are called in a report ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_PATH_NAMES_H
#define ASYNCMEND_TOOL_OUTPUT_PATH_NAMES_H

#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <string>

namespace asyncmend {

/// Names of files as seen from `Root`, an absolute real path. Looks at the disk
/// for files that are only linked to from below the root, as all sources are
/// in a build tool's sandbox.
class PathNames {
public:
  PathNames(llvm::StringRef Root, bool Absolute)
      : Root(Root.rtrim('/')), Absolute(Absolute) {}

  /// The name below the root, with '/'; nothing for a file that is elsewhere.
  std::optional<std::string> below(llvm::StringRef Path);

  /// The name below the root where there is one and names are to be relative,
  /// else the path itself.
  std::string name(llvm::StringRef Path);

  bool absolute() const { return Absolute; }

private:
  std::optional<std::string> linked(llvm::StringRef Path) const;

  std::string Root;
  bool Absolute;
  std::map<std::string, std::optional<std::string>> Known;
};

/// `Path` with all that is not plain in a URI as %XX.
std::string percentEncoded(llvm::StringRef Path);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_PATH_NAMES_H
