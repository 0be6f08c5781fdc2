//===- html.cpp - The report as one page ----------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The page is made of the files in output/html and of one block of JSON, which
// its scripts turn into text nodes only: nothing of a source is ever markup.
//
//===----------------------------------------------------------------------===//

#include "core/embedded.h"
#include "core/rule.h"
#include "output/emitter.h"
#include "output/offers.h"
#include "output/path-names.h"
#include "output/unified-diff.h"
#include "output/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include <set>

namespace json = llvm::json;
using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr unsigned Context = 2;         ///< Lines around a place.
constexpr unsigned MostLines = 12;      ///< Of a place that is longer.
constexpr char Outside[] = "(outside)"; ///< No folder has such a name.

/// What a reader can do about it, in one word.
StringRef stateName(const Report &R, const ReportedFinding &F) {
  switch (F.State) {
  case FixState::None:
    return "none";
  case FixState::Withheld:
    return "withheld";
  case FixState::Conflict:
    return "conflict";
  case FixState::Chosen:
    if (R.Applied)
      return "fixed";
    break;
  case FixState::Offered:
    break;
  }
  return F.F.Fixes.empty() ? "none" : toString(F.F.Fixes.front().Level);
}

class HtmlData {
public:
  HtmlData(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS)
      : R(R), O(O), Names(O.Root, O.AbsolutePaths), Below(O.Root, false),
        Tables(R.Sources), J(OS) {}

  void emit();

private:
  void failures();
  void rules();
  void finding(size_t Index);
  void place(const Span &S);
  void code(const Span &S);
  void diffs(size_t Index);
  std::string folderOf(StringRef Path);
  /// Sources may be in any encoding, JSON is UTF-8.
  void text(StringRef Key, StringRef Value) {
    J.attribute(Key, json::fixUTF8(Value));
  }

  const Report &R;
  const EmitOptions &O;
  PathNames Names, Below;
  LineTables Tables;
  json::OStream J;
};

/// The folder below the root, "." for the root itself.
std::string HtmlData::folderOf(StringRef Path) {
  std::optional<std::string> Name = Below.below(Path);
  if (!Name)
    return Outside;
  auto [First, Rest] = StringRef(*Name).split('/');
  return Rest.empty() ? "." : First.str();
}

/// The lines of a place and some around it; columns are those of a script.
void HtmlData::code(const Span &S) {
  const LineTable &Lines = Tables.of(S.Path);
  if (Lines.text().empty())
    return;
  Position Begin = utf16Position(Lines, S.Offset);
  Position End = utf16Position(Lines, S.end());
  unsigned First = Begin.Line - std::min(Begin.Line - 1, Context);
  unsigned Last =
      std::min({End.Line + Context, Begin.Line + MostLines, Lines.count()});
  J.attribute("first", First);
  J.attributeArray("mark", [&] {
    for (unsigned N : {Begin.Line, Begin.Column, End.Line, End.Column})
      J.value(N);
  });
  J.attributeArray("lines", [&] {
    for (unsigned Line = First; Line <= Last; ++Line)
      J.value(json::fixUTF8(Lines.shown(Line - 1)));
  });
}

void HtmlData::place(const Span &S) {
  Position P = Tables.of(S.Path).position(S.Offset);
  text("path", Names.name(S.Path));
  J.attribute("line", P.Line);
  J.attribute("column", P.Column);
  code(S);
}

/// A unified diff for each file: the page sets its sides beside each other.
void HtmlData::diffs(size_t Index) {
  forOwnHunks(R, Index, [&](const FileChange &C, auto Own) {
    LineTable Lines(C.Before);
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    emitUnified("a", "b", Lines, lineChanges(Lines, Own), OS);
    J.object([&] {
      text("path", Names.name(C.Path));
      text("text", OS.str());
    });
  });
}

void HtmlData::finding(size_t Index) {
  const ReportedFinding &F = R.Findings[Index];
  J.attribute("rule", F.F.Rule);
  J.attribute("severity", toString(F.F.Level));
  J.attribute("state", stateName(R, F));
  text("framework", F.F.FrameworkId);
  text("folder", folderOf(F.F.Where.Path));
  text("message", F.F.Message);
  place(F.F.Where);
  text("why", F.State == FixState::None ? F.F.WhyNoFix : F.Why);
  if (!F.F.Fixes.empty()) {
    text("title", F.F.Fixes.front().Title);
    J.attribute("tier", toString(F.F.Fixes.front().Level));
  }
  J.attributeArray("notes", [&] {
    for (const Note &N : F.F.Notes)
      J.object([&] {
        text("message", N.Message);
        place(N.Where);
      });
  });
  J.attributeArray("diffs", [&] { diffs(Index); });
}

void HtmlData::rules() {
  std::set<StringRef> Found;
  for (const ReportedFinding &F : R.Findings)
    Found.insert(F.F.Rule);
  for (const RegisteredRule &Rule : allRules())
    if (Found.count(Rule.Info.Slug))
      J.object([&] {
        J.attribute("slug", Rule.Info.Slug);
        J.attribute("summary", Rule.Info.Summary);
        J.attribute("page", embeddedFile((Rule.Info.Slug + ".md").str()));
      });
}

void HtmlData::failures() {
  for (const TuStatus &T : R.Tus)
    if (!T.Failure.empty())
      J.object([&] {
        text("file", Names.name(T.File));
        text("failure", T.Failure);
        text("reproduce", T.Reproduce);
      });
}

void HtmlData::emit() {
  J.object([&] {
    J.attribute("version", ASYNCMEND_VERSION);
    text("root", O.Root);
    J.attribute("applied", R.Applied);
    J.attribute("units", R.Tus.size());
    J.attribute("hiddenInHeaders", R.HiddenInHeaders);
    J.attributeArray("failures", [&] { failures(); });
    J.attributeArray("rules", [&] { rules(); });
    J.attributeArray("findings", [&] {
      for (size_t I = 0; I < R.Findings.size(); ++I)
        J.object([&] { finding(I); });
    });
  });
}

/// JSON in which nothing could end the element that it stands in. All of these
/// characters occur in strings only.
std::string harmless(StringRef Json) {
  std::string Out;
  Out.reserve(Json.size());
  while (!Json.empty()) {
    if (Json.starts_with("\xe2\x80\xa8") || Json.starts_with("\xe2\x80\xa9")) {
      Out += Json[2] == '\xa8' ? "\\u2028" : "\\u2029";
      Json = Json.drop_front(3);
      continue;
    }
    char C = Json.front();
    Json = Json.drop_front();
    if (C == '<')
      Out += "\\u003c";
    else if (C == '>')
      Out += "\\u003e";
    else if (C == '&')
      Out += "\\u0026";
    else
      Out += C;
  }
  return Out;
}

} // namespace

void emitHtml(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS) {
  std::string Json;
  llvm::raw_string_ostream Stream(Json);
  HtmlData(R, O, Stream).emit();
  std::string Data = harmless(Stream.str());
  // "{{style.css}}" is that file; what takes its place is not looked at again.
  StringRef Page = embeddedFile("page.html");
  while (!Page.empty()) {
    auto [Text, Rest] = Page.split("{{");
    auto [Name, After] = Rest.split("}}");
    OS << Text << (Name == "data" ? StringRef(Data) : embeddedFile(Name));
    Page = After;
  }
}

} // namespace asyncmend
