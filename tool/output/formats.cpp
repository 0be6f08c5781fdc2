//===- formats.cpp - The forms that a report can have ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/formats.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace asyncmend {

llvm::ArrayRef<OutputFormat> allFormats() {
  static const OutputFormat Formats[] = {
      {"text", "for people", emitText},
      {"json", "for programs: all that is known", emitJson},
      {"github-review", "for GitHub: the JSON of a review with suggestions",
       emitGithubReview, /*NeedsDiff=*/true},
  };
  return Formats;
}

const OutputFormat *outputFormat(StringRef Name) {
  const auto *Found =
      llvm::find_if(allFormats(), [&](auto &F) { return F.Name == Name; });
  return Found == allFormats().end() ? nullptr : Found;
}

std::string listFormats() {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  for (const OutputFormat &F : allFormats())
    OS << llvm::left_justify(F.Name, 22) << F.Description << "\n";
  return Out;
}

} // namespace asyncmend
