//===- flag-tables.h - What each compiler flag and suffix means -*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_FLAG_TABLES_H
#define ASYNCMEND_TOOL_FLAG_TABLES_H

#include "clang/Driver/Types.h"
#include "llvm/ADT/StringRef.h"

namespace asyncmend {

/// What Clang's driver makes of the suffix of `File`; TY_CXX for suffixes of
/// C++ that the driver would take for linker input.
clang::driver::types::ID typeByName(llvm::StringRef File);

/// C++ source, header or module unit; no Objective-C++, CUDA or HIP.
bool isPlainCxx(clang::driver::types::ID Type);
bool isC(clang::driver::types::ID Type);

/// A source, object or library by its suffix.
bool isKnownFileKind(llvm::StringRef Name);

/// Whether the next word is the value of `Flag`, a flag that only GCC knows.
bool gccFlagTakesValue(llvm::StringRef Flag);

/// Whether a flag that Clang may know is in the way of an analysis.
bool isUselessFlag(llvm::StringRef Flag);

/// The same for options of Clang's table (clang::driver::options::ID).
bool isUselessOption(unsigned Id);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_FLAG_TABLES_H
