//===- patch.cpp - The changes as a file for git apply --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Unlike the diff on standard output, which is for the directory that it was
// made in, a file is carried elsewhere: its paths are relative to the root. At
// the top of a repository it names the blobs that it was made from and makes,
// which `git apply --3way` needs.
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/path-names.h"
#include "output/unified-diff.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SHA1.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

/// What git calls a file of these bytes.
std::string blobId(StringRef Bytes) {
  llvm::SHA1 Hash;
  Hash.update("blob " + std::to_string(Bytes.size()));
  Hash.update(StringRef("\0", 1));
  Hash.update(Bytes);
  return llvm::toHex(Hash.final(), /*LowerCase=*/true);
}

} // namespace

void emitPatch(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS) {
  PathNames Names(O.Root, /*Absolute=*/false);
  bool ForGit = llvm::sys::fs::exists(O.Root + "/.git");
  // Git skips what stands before the first file.
  for (const FileChange &File : R.Changes)
    if (!Names.below(File.Path))
      OS << "Left out, since not below " << O.Root << ": " << File.Path << '\n';
  for (const FileChange &File : R.Changes) {
    std::optional<std::string> Name = Names.below(File.Path);
    LineTable Lines(File.Before);
    std::vector<LineChange> Changes = lineChanges(Lines, File);
    if (!Name || Changes.empty())
      continue;
    if (ForGit)
      OS << "diff --git " << quotedForGit("a/" + *Name) << ' '
         << quotedForGit("b/" + *Name) << "\nindex " << blobId(File.Before)
         << ".." << blobId(File.After) << '\n';
    emitUnified(*Name, Lines, Changes, OS);
  }
}

} // namespace asyncmend
