//===- outputs.h - A report in the forms that were asked for ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_OUTPUTS_H
#define ASYNCMEND_TOOL_OUTPUT_OUTPUTS_H

#include "options.h"
#include "report.h"

namespace asyncmend {

/// Can the files of --output be written, as far as can be told before there is
/// anything to write?
llvm::Error checkOutputs(const Options &O);

/// Writes all that `O` asks for: --export-fixes, the formats, the diff and the
/// summary. Each file is written whole or not at all.
llvm::Error writeOutputs(const Report &R, const Options &O);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_OUTPUTS_H
