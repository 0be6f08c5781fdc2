//===- write-file.h - A file that is written whole or not at all *- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_WRITE_FILE_H
#define ASYNCMEND_TOOL_WRITE_FILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncmend {

/// Could the file be written, as far as can be told beforehand?
llvm::Error checkWritable(llvm::StringRef File);

/// New contents in a temporary file beside their target, with its mode and
/// owner. Removed again unless committed.
class StagedFile {
public:
  static llvm::Expected<StagedFile> make(llvm::StringRef Path,
                                         llvm::StringRef Text);
  /// Renames the temporary file into place. A target that is a symbolic link
  /// stays one.
  llvm::Error commit();

  StagedFile(StagedFile &&Other);
  StagedFile &operator=(StagedFile &&) = delete;
  ~StagedFile();

private:
  StagedFile() = default;

  std::string Target;
  std::string Temporary; ///< Empty when there is nothing to remove.
};

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_WRITE_FILE_H
