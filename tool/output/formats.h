//===- formats.h - The forms that a report can have -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_FORMATS_H
#define ASYNCMEND_TOOL_OUTPUT_FORMATS_H

#include "output/emitter.h"

namespace asyncmend {

/// A form of the report, for --format=Name.
struct OutputFormat {
  llvm::StringRef Name;
  llvm::StringRef Description; ///< Who reads it; half a line.
  void (*Emit)(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS);
  enum Content {
    All,     ///< What was found, also where --fix has mended it.
    Left,    ///< What the files have now: after --fix, what remaining() says.
    Changes, ///< The chosen fixes together: they are verified as --fix does.
  } What = All;
  bool NeedsDiff = false; ///< Without Report::Shown it has nothing to say.
};

/// All of them, in the order of --list-formats.
llvm::ArrayRef<OutputFormat> allFormats();

/// Null where there is none of this name.
const OutputFormat *outputFormat(llvm::StringRef Name);

/// What --list-formats prints.
std::string listFormats();

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_FORMATS_H
