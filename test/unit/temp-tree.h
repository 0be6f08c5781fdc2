//===- temp-tree.h - A directory of a test's own ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TEST_UNIT_TEMP_TREE_H
#define ASYNCMEND_TEST_UNIT_TEMP_TREE_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// A fresh directory below the system's place for temporary files, removed with
/// all that is in it. Its path is a real path.
class TempTree {
public:
  TempTree() {
    llvm::SmallString<128> Made, Real;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("asyncmend-unit", Made));
    EXPECT_FALSE(llvm::sys::fs::real_path(Made, Real));
    Root = std::string(Real);
  }
  ~TempTree() { llvm::sys::fs::remove_directories(Root); }
  TempTree(const TempTree &) = delete;
  TempTree &operator=(const TempTree &) = delete;

  std::string path(llvm::StringRef Name = "") const {
    return Name.empty() ? Root : Root + "/" + Name.str();
  }

  /// Writes a file, making its directories, and returns its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const {
    std::string File = path(Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(File));
    std::error_code EC;
    llvm::raw_fd_ostream OS(File, EC);
    EXPECT_FALSE(EC) << File;
    OS << Text;
    return File;
  }

  std::string read(llvm::StringRef Name) const { return slurp(path(Name)); }

  static std::string slurp(llvm::StringRef File) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    EXPECT_TRUE(bool(Buffer)) << File.str();
    return Buffer ? (*Buffer)->getBuffer().str() : "";
  }

  /// Runs a program in this directory; its output, both streams, and "rc N"
  /// in front where it failed.
  std::string run(llvm::ArrayRef<llvm::StringRef> Command) const {
    std::string Line = "cd '" + Root + "' && exec";
    for (llvm::StringRef Word : Command)
      Line += " '" + Word.str() + "'";
    std::string Log = Root + "/.log";
    std::optional<llvm::StringRef> Streams[] = {llvm::StringRef(), Log, Log};
    int RC = llvm::sys::ExecuteAndWait("/bin/sh", {"/bin/sh", "-c", Line},
                                       std::nullopt, Streams);
    std::string Out = slurp(Log);
    llvm::sys::fs::remove(Log);
    return RC ? "rc " + std::to_string(RC) + ": " + Out : Out;
  }

private:
  std::string Root;
};

} // namespace asyncmend

#endif // ASYNCMEND_TEST_UNIT_TEMP_TREE_H
