//===- rdjson.cpp - Reviewdog's own form ----------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One suggestion a finding, of whole lines: hosts show several for one line as
// rivals, and parts of a line replace the whole line on some of them. Lines of
// the text stay below 64 KiB, where readers of lines stop without a word.
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/lines.h"
#include "output/offers.h"
#include "output/path-names.h"
#include "llvm/Support/JSON.h"

namespace json = llvm::json;
using llvm::StringRef;

namespace asyncmend {
namespace {

/// A byte can become six in JSON, and keys stand beside the text.
constexpr size_t LongestText = 60 * 1024 / 6;

StringRef severityName(Severity S) {
  switch (S) {
  case Severity::Info:
    return "INFO";
  case Severity::Warning:
    return "WARNING";
  case Severity::Error:
    return "ERROR";
  }
  return "";
}

class RdjsonEmitter {
public:
  RdjsonEmitter(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS)
      : R(R), Names(O.Root, O.AbsolutePaths), Tables(R.Sources),
        J(OS, /*IndentSize=*/1) {}

  void emit();

private:
  void finding(size_t Index);
  void location(const Span &S);
  void position(StringRef Key, Position P);
  void text(StringRef Key, StringRef Value) {
    J.attribute(Key, json::fixUTF8(Value.take_front(LongestText)));
  }

  const Report &R;
  PathNames Names;
  LineTables Tables;
  json::OStream J;
};

/// A column of 0 is no column.
void RdjsonEmitter::position(StringRef Key, Position P) {
  J.attributeObject(Key, [&] {
    J.attribute("line", P.Line);
    if (P.Column)
      J.attribute("column", P.Column);
  });
}

void RdjsonEmitter::location(const Span &S) {
  const LineTable &Lines = Tables.of(S.Path);
  J.attributeObject("location", [&] {
    text("path", Names.name(S.Path));
    J.attributeObject("range", [&] {
      position("start", Lines.position(S.Offset));
      position("end", Lines.position(S.end()));
    });
  });
}

void RdjsonEmitter::finding(size_t Index) {
  const ReportedFinding &F = R.Findings[Index];
  std::string Why;
  std::optional<LineSuggestion> Lines = lineSuggestion(R, Index, Why);
  if (Lines && Lines->Text.size() > LongestText) {
    Lines.reset();
    Why = "it is too long";
  }
  text("message", F.F.Message + "\n" + adviceOn(F, Why));
  location(F.F.Where);
  J.attribute("severity", severityName(F.F.Level));
  J.attributeObject("code",
                    [&] { J.attribute("value", "asyncmend-" + F.F.Rule); });
  if (!F.F.Notes.empty())
    J.attributeArray("related_locations", [&] {
      for (const Note &N : F.F.Notes)
        J.object([&] {
          text("message", N.Message);
          location(N.Where);
        });
    });
  if (!Lines)
    return;
  J.attributeArray("suggestions", [&] {
    J.object([&] {
      J.attributeObject("range", [&] {
        position("start", {Lines->First, 0});
        position("end", {Lines->Last, 0});
      });
      text("text", Lines->Text);
    });
  });
}

void RdjsonEmitter::emit() {
  J.object([&] {
    J.attributeObject("source", [&] { J.attribute("name", "asyncmend"); });
    J.attributeArray("diagnostics", [&] {
      for (size_t I = 0; I < R.Findings.size(); ++I)
        J.object([&] { finding(I); });
    });
  });
}

} // namespace

void emitRdjson(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS) {
  RdjsonEmitter(R, O, OS).emit();
  OS << '\n';
}

} // namespace asyncmend
