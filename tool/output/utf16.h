//===- utf16.h - Places in units of UTF-16 ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_UTF16_H
#define ASYNCMEND_TOOL_OUTPUT_UTF16_H

#include "output/lines.h"

namespace asyncmend {

/// Units of UTF-16 that `Text` has. What is no UTF-8 counts as the replacement
/// characters that a decoder puts in its place.
unsigned utf16Length(llvm::StringRef Text);

/// Line and column from 1, the column in units of UTF-16, a tab being one. A
/// byte order mark is a character of its line where `WithMark` says so.
Position utf16Position(const LineTable &Lines, uint32_t Offset,
                       bool WithMark = false);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_UTF16_H
