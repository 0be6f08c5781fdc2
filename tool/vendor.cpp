//===- vendor.cpp - Runtime headers in the user's tree --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "vendor.h"
#include "core/embedded.h"
#include "write-file.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
using llvm::Error;
using llvm::StringRef;

namespace asyncmend {

static bool usesRuntime(const Fix &F) {
  return llvm::any_of(F.Includes,
                      [](const IncludeEdit &I) { return !I.Runtime.empty(); });
}

void findVendored(Report &R, llvm::ArrayRef<PlannedTu> Tus) {
  for (const ReportedFinding &F : R.Findings) {
    if (F.State != FixState::Chosen || !usesRuntime(F.F.Fixes.front()))
      continue;
    const Settings &Wishes = Tus[F.FirstTu].Worker->Wishes;
    if (Wishes.Runtime == RuntimeMode::Include)
      ++R.FixesWithRuntime;
    if (Wishes.Runtime != RuntimeMode::Vendor)
      continue;
    for (const EmbeddedFile &File : embeddedFiles()) {
      VendoredFile V{Wishes.VendorDirectory + "/asyncmend/" + File.Name.str(),
                     File.Text};
      if (File.Name.ends_with(".hpp") && !llvm::is_contained(R.Vendored, V))
        R.Vendored.push_back(std::move(V));
    }
  }
}

Error writeVendored(llvm::ArrayRef<VendoredFile> Files) {
  for (const VendoredFile &File : Files) {
    if (fs::exists(File.Path))
      continue;
    StringRef Directory = llvm::sys::path::parent_path(File.Path);
    if (std::error_code EC = fs::create_directories(Directory))
      return llvm::createStringError(EC, "cannot make the directory " +
                                             Directory + ": " + EC.message());
    llvm::Expected<StagedFile> Staged = StagedFile::make(File.Path, File.Text);
    if (!Staged)
      return Staged.takeError();
    if (Error E = Staged->commit())
      return E;
  }
  return Error::success();
}

} // namespace asyncmend
