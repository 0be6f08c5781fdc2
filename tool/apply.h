//===- apply.h - From edits to new file contents ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_APPLY_H
#define ASYNCMEND_TOOL_APPLY_H

#include "report.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncmend {

/// Computes the new contents of every file that the fixes of
/// `Findings[I]`, I in `Chosen`, edit: includes in the right block, changed
/// lines formatted where the project has a .clang-format, inserted line ends in
/// the file's own form. `Sources` maps each path to its bytes as parsed.
/// Touches no disk but for looking up .clang-format. An error names the fix
/// that could not be placed.
llvm::Expected<std::vector<FileChange>>
computeChanges(llvm::ArrayRef<ReportedFinding> Findings,
               llvm::ArrayRef<size_t> Chosen, const SourceMap &Sources);

/// Writes all changes, or none: first every file is compared with
/// FileChange::Before and every new content is written to a temporary file
/// beside its target, then the files are renamed into place. Mode is kept, and
/// a symbolic link stays one (paths are real paths).
llvm::Error writeChanges(llvm::ArrayRef<FileChange> Changes);

/// Those of `Paths` that git says have uncommitted changes, untracked ones
/// included. Files outside a repository count as clean.
llvm::Expected<std::vector<std::string>>
dirtyFiles(llvm::ArrayRef<std::string> Paths);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_APPLY_H
