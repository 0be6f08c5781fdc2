//===- line-suggestion.h - A fix as whole lines of a diff -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_LINE_SUGGESTION_H
#define ASYNCMEND_TOOL_OUTPUT_LINE_SUGGESTION_H

#include "report.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncmend {

/// Lines of a file and those that take their place.
struct LineSuggestion {
  LineRange Lines;
  std::string Text; ///< UTF-8; each line ends with a newline.
};

/// What `Change` does, as one replacement of whole lines that all lie in one of
/// the ranges `Shown`: all that GitHub's suggestions can express. It keeps the
/// form of a file's line ends, so they are plain newlines here. An error is the
/// reason why it is none.
llvm::Expected<LineSuggestion> lineSuggestion(const FileChange &Change,
                                              llvm::ArrayRef<LineRange> Shown);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_LINE_SUGGESTION_H
