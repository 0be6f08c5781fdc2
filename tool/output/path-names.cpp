//===- path-names.cpp - What files are called in a report -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/path-names.h"
#include "paths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace asyncmend {

/// Sources of a sandbox are links to the tree it was made from, and the paths
/// of a report are free of links: the longest tail of the path that leads from
/// the root to the same file is its name.
std::optional<std::string> PathNames::linked(StringRef Path) const {
  for (StringRef Tail = Path.ltrim('/'); !Tail.empty();
       Tail = Tail.split('/').second) {
    std::string Here = Root + "/" + Tail.str();
    if (llvm::sys::fs::exists(Here) && realPath(Here, Root) == Path)
      return Tail.str();
  }
  return std::nullopt;
}

std::optional<std::string> PathNames::below(StringRef Path) {
  StringRef Rest = Path;
  if (Path == Root)
    return ".";
  if (Rest.consume_front(Root) && Rest.consume_front("/"))
    return Rest.str();
  auto [It, New] = Known.try_emplace(Path.str());
  if (New)
    It->second = linked(Path);
  return It->second;
}

std::string PathNames::name(StringRef Path) {
  if (Absolute)
    return Path.str();
  return below(Path).value_or(Path.str());
}

std::string percentEncoded(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (llvm::isAlnum(C) || StringRef("-._~/+@=,").contains(C)) {
      Out += C;
      continue;
    }
    Out += '%';
    Out += llvm::toHex(StringRef(&C, 1));
  }
  return Out;
}

} // namespace asyncmend
