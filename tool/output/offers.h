//===- offers.h - The fix that a reader is offered for one finding *- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_OFFERS_H
#define ASYNCMEND_TOOL_OUTPUT_OFFERS_H

#include "report.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// What the fix of one finding, and no other, does to the files. `Changes` is
/// empty where nothing can be offered, and `Why` then says why.
struct Offer {
  std::vector<FileChange> Changes;
  std::string Why;
};

/// The offer for finding `Index` in a form whose text is UTF-8. A file that is
/// not cannot be edited by a reader of such a text: it would decode and encode
/// the whole of it. Fixes that were withheld or lost a conflict are no offer.
Offer offerInText(const Report &R, size_t Index);

/// What a reader is shown of the fix of finding `Index`: calls `Use` for each
/// file that it changes, with the hunks that are its own, in any encoding. Of
/// the chosen fixes these are part of Report::Changes.
void forOwnHunks(const Report &R, size_t Index,
                 llvm::function_ref<void(const FileChange &File,
                                         llvm::ArrayRef<const Hunk *> Own)>
                     Use);

/// Whole lines of one file and what stands in their place.
struct LineSuggestion {
  std::string Path;
  unsigned First = 0; ///< Counting from 1.
  unsigned Last = 0;  ///< Inclusive.
  /// Lines between '\n', without the last line end; the line ends in the file
  /// stay what they are. Never empty, never with a line end behind it.
  std::string Text;
};

/// The same as one block of lines in the finding's own file, for hosts whose
/// suggestions are such. Nothing where it has no such form; `Why` then says so.
std::optional<LineSuggestion> lineSuggestion(const Report &R, size_t Index,
                                             std::string &Why);

/// "do better (unsafe)": a reviewer decides, and must know the tier.
std::string fixTitle(const Fix &F);

/// One sentence of what there is to be done: "Fix (safe): do better." or
/// "No fix: why." `WhyNotHere`: the offer cannot be shown in this form.
std::string adviceOn(const ReportedFinding &F, llvm::StringRef WhyNotHere = "");

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_OFFERS_H
