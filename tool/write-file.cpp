//===- write-file.cpp - A file that is written whole or not at all --------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "write-file.h"
#include "core/refusal.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

namespace fs = llvm::sys::fs;
using llvm::StringRef;

namespace asyncmend {
namespace {

llvm::Error cannotWrite(StringRef Path, std::error_code EC) {
  return llvm::createStringError(EC, "cannot write %s: %s", Path.str().c_str(),
                                 EC.message().c_str());
}

} // namespace

llvm::Error checkWritable(StringRef File) {
  StringRef Directory = llvm::sys::path::parent_path(File);
  if (Directory.empty())
    Directory = ".";
  if (fs::is_directory(File))
    return no("cannot write " + File + ": it is a directory");
  // A file is put in its place by renaming, which would replace a device.
  if (fs::exists(File) && !fs::is_regular_file(File))
    return no("cannot write " + File + ": it is no regular file");
  if (!fs::is_directory(Directory))
    return no("cannot write " + File + ": there is no directory " + Directory);
  if (fs::access(Directory, fs::AccessMode::Write))
    return no("cannot write " + File + ": no permission to write in " +
              Directory);
  return llvm::Error::success();
}

llvm::Expected<StagedFile> StagedFile::make(StringRef Path, StringRef Text) {
  StagedFile S;
  llvm::SmallString<256> Real;
  S.Target = fs::real_path(Path, Real) ? Path.str() : std::string(Real);

  // The leading dot hides a left-over from clang-apply-replacements.
  llvm::SmallString<256> Model(llvm::sys::path::parent_path(S.Target));
  llvm::sys::path::append(Model, ".asyncmend-%%%%%%%%.tmp");
  int Descriptor = -1;
  llvm::SmallString<256> Name;
  unsigned Mode = fs::all_read | fs::all_write;
  if (auto EC =
          fs::createUniqueFile(Model, Descriptor, Name, fs::OF_None, Mode))
    return cannotWrite(Path, EC);
  S.Temporary = std::string(Name);

  fs::file_status Old;
  bool Exists = !fs::status(S.Target, Old) && fs::exists(Old);
  if (Exists) {
    // Only root can give a file away; others own what they may replace.
    (void)fs::changeFileOwnership(Descriptor, Old.getUser(), Old.getGroup());
    if (auto EC = fs::setPermissions(Descriptor, Old.permissions())) {
      llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true);
      return cannotWrite(Path, EC);
    }
  }
  llvm::raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
  OS << Text;
  OS.close();
  if (std::error_code EC = OS.error()) {
    OS.clear_error();
    return cannotWrite(Path, EC);
  }
  return S;
}

llvm::Error StagedFile::commit() {
  if (auto EC = fs::rename(Temporary, Target))
    return cannotWrite(Target, EC);
  Temporary.clear();
  return llvm::Error::success();
}

StagedFile::StagedFile(StagedFile &&Other)
    : Target(std::move(Other.Target)), Temporary(std::move(Other.Temporary)) {
  Other.Temporary.clear();
}

StagedFile::~StagedFile() {
  if (!Temporary.empty())
    (void)fs::remove(Temporary);
}

} // namespace asyncmend
