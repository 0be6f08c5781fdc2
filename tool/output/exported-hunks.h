//===- exported-hunks.h - Hunks as others can apply them --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_EXPORTED_HUNKS_H
#define ASYNCMEND_TOOL_OUTPUT_EXPORTED_HUNKS_H

#include "report.h"
#include "llvm/Support/Error.h"
#include <cstddef>
#include <map>
#include <vector>

namespace asyncmend {

/// The edits that each finding brings, by its index. A hunk of several owners
/// goes with the first.
using ExportedHunks = std::map<size_t, std::vector<Edit>>;

/// The hunks of Report::Changes in the form that clang-apply-replacements
/// turns into the same bytes as ours. An error where it could not. With
/// `AnchorRemovals` no edit has an empty text, as far as that is possible.
llvm::Expected<ExportedHunks> exportedHunks(const Report &R,
                                            bool AnchorRemovals = false);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_EXPORTED_HUNKS_H
