//===- embedded.h - Files that are part of the binary -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_EMBEDDED_H
#define ASYNCMEND_CORE_EMBEDDED_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace asyncmend {

/// A profile ("asio.json"), the schema, a rule's page ("missing-x.md"), a
/// runtime header, or a part of the HTML report ("page.html").
struct EmbeddedFile {
  llvm::StringRef Name;
  llvm::StringRef Text;
};

/// Profiles with their schema, then pages. Generated at build time.
llvm::ArrayRef<EmbeddedFile> embeddedFiles();

/// Its text, or an empty string where there is no such file.
llvm::StringRef embeddedFile(llvm::StringRef Name);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_EMBEDDED_H
