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

class PatchEmitter {
public:
  PatchEmitter(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS)
      : R(R), Root(O.Root), Names(O.Root, /*Absolute=*/false),
        ForGit(llvm::sys::fs::exists(O.Root + "/.git")), OS(OS) {}

  void emit();

private:
  void leftOut(StringRef Path);
  void changed(const FileChange &File);
  void added(const VendoredFile &File);

  const Report &R;
  StringRef Root;
  PathNames Names;
  bool ForGit;
  llvm::raw_ostream &OS;
};

/// Git skips what stands before the first file.
void PatchEmitter::leftOut(StringRef Path) {
  if (!Names.below(Path))
    OS << "Left out, since not below " << Root << ": " << Path << '\n';
}

void PatchEmitter::changed(const FileChange &File) {
  std::optional<std::string> Name = Names.below(File.Path);
  LineTable Lines(File.Before);
  std::vector<LineChange> Changes = lineChanges(Lines, File);
  if (!Name || Changes.empty())
    return;
  std::string Old = quotedForGit("a/" + *Name),
              New = quotedForGit("b/" + *Name);
  if (ForGit)
    OS << "diff --git " << Old << ' ' << New << "\nindex "
       << blobId(File.Before) << ".." << blobId(File.After) << '\n';
  emitUnified(Old, New, Lines, Changes, OS);
}

/// A runtime header that the fixes include and that is not there yet.
void PatchEmitter::added(const VendoredFile &File) {
  std::optional<std::string> Name = Names.below(File.Path);
  if (!Name || llvm::sys::fs::exists(File.Path))
    return;
  std::string New = quotedForGit("b/" + *Name);
  if (ForGit)
    OS << "diff --git " << quotedForGit("a/" + *Name) << ' ' << New
       << "\nnew file mode 100644\nindex " << std::string(40, '0') << ".."
       << blobId(File.Text) << '\n';
  LineChange All{0, 0, {}};
  LineTable Lines(File.Text);
  for (unsigned I = 0; I < Lines.count(); ++I)
    All.New.push_back(Lines.whole(I).str());
  emitUnified("/dev/null", New, LineTable(""), All, OS);
}

void PatchEmitter::emit() {
  for (const FileChange &File : R.Changes)
    leftOut(File.Path);
  for (const VendoredFile &File : R.Vendored)
    leftOut(File.Path);
  for (const FileChange &File : R.Changes)
    changed(File);
  for (const VendoredFile &File : R.Vendored)
    added(File);
}

} // namespace

void emitPatch(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS) {
  PatchEmitter(R, O, OS).emit();
}

} // namespace asyncmend
