//===- compiler-wrappers.h - What stands before the compiler ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_COMPILER_WRAPPERS_H
#define ASYNCMEND_TOOL_COMPILER_WRAPPERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asyncmend {

/// Removes ccache, distcc, env, libtool and the like, and the programs of
/// `Custom`, from the front of `Args`, nested ones too, until the compiler
/// stands first.
llvm::Error unwrapCompiler(std::vector<std::string> &Args,
                           llvm::ArrayRef<std::string> Custom);

/// Replaces each `@file` by the words in it; the names are relative to
/// `Directory`. A missing module map of a build that has not run is dropped,
/// any other missing file is an error.
llvm::Error expandResponseFiles(std::vector<std::string> &Args,
                                llvm::StringRef Directory);

/// The last component of a program's path, lower case, without ".exe".
std::string programName(llvm::StringRef Path);

/// Whether `Path` names a C or C++ compiler: g++, x86_64-linux-gnu-gcc-12,
/// clang-cl.exe, ...
bool looksLikeCompiler(llvm::StringRef Path);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_COMPILER_WRAPPERS_H
