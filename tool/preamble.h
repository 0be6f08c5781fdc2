//===- preamble.h - The directives at the head of a file --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_PREAMBLE_H
#define ASYNCMEND_TOOL_PREAMBLE_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace asyncmend {

/// One `#include` line.
struct IncludeLine {
  uint32_t Begin = 0; ///< Of the line.
  uint32_t End = 0;   ///< After its newline, or the end of the file.
  std::string Name;   ///< Without quotes; empty for `#include MACRO`.
  bool Angled = false;
};

/// What stands before the first declaration of a file, found by Clang's lexer,
/// so that comments and raw strings do not mislead.
struct Preamble {
  /// Every `#include` of the file, wherever it stands.
  std::vector<IncludeLine> All;
  /// Those before any code and outside of all `#if` but the include guard.
  std::vector<IncludeLine> Usable;
  /// Where the last line ends that others may stand behind: a directive outside
  /// of all `#if`, the guard, `module;`. Zero where there is none.
  uint32_t End = 0;
};

Preamble scanPreamble(llvm::StringRef Code);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_PREAMBLE_H
