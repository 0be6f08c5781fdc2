//===- json.cpp - The report as one JSON object ---------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "llvm/Support/JSON.h"
#include "output/emitter.h"
#include "output/lines.h"

namespace json = llvm::json;
using llvm::StringRef;

namespace asyncmend {
namespace {

StringRef stateName(FixState State) {
  switch (State) {
  case FixState::None:
    return "none";
  case FixState::Chosen:
    return "chosen";
  case FixState::Offered:
    return "offered";
  case FixState::Withheld:
    return "withheld";
  case FixState::Conflict:
    return "conflict";
  }
  return "";
}

class JsonEmitter {
public:
  JsonEmitter(const Report &R, llvm::raw_ostream &OS)
      : R(R), Tables(R.Sources), J(OS, /*IndentSize=*/2) {}

  void emit();

private:
  void finding(const ReportedFinding &F);
  void fix(const Fix &F);
  void span(const Span &S);
  void tu(const TuStatus &T);
  /// Sources may be in any encoding, JSON is UTF-8.
  void text(StringRef Key, StringRef Value) {
    J.attribute(Key, json::fixUTF8(Value));
  }

  const Report &R;
  LineTables Tables;
  json::OStream J;
};

void JsonEmitter::span(const Span &S) {
  const LineTable &Lines = Tables.of(S.Path);
  Position Begin = Lines.position(S.Offset), End = Lines.position(S.end());
  text("path", S.Path);
  J.attribute("line", Begin.Line);
  J.attribute("column", Begin.Column);
  J.attribute("endLine", End.Line);
  J.attribute("endColumn", End.Column);
  J.attribute("offset", S.Offset);
  J.attribute("length", S.Length);
}

void JsonEmitter::fix(const Fix &F) {
  text("title", F.Title);
  J.attribute("safety", toString(F.Level));
  J.attributeArray("edits", [&] {
    for (const Edit &E : F.Edits)
      J.object([&] {
        span(E.Where);
        text("text", E.Text);
      });
  });
  J.attributeArray("includes", [&] {
    for (const IncludeEdit &I : F.Includes)
      J.object([&] {
        text("path", I.Path);
        text("header", I.Header);
        J.attribute("angled", I.Angled);
      });
  });
}

void JsonEmitter::finding(const ReportedFinding &F) {
  J.attribute("rule", F.F.Rule);
  J.attribute("check", "asyncmend-" + F.F.Rule);
  J.attribute("severity", toString(F.F.Level));
  text("message", F.F.Message);
  span(F.F.Where);
  J.attributeArray("notes", [&] {
    for (const Note &N : F.F.Notes)
      J.object([&] {
        text("message", N.Message);
        span(N.Where);
      });
  });
  J.attribute("state", stateName(F.State));
  J.attributeArray("fixes", [&] {
    for (const Fix &X : F.F.Fixes)
      J.object([&] { fix(X); });
  });
  text("why", F.State == FixState::None ? F.F.WhyNoFix : F.Why);
  J.attribute("framework", F.F.FrameworkId);
  J.attribute("seenIn", F.SeenIn);
  if (F.FirstTu < R.Tus.size())
    text("translationUnit", R.Tus[F.FirstTu].File);
}

void JsonEmitter::tu(const TuStatus &T) {
  text("file", T.File);
  text("directory", T.Directory);
  if (T.Failure.empty())
    return;
  text("failure", T.Failure);
  text("reproduce", T.Reproduce);
}

void JsonEmitter::emit() {
  J.object([&] {
    J.attribute("tool", "asyncmend");
    J.attribute("version", ASYNCMEND_VERSION);
    J.attribute("format", 1);
    J.attribute("applied", R.Applied);
    J.attributeArray("findings", [&] {
      for (const ReportedFinding &F : R.Findings)
        J.object([&] { finding(F); });
    });
    J.attributeArray("changedFiles", [&] {
      for (const FileChange &C : R.Changes)
        J.value(json::fixUTF8(C.Path));
    });
    J.attributeArray("translationUnits", [&] {
      for (const TuStatus &T : R.Tus)
        J.object([&] { tu(T); });
    });
    J.attribute("hiddenInHeaders", R.HiddenInHeaders);
  });
}

} // namespace

void emitJson(const Report &R, const EmitOptions &, llvm::raw_ostream &OS) {
  JsonEmitter(R, OS).emit();
  OS << '\n';
}

} // namespace asyncmend
