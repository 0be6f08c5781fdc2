//===- github-annotations.cpp - Workflow commands of GitHub Actions -------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/offers.h"
#include "output/path-names.h"
#include "output/utf16.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

/// What a source says must not end the command, nor begin another one.
std::string escaped(StringRef Text, bool InProperty = false) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  for (char C : Text) {
    if (C == '%')
      OS << "%25";
    else if (C == '\r')
      OS << "%0D";
    else if (C == '\n')
      OS << "%0A";
    else if (InProperty && C == ':')
      OS << "%3A";
    else if (InProperty && C == ',')
      OS << "%2C";
    else
      OS << C;
  }
  return Out;
}

StringRef commandOf(Severity S) {
  switch (S) {
  case Severity::Info:
    return "notice";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "";
}

} // namespace

void emitGithubAnnotations(const Report &R, const EmitOptions &O,
                           llvm::raw_ostream &OS) {
  PathNames Names(O.Root, O.AbsolutePaths);
  LineTables Tables(R.Sources);
  auto Head = [&](StringRef Command, StringRef Title, StringRef Path) {
    OS << "::" << Command << " title=" << escaped(Title, true)
       << ",file=" << escaped(Names.name(Path), true);
  };
  for (const ReportedFinding &F : R.Findings) {
    const LineTable &Lines = Tables.of(F.F.Where.Path);
    Position Begin = utf16Position(Lines, F.F.Where.Offset);
    Position End = utf16Position(Lines, F.F.Where.end());
    Head(commandOf(F.F.Level), "asyncmend-" + F.F.Rule, F.F.Where.Path);
    OS << ",line=" << Begin.Line << ",endLine=" << End.Line;
    // Columns are for one line only.
    if (Begin.Line == End.Line)
      OS << ",col=" << Begin.Column << ",endColumn=" << End.Column;
    OS << "::" << escaped(F.F.Message + "\n" + adviceOn(F)) << '\n';
  }
  for (const TuStatus &T : R.Tus)
    if (!T.Failure.empty()) {
      Head("error", "asyncmend", T.File);
      OS << "::" << escaped("This file was not analysed: " + T.Failure) << '\n';
    }
}

} // namespace asyncmend
