//===- write-changes.cpp - New contents onto the disk ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "apply.h"
#include "write-file.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace fs = llvm::sys::fs;
using llvm::StringRef;

namespace asyncmend {
namespace {

llvm::Error checkUnchanged(const FileChange &C) {
  auto Now = llvm::MemoryBuffer::getFile(C.Path, /*IsText=*/false,
                                         /*RequiresNullTerminator=*/false,
                                         /*IsVolatile=*/true);
  if (!Now)
    return llvm::createStringError("%s: %s; nothing was written",
                                   C.Path.c_str(),
                                   Now.getError().message().c_str());
  if ((*Now)->getBuffer() != C.Before)
    return llvm::createStringError(
        "%s has changed since it was parsed; nothing was written",
        C.Path.c_str());
  // A rename asks for no permission on the file itself.
  if (!fs::can_write(C.Path))
    return llvm::createStringError("%s is read-only; nothing was written",
                                   C.Path.c_str());
  return llvm::Error::success();
}

} // namespace

llvm::Error writeChanges(llvm::ArrayRef<FileChange> Changes) {
  for (const FileChange &C : Changes)
    if (llvm::Error E = checkUnchanged(C))
      return E;
  std::vector<StagedFile> Staged;
  for (const FileChange &C : Changes) {
    llvm::Expected<StagedFile> S = StagedFile::make(C.Path, C.After);
    if (!S)
      return S.takeError();
    Staged.push_back(std::move(*S));
  }
  for (size_t I = 0; I < Staged.size(); ++I) {
    llvm::Error Failure = Staged[I].commit();
    if (!Failure)
      continue;
    // Undo as far as the disk lets us; the first reason is the one to tell.
    while (I-- > 0) {
      llvm::Expected<StagedFile> Old =
          StagedFile::make(Changes[I].Path, Changes[I].Before);
      llvm::Error Undo = Old ? Old->commit() : Old.takeError();
      if (Undo)
        Failure = llvm::joinErrors(std::move(Failure), std::move(Undo));
    }
    return Failure;
  }
  return llvm::Error::success();
}

} // namespace asyncmend
