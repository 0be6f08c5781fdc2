//===- database-reader.h - The JSON of compile_commands.json ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_DATABASE_READER_H
#define ASYNCMEND_TOOL_DATABASE_READER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncmend {

/// One entry, checked for its form but not for its meaning.
struct DatabaseEntry {
  std::string File;      ///< As spelled.
  std::string Directory; ///< As spelled.
  std::vector<std::string> Words;
  std::string Place; ///< "path:line:col" of the entry, for messages.
};

/// Reads all entries of the database `Text`, which stands in file `Path`.
llvm::Expected<std::vector<DatabaseEntry>> readDatabase(llvm::StringRef Path,
                                                        std::string Text);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_DATABASE_READER_H
