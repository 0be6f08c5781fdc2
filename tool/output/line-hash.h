//===- line-hash.h - GitHub's name for a line -------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_LINE_HASH_H
#define ASYNCMEND_TOOL_OUTPUT_LINE_HASH_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asyncmend {

/// For each line of `Text` the `primaryLocationLineHash` that GitHub's own
/// uploader would compute: from the 100 characters after the line's begin, less
/// blanks, so that a finding is known again when lines above it come or go.
std::vector<std::string> lineHashes(llvm::StringRef Text);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_LINE_HASH_H
