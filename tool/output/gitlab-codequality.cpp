//===- gitlab-codequality.cpp - GitLab's code quality report --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/lines.h"
#include "output/offers.h"
#include "output/path-names.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MD5.h"
#include <map>

namespace json = llvm::json;
using llvm::StringRef;

namespace asyncmend {
namespace {

StringRef severityName(Severity S) {
  switch (S) {
  case Severity::Info:
    return "info";
  case Severity::Warning:
    return "major";
  case Severity::Error:
    return "critical";
  }
  return "";
}

std::string withoutBlanks(StringRef Line) {
  std::string Out;
  for (char C : Line)
    if (!llvm::isSpace(C))
      Out += C;
  return Out;
}

} // namespace

/// A finding is the same as one of an earlier run where rule, file and the text
/// of its line are; the one that is first of its like, the second and so on are
/// told apart, since GitLab drops all but one of equal fingerprints.
void emitGitlabCodequality(const Report &R, const EmitOptions &O,
                           llvm::raw_ostream &OS) {
  PathNames Names(O.Root, O.AbsolutePaths);
  LineTables Tables(R.Sources);
  std::map<std::string, unsigned> Seen;
  json::OStream J(OS, /*IndentSize=*/1);
  J.array([&] {
    for (const ReportedFinding &F : R.Findings) {
      const LineTable &Lines = Tables.of(F.F.Where.Path);
      Position Begin = Lines.position(F.F.Where.Offset);
      std::string Name = Names.name(F.F.Where.Path);
      std::string Key = F.F.Rule + '\0' + Name + '\0' +
                        withoutBlanks(Lines.shown(Begin.Line - 1)) + '\0';
      Key += std::to_string(++Seen[Key]);
      J.object([&] {
        J.attribute("description",
                    json::fixUTF8(F.F.Message + ". " + adviceOn(F)));
        J.attribute("check_name", "asyncmend-" + F.F.Rule);
        J.attribute("fingerprint",
                    llvm::MD5::hash(llvm::arrayRefFromStringRef(Key)).digest());
        J.attribute("severity", severityName(F.F.Level));
        J.attributeObject("location", [&] {
          J.attribute("path", json::fixUTF8(Name));
          J.attributeObject("lines", [&] {
            J.attribute("begin", Begin.Line);
            J.attribute("end", Lines.position(F.F.Where.end()).Line);
          });
        });
      });
    }
  });
  OS << '\n';
}

} // namespace asyncmend
