//===- yaml.cpp - Replacements for clang-apply-replacements ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The consumer ignores a whole file, silently, for a missing or an unknown key
// or a byte that is no UTF-8; single quotes fold line ends and plain scalars
// lose blanks. So all strings here are in double quotes, and what cannot be
// said in YAML is an error of ours.
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "output/exported-hunks.h"
#include "output/path-names.h"
#include "write-file.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/xxhash.h"
#include <map>

namespace fs = llvm::sys::fs;
using llvm::StringRef;

namespace asyncmend {
namespace {

std::string quoted(StringRef Text) {
  return '"' +
         llvm::yaml::escape(llvm::json::fixUTF8(Text),
                            /*EscapePrintable=*/false) +
         '"';
}

StringRef levelName(Severity S) {
  switch (S) {
  case Severity::Info:
    return "Remark";
  case Severity::Warning:
    return "Warning";
  case Severity::Error:
    return "Error";
  }
  return "";
}

/// Writes documents of type TranslationUnitDiagnostics.
class YamlWriter {
public:
  YamlWriter(const Report &R, const ExportedHunks &Hunks, PathNames &Names)
      : R(R), Hunks(Hunks), Names(Names), OS(Text) {}

  void begin(StringRef MainFile) {
    OS << "---\nMainSourceFile: "
       << quoted(MainFile.empty() ? "" : Names.name(MainFile))
       << "\nDiagnostics:";
    Empty = true;
  }
  void diagnostic(size_t Index);
  std::string end() {
    OS << (Empty ? " []\n...\n" : "...\n");
    return std::move(Text);
  }

private:
  void message(StringRef Message, const Span &Where, StringRef Indent);
  void replacements(size_t Index);

  const Report &R;
  const ExportedHunks &Hunks;
  PathNames &Names;
  std::string Text;
  llvm::raw_string_ostream OS;
  bool Empty = true;
};

void YamlWriter::message(StringRef Message, const Span &Where,
                         StringRef Indent) {
  OS << "Message: " << quoted(Message) << '\n'
     << Indent << "FilePath: " << quoted(Names.name(Where.Path)) << '\n'
     << Indent << "FileOffset: " << Where.Offset << '\n';
}

void YamlWriter::replacements(size_t Index) {
  auto It = Hunks.find(Index);
  OS << "      Replacements:" << (It == Hunks.end() ? " []\n" : "\n");
  if (It == Hunks.end())
    return;
  for (const Edit &E : It->second)
    OS << "        - FilePath: " << quoted(Names.name(E.Where.Path)) << '\n'
       << "          Offset: " << E.Where.Offset << '\n'
       << "          Length: " << E.Where.Length << '\n'
       << "          ReplacementText: " << quoted(E.Text) << '\n';
}

void YamlWriter::diagnostic(size_t Index) {
  const ReportedFinding &F = R.Findings[Index];
  if (Empty)
    OS << '\n';
  Empty = false;
  OS << "  - DiagnosticName: " << quoted("asyncmend-" + F.F.Rule) << '\n'
     << "    DiagnosticMessage:\n      ";
  message(F.F.Message, F.F.Where, "      ");
  replacements(Index);
  OS << "      Ranges:\n        - FilePath: "
     << quoted(Names.name(F.F.Where.Path))
     << "\n          FileOffset: " << F.F.Where.Offset
     << "\n          Length: " << F.F.Where.Length << '\n'
     << "    Notes:" << (F.F.Notes.empty() ? " []\n" : "\n");
  // A replacement in a note would be applied where the finding has none.
  for (const Note &N : F.F.Notes) {
    OS << "      - ";
    message(N.Message, N.Where, "        ");
    OS << "        Replacements: []\n";
  }
  // Relative names would be looked up in the build directory if there were one;
  // some readers fail where the key is missing.
  StringRef Directory = Names.absolute() && F.FirstTu < R.Tus.size()
                            ? StringRef(R.Tus[F.FirstTu].Directory)
                            : "";
  OS << "    Level: " << levelName(F.F.Level) << '\n'
     << "    BuildDirectory: " << quoted(Directory) << '\n';
}

/// Puts a document in its place, whole.
llvm::Error put(StringRef File, StringRef Text) {
  llvm::Expected<StagedFile> Staged = StagedFile::make(File, Text);
  if (!Staged)
    return Staged.takeError();
  return Staged->commit();
}

/// A name that depends on nothing but the TU, and that no other TU has: the
/// same source may be compiled twice.
std::string documentName(const TuStatus &T, unsigned Repeated,
                         PathNames &Names) {
  std::string Key = Names.name(T.File) + '\0' + Names.name(T.Directory) + '\0';
  Key += std::to_string(Repeated);
  StringRef Base = llvm::sys::path::filename(T.File);
  // Files that begin with a dot are not read.
  std::string Name = Base.starts_with(".") ? "_" : "";
  for (char C : Base)
    Name += llvm::isAlnum(C) || C == '.' || C == '_' || C == '-' ? C : '_';
  llvm::raw_string_ostream(Name) << llvm::format(
      "-%016llx.yaml", (unsigned long long)llvm::xxh3_64bits(Key));
  return Name;
}

llvm::Error exportToFile(const Report &R, const ExportedHunks &Hunks,
                         PathNames &Names, StringRef File) {
  YamlWriter Y(R, Hunks, Names);
  Y.begin(R.Tus.size() == 1 ? R.Tus[0].File : "");
  for (size_t I = 0; I < R.Findings.size(); ++I)
    Y.diagnostic(I);
  return put(File, Y.end());
}

llvm::Error exportToDirectory(const Report &R, const ExportedHunks &Hunks,
                              PathNames &Names, StringRef Directory) {
  if (auto EC = fs::create_directories(Directory))
    return llvm::createStringError(EC, "cannot make the directory %s: %s",
                                   Directory.str().c_str(),
                                   EC.message().c_str());
  std::vector<std::vector<size_t>> ByTu(R.Tus.size());
  for (size_t I = 0; I < R.Findings.size(); ++I)
    if (R.Findings[I].FirstTu < ByTu.size())
      ByTu[R.Findings[I].FirstTu].push_back(I);
  std::map<std::pair<StringRef, StringRef>, unsigned> Seen;
  for (size_t Tu = 0; Tu < R.Tus.size(); ++Tu) {
    const TuStatus &T = R.Tus[Tu];
    YamlWriter Y(R, Hunks, Names);
    Y.begin(T.File);
    for (size_t Index : ByTu[Tu])
      Y.diagnostic(Index);
    llvm::SmallString<256> File(Directory);
    llvm::sys::path::append(
        File, documentName(T, Seen[{T.File, T.Directory}]++, Names));
    if (llvm::Error E = put(File, Y.end()))
      return E;
  }
  return llvm::Error::success();
}

} // namespace

llvm::Error exportFixes(const Report &R, StringRef Target, StringRef Root) {
  PathNames Names(Root, /*Absolute=*/Root.empty());
  llvm::Expected<ExportedHunks> Hunks = exportedHunks(R);
  if (!Hunks)
    return Hunks.takeError();
  if (Target.ends_with("/") || fs::is_directory(Target))
    return exportToDirectory(R, *Hunks, Names, Target);
  return exportToFile(R, *Hunks, Names, Target);
}

} // namespace asyncmend
