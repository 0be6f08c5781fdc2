//===- sarif.cpp - SARIF 2.1.0, for code scanning -------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// GitHub rejects a whole file for one field that it dislikes, so what is empty
// is left out, no file is named twice in a fix, and its limits on numbers and
// size are kept. Consumers of columns count UTF-16; those who count anything
// else have the offsets in bytes.
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/line-hash.h"
#include "output/offers.h"
#include "output/path-names.h"
#include "output/sarif-rules.h"
#include "output/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SHA256.h"

namespace json = llvm::json;
using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr size_t MostResults = 25000;
constexpr size_t MostNotes = 100; ///< Of 1000 locations, 100 are shown.
constexpr size_t MostBytes = 10 * 1000 * 1000; ///< Compressed by gzip.

class SarifEmitter {
public:
  SarifEmitter(const Report &R, const EmitOptions &O, bool WithFixes,
               llvm::raw_ostream &OS)
      : R(R), Names(O.Root, O.AbsolutePaths), Root(O.Root),
        WithFixes(WithFixes), WithSuppressed(O.ShowSuppressed),
        Tables(R.Sources), J(OS, /*IndentSize=*/1) {}

  void emit();

private:
  void chooseResults();
  void run();
  void invocation();
  void notification(StringRef Level, const std::string &Text, StringRef Path);
  void artifacts();
  void result(size_t Index);
  void suppressed(const Finding &F);
  void related(const Finding &F);
  void fix(size_t Index, const Offer &O);
  void place(StringRef Key, StringRef Path);
  void location(const Span &S);
  void region(const Span &S);
  const std::string &hashOf(const Span &S);
  /// Sources may be in any encoding, JSON is UTF-8.
  void text(StringRef Key, StringRef Value) {
    J.attribute(Key, json::fixUTF8(Value));
  }
  void message(StringRef Key, StringRef Text) {
    J.attributeObject(Key, [&] { text("text", Text); });
  }

  const Report &R;
  PathNames Names;
  StringRef Root;
  bool WithFixes;
  bool WithSuppressed;
  LineTables Tables;
  json::OStream J;
  std::vector<size_t> Results;
  std::map<std::string, size_t> Artifacts;
  std::map<std::string, std::vector<std::string>> Hashes;
};

/// For the text of a link, where a bracket is none of the link's own.
std::string escaped(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '[' || C == ']' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out;
}

/// Text between brackets that a parenthesis follows is a link. Readers that do
/// not know of links show the escape, so it is only there where it must be.
std::string withoutLinks(StringRef Text) {
  return Text.contains("](") ? escaped(Text) : Text.str();
}

/// Where there are too many, the mildest go.
void SarifEmitter::chooseResults() {
  for (Severity Level : {Severity::Error, Severity::Warning, Severity::Info})
    for (size_t I = 0; I < R.Findings.size(); ++I)
      if (R.Findings[I].F.Level == Level && Results.size() < MostResults)
        Results.push_back(I);
  llvm::sort(Results);
  // Numbers of files are given in the order of their paths.
  for (size_t I : Results) {
    Artifacts[R.Findings[I].F.Where.Path];
    for (const Note &N : R.Findings[I].F.Notes)
      Artifacts[N.Where.Path];
  }
  size_t Next = 0;
  for (auto &[Path, Index] : Artifacts)
    Index = Next++;
}

void SarifEmitter::place(StringRef Key, StringRef Path) {
  J.attributeObject(Key, [&] {
    std::string Name = Names.name(Path);
    bool Below = !StringRef(Name).starts_with("/");
    J.attribute("uri", (Below ? "" : "file://") + percentEncoded(Name));
    if (Below)
      J.attribute("uriBaseId", "SRCROOT");
    auto It = Artifacts.find(Path.str());
    if (It != Artifacts.end())
      J.attribute("index", It->second);
  });
}

void SarifEmitter::region(const Span &S) {
  const LineTable &Lines = Tables.of(S.Path);
  Position Begin = utf16Position(Lines, S.Offset);
  Position End = utf16Position(Lines, S.end());
  J.attribute("startLine", Begin.Line);
  J.attribute("startColumn", Begin.Column);
  J.attribute("endLine", End.Line);
  J.attribute("endColumn", End.Column);
  J.attribute("byteOffset", S.Offset);
  J.attribute("byteLength", S.Length);
}

void SarifEmitter::location(const Span &S) {
  J.attributeObject("physicalLocation", [&] {
    place("artifactLocation", S.Path);
    J.attributeObject("region", [&] { region(S); });
  });
}

const std::string &SarifEmitter::hashOf(const Span &S) {
  auto [It, New] = Hashes.try_emplace(S.Path);
  const LineTable &Lines = Tables.of(S.Path);
  if (New)
    It->second = lineHashes(Lines.text());
  size_t Line = Lines.lineAt(S.Offset);
  return It->second[std::min(Line, It->second.size() - 1)];
}

void SarifEmitter::related(const Finding &F) {
  size_t Count = std::min(F.Notes.size(), MostNotes);
  J.attributeArray("relatedLocations", [&] {
    for (size_t I = 0; I < Count; ++I)
      J.object([&] {
        J.attribute("id", I + 1);
        location(F.Notes[I].Where);
        message("message", F.Notes[I].Message);
      });
  });
}

void SarifEmitter::fix(size_t Index, const Offer &O) {
  J.object([&] {
    message("description", fixTitle(R.Findings[Index].F.Fixes.front()));
    J.attributeArray("artifactChanges", [&] {
      for (const FileChange &C : O.Changes)
        J.object([&] {
          place("artifactLocation", C.Path);
          J.attributeArray("replacements", [&] {
            for (const Hunk &H : C.Hunks)
              J.object([&] {
                J.attributeObject("deletedRegion", [&] {
                  region({C.Path, H.Offset, H.Length});
                });
                message("insertedContent", H.Text);
              });
          });
        });
    });
  });
}

void SarifEmitter::result(size_t Index) {
  const ReportedFinding &F = R.Findings[Index];
  Offer O = offerInText(R, Index);
  std::string Text = withoutLinks(F.F.Message + "\n" + adviceOn(F, O.Why));
  // Only what the message links to is shown.
  for (size_t I = 0; I < std::min(F.F.Notes.size(), MostNotes); ++I)
    Text += "\n[" + escaped(F.F.Notes[I].Message) + "](" +
            std::to_string(I + 1) + ")";
  J.attribute("ruleId", "asyncmend-" + F.F.Rule);
  if (std::optional<size_t> Rule = sarifRuleIndex(F.F.Rule))
    J.attribute("ruleIndex", *Rule);
  J.attribute("level", sarifLevel(F.F.Level));
  message("message", Text);
  J.attributeArray("locations",
                   [&] { J.object([&] { location(F.F.Where); }); });
  if (!F.F.Notes.empty())
    related(F.F);
  J.attributeObject("partialFingerprints", [&] {
    J.attribute("primaryLocationLineHash", hashOf(F.F.Where));
  });
  if (WithFixes && !O.Changes.empty())
    J.attributeArray("fixes", [&] { fix(Index, O); });
}

/// A finding that a NOLINT comment is about.
void SarifEmitter::suppressed(const Finding &F) {
  J.attribute("ruleId", "asyncmend-" + F.Rule);
  if (std::optional<size_t> Rule = sarifRuleIndex(F.Rule))
    J.attribute("ruleIndex", *Rule);
  J.attribute("level", sarifLevel(F.Level));
  message("message", withoutLinks(F.Message));
  J.attributeArray("locations", [&] { J.object([&] { location(F.Where); }); });
  J.attributeObject("partialFingerprints", [&] {
    J.attribute("primaryLocationLineHash", hashOf(F.Where));
  });
  J.attributeArray("suppressions",
                   [&] { J.object([&] { J.attribute("kind", "inSource"); }); });
}

void SarifEmitter::notification(StringRef Level, const std::string &Text,
                                StringRef Path) {
  J.object([&] {
    J.attribute("level", Level);
    message("message", Text);
    if (!Path.empty())
      J.attributeArray("locations", [&] {
        J.object([&] {
          J.attributeObject("physicalLocation",
                            [&] { place("artifactLocation", Path); });
        });
      });
  });
}

void SarifEmitter::invocation() {
  J.attribute("executionSuccessful", !R.anyTuFailed());
  bool Cut = Results.size() < R.Findings.size();
  if (!R.anyTuFailed() && !Cut && WithFixes)
    return;
  J.attributeArray("toolExecutionNotifications", [&] {
    for (const TuStatus &T : R.Tus)
      if (!T.Failure.empty())
        notification("error", "This file was not analysed: " + T.Failure,
                     T.File);
    if (Cut)
      notification("warning",
                   std::to_string(R.Findings.size() - Results.size()) +
                       " findings are left out: a run may have " +
                       std::to_string(MostResults) + ".",
                   "");
    if (!WithFixes)
      notification("warning",
                   "The fixes are left out: with them the file is larger than "
                   "a code host takes.",
                   "");
  });
}

void SarifEmitter::artifacts() {
  for (const auto &[Path, Index] : Artifacts)
    J.object([&] {
      place("location", Path);
      StringRef Bytes = Tables.of(Path).text();
      J.attribute("length", Bytes.size());
      J.attributeObject("hashes", [&] {
        J.attribute(
            "sha-256",
            llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(Bytes)),
                        /*LowerCase=*/true));
      });
    });
}

void SarifEmitter::run() {
  J.attributeObject("tool", [&] {
    J.attributeObject("driver", [&] {
      J.attribute("name", "asyncmend");
      J.attribute("version", ASYNCMEND_VERSION);
      J.attribute("semanticVersion", ASYNCMEND_VERSION);
      J.attributeArray("rules", [&] { emitSarifRules(J); });
    });
  });
  J.attribute("columnKind", "utf16CodeUnits");
  J.attributeObject("automationDetails",
                    [&] { J.attribute("id", "asyncmend/"); });
  J.attributeObject("originalUriBaseIds", [&] {
    J.attributeObject("SRCROOT", [&] {
      J.attribute("uri", "file://" + percentEncoded(Root.rtrim('/')) + "/");
    });
  });
  J.attributeArray("invocations", [&] { J.object([&] { invocation(); }); });
  if (!Artifacts.empty())
    J.attributeArray("artifacts", [&] { artifacts(); });
  J.attributeArray("results", [&] {
    for (size_t I : Results)
      J.object([&] { result(I); });
    size_t Room = WithSuppressed ? MostResults - Results.size() : 0;
    for (const Finding &F : llvm::ArrayRef(R.Suppressed).take_front(Room))
      J.object([&] { suppressed(F); });
  });
}

void SarifEmitter::emit() {
  chooseResults();
  J.object([&] {
    J.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    J.attribute("version", "2.1.0");
    J.attributeArray("runs", [&] { J.object([&] { run(); }); });
  });
}

bool isTooLarge(StringRef Text) {
  if (Text.size() <= MostBytes || !llvm::compression::zlib::isAvailable())
    return false;
  llvm::SmallVector<uint8_t, 0> Packed;
  llvm::compression::zlib::compress(llvm::arrayRefFromStringRef(Text), Packed);
  return Packed.size() > MostBytes;
}

} // namespace

void emitSarif(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS) {
  std::string Text;
  for (bool WithFixes : {true, false}) {
    Text.clear();
    llvm::raw_string_ostream Stream(Text);
    SarifEmitter(R, O, WithFixes, Stream).emit();
    if (!isTooLarge(Text))
      break;
  }
  OS << Text << '\n';
}

} // namespace asyncmend
