//===- utf16.cpp - Places in units of UTF-16 ------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/utf16.h"
#include "llvm/Support/JSON.h"

using llvm::StringRef;

namespace asyncmend {

unsigned utf16Length(StringRef Text) {
  unsigned Units = 0;
  for (unsigned char C : llvm::json::fixUTF8(Text))
    // A character beyond the basic plane, which begins with 0xf0 or more, is a
    // pair.
    Units += (C & 0xc0) == 0x80 ? 0 : C >= 0xf0 ? 2 : 1;
  return Units;
}

Position utf16Position(const LineTable &Lines, uint32_t Offset, bool WithMark) {
  Position P = Lines.position(Offset);
  uint32_t End = std::min<uint32_t>(Offset, Lines.text().size());
  StringRef Before = Lines.text().slice(Lines.begin(P.Line - 1), End);
  if (!WithMark && P.Line == 1)
    Before.consume_front("\xef\xbb\xbf");
  return {P.Line, utf16Length(Before) + 1};
}

} // namespace asyncmend
