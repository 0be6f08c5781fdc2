//===- baseline.cpp - Counts of known findings ----------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "baseline.h"
#include "core/refusal.h"
#include "paths.h"
#include "write-file.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"
#include <filesystem>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace {

struct Count {
  unsigned Number = 0;
};
using Rules = std::map<std::string, Count>;

struct BaselineFile {
  unsigned Version = 0;
  std::map<std::string, Rules> Files;
};

} // namespace

LLVM_YAML_IS_STRING_MAP(Count)
LLVM_YAML_IS_STRING_MAP(Rules)

// JSON is YAML, and this reader knows the place of whatever is wrong.
namespace llvm::yaml {

template <> struct MappingTraits<Count> {
  static void mapping(IO &Io, Count &C) { Io.mapRequired("count", C.Number); }
};

template <> struct MappingTraits<BaselineFile> {
  static void mapping(IO &Io, BaselineFile &D) {
    Io.mapRequired("version", D.Version);
    Io.mapRequired("files", D.Files);
  }
  static std::string validate(IO &, BaselineFile &D) {
    return D.Version == 1 ? "" : "the only version that is known is 1";
  }
};

} // namespace llvm::yaml

namespace asyncmend {

namespace {

std::string directoryOf(StringRef File) {
  return realPath(
      llvm::sys::path::parent_path(absolutePath(File, workingDirectory())),
      workingDirectory());
}

} // namespace

Expected<Baseline> readBaseline(StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return no("cannot read the baseline " + File + ": " +
              Buffer.getError().message());
  std::string Complaint;
  llvm::yaml::Input In((*Buffer)->getBuffer(), nullptr,
                       [](const llvm::SMDiagnostic &D, void *Out) {
                         auto &First = *static_cast<std::string *>(Out);
                         if (First.empty())
                           First = (llvm::Twine(D.getLineNo()) + ":" +
                                    llvm::Twine(D.getColumnNo() + 1) + ": " +
                                    D.getMessage())
                                       .str();
                       },
                       &Complaint);
  BaselineFile D;
  llvm::yaml::EmptyContext Context;
  // There is no document in an empty file, and no node to ask for its place.
  if (In.setCurrentDocument())
    llvm::yaml::yamlize(In, D, /*Required=*/true, Context);
  else if (Complaint.empty())
    Complaint = "1:1: this is no baseline";
  if (In.error() || !Complaint.empty())
    return no(File + ":" + Complaint);
  Baseline B;
  std::string Directory = directoryOf(File);
  for (auto &[Name, Known] : D.Files)
    for (auto &[Rule, C] : Known)
      B.Counts[absolutePath(Name, Directory)][Rule] += C.Number;
  return B;
}

Error writeBaseline(const Baseline &B, StringRef File) {
  std::string Directory = directoryOf(File);
  std::map<std::string, const std::map<std::string, unsigned> *> Named;
  for (const auto &[Path, Rules] : B.Counts)
    Named[std::filesystem::path(Path)
              .lexically_relative(Directory)
              .generic_string()] = &Rules;
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::json::OStream J(OS, /*IndentSize=*/2);
  J.object([&] {
    J.attribute("version", 1);
    J.attributeObject("files", [&] {
      for (const auto &[Name, Rules] : Named)
        J.attributeObject(llvm::json::fixUTF8(Name), [&] {
          for (const auto &[Rule, Number] : *Rules)
            J.attributeObject(Rule, [&] { J.attribute("count", Number); });
        });
    });
  });
  OS << '\n';
  Expected<StagedFile> Staged = StagedFile::make(File, OS.str());
  return Staged ? Staged->commit() : Staged.takeError();
}

Baseline countFindings(llvm::ArrayRef<ReportedFinding> Findings) {
  Baseline B;
  for (const ReportedFinding &R : Findings)
    ++B.Counts[R.F.Where.Path][R.F.Rule];
  return B;
}

/// Zero where nothing is recorded.
static unsigned countOf(const Baseline &B, const std::string &Path,
                        const std::string &Rule) {
  auto File = B.Counts.find(Path);
  if (File == B.Counts.end())
    return 0;
  auto Known = File->second.find(Rule);
  return Known == File->second.end() ? 0 : Known->second;
}

bool isKnown(const Baseline &B, const Baseline &Now, const Finding &F) {
  return countOf(Now, F.Where.Path, F.Rule) <= countOf(B, F.Where.Path, F.Rule);
}

Baseline prune(const Baseline &B, const Baseline &Now,
               const std::set<std::string> &Looked) {
  Baseline Out;
  for (const auto &[Path, Rules] : B.Counts)
    for (const auto &[Rule, Number] : Rules) {
      unsigned Left = Looked.count(Path)
                          ? std::min(Number, countOf(Now, Path, Rule))
                          : Number;
      if (Left)
        Out.Counts[Path][Rule] = Left;
    }
  return Out;
}

} // namespace asyncmend
