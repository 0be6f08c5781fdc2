//===- embedded.cpp - Files that are part of the binary -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/embedded.h"
#include "llvm/ADT/STLExtras.h"

llvm::StringRef asyncmend::embeddedFile(llvm::StringRef Name) {
  const EmbeddedFile *It = llvm::find_if(
      embeddedFiles(), [&](const EmbeddedFile &F) { return F.Name == Name; });
  return It == embeddedFiles().end() ? llvm::StringRef() : It->Text;
}
