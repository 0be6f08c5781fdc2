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
      {"html", "one page for people: plots, filters, fixes", emitHtml},
      {"sarif", "SARIF 2.1.0, for code scanning and editors", emitSarif,
       OutputFormat::Left},
      {"rdjson", "for reviewdog: suggestions of whole lines", emitRdjson,
       OutputFormat::Left},
      {"github-annotations", "commands of GitHub Actions",
       emitGithubAnnotations, OutputFormat::Left},
      {"gitlab-codequality", "GitLab's report of code quality",
       emitGitlabCodequality, OutputFormat::Left},
      {"gerrit", "review input for Gerrit, with fixes", emitGerrit,
       OutputFormat::Left},
      {"gerrit-robot", "the same for Gerrit before 3.13", emitGerritRobot,
       OutputFormat::Left},
      {"checkstyle", "XML, for Jenkins and others", emitCheckstyle,
       OutputFormat::Left},
      {"patch", "a unified diff for git apply at the root", emitPatch,
       OutputFormat::Changes},
      {"github-review", "for GitHub: the JSON of a review with suggestions",
       emitGithubReview, OutputFormat::All, /*NeedsDiff=*/true},
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
