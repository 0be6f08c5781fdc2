//===- unified-diff.h - The parts of a unified diff -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_UNIFIED_DIFF_H
#define ASYNCMEND_TOOL_OUTPUT_UNIFIED_DIFF_H

#include "output/lines.h"
#include "llvm/Support/raw_ostream.h"

namespace asyncmend {

/// Quotes a path as git does where a plain one could not be read back.
std::string quotedForGit(const std::string &Path);

/// The two lines that name a file, before and after (quoted already, with "a/"
/// and "b/"), and its changes with their context.
void emitUnified(llvm::StringRef Old, llvm::StringRef New,
                 const LineTable &Lines, llvm::ArrayRef<LineChange> Changes,
                 llvm::raw_ostream &OS);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_UNIFIED_DIFF_H
