//===- paths.cpp - Absolute and real paths --------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace asyncmend {

std::string absolutePath(StringRef Path, StringRef Directory) {
  llvm::SmallString<256> Out(Path);
  fs::make_absolute(Directory, Out);
  path::remove_dots(Out, /*remove_dot_dot=*/true);
  return std::string(Out);
}

std::string workingDirectory() {
  llvm::SmallString<256> Here;
  fs::current_path(Here);
  return std::string(Here);
}

std::string realPath(StringRef Path, StringRef Directory) {
  // The system resolves ".." after links; remove_dots would do it before.
  llvm::SmallString<256> Spelled(Path);
  fs::make_absolute(Directory, Spelled);
  llvm::SmallString<256> Real;
  if (fs::real_path(Spelled, Real))
    return absolutePath(Path, Directory);
  return std::string(Real);
}

std::string currentDirectory() { return realPath(".", workingDirectory()); }

std::string repositoryOf(StringRef Path) {
  for (StringRef Dir = path::parent_path(Path); !Dir.empty();
       Dir = path::parent_path(Dir)) {
    llvm::SmallString<256> Marker(Dir);
    path::append(Marker, ".git");
    if (fs::exists(Marker))
      return Dir.str();
  }
  return "";
}

} // namespace asyncmend
