//===- checkstyle.cpp - The XML of Checkstyle -----------------------------===//
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

using llvm::StringRef;

namespace asyncmend {
namespace {

/// For an attribute: XML has no way to write most control characters and two
/// of the code points at all, and turns plain line ends into blanks.
std::string escaped(StringRef Text) {
  std::string Utf8 = llvm::json::fixUTF8(Text), Out;
  llvm::raw_string_ostream OS(Out);
  for (StringRef Rest = Utf8; !Rest.empty(); Rest = Rest.drop_front()) {
    unsigned char C = Rest.front();
    if (Rest.starts_with("\xef\xbf\xbe") || Rest.starts_with("\xef\xbf\xbf")) {
      OS << "\xef\xbf\xbd";
      Rest = Rest.drop_front(2);
    } else if (C == '\n' || C == '\r' || C == '\t') {
      OS << "&#" << unsigned(C) << ';';
    } else if (C < 0x20) {
      OS << "\xef\xbf\xbd";
    } else {
      llvm::printHTMLEscaped(Rest.take_front(), OS);
    }
  }
  return Out;
}

} // namespace

void emitCheckstyle(const Report &R, const EmitOptions &O,
                    llvm::raw_ostream &OS) {
  PathNames Names(O.Root, O.AbsolutePaths);
  LineTables Tables(R.Sources);
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     << "<checkstyle version=\"8.0\">\n";
  // Findings are sorted by file.
  for (size_t I = 0; I < R.Findings.size();) {
    const std::string &Path = R.Findings[I].F.Where.Path;
    OS << "  <file name=\"" << escaped(Names.name(Path)) << "\">\n";
    for (; I < R.Findings.size() && R.Findings[I].F.Where.Path == Path; ++I) {
      const ReportedFinding &F = R.Findings[I];
      Position P = Tables.of(Path).position(F.F.Where.Offset);
      OS << "    <error line=\"" << P.Line << "\" column=\"" << P.Column
         << "\" severity=\"" << toString(F.F.Level) << "\" message=\""
         << escaped(F.F.Message + ". " + adviceOn(F))
         << "\" source=\"asyncmend-" << escaped(F.F.Rule) << "\"/>\n";
    }
    OS << "  </file>\n";
  }
  OS << "</checkstyle>\n";
}

} // namespace asyncmend
