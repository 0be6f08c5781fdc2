//===- tu-model.cpp - All that a rewriter may see of one TU ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/tu-model.h"
#include "core/lookup.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace asyncmend {

TuModel::TuModel(CompilerInstance &CI, const ProfileSet &Profiles,
                 const IncludeGraph &Includes,
                 const asyncmend::Settings &Wishes,
                 llvm::ArrayRef<SourceLocation> Errors)
    : Context(CI.getASTContext()), PP(CI.getPreprocessor()), Profiles(Profiles),
      Includes(Includes), Wishes(Wishes), Errors(Errors),
      Index(Context, Profiles), Awaits(CI.getSema()) {}

static std::optional<unsigned> toNumber(StringRef Spelled) {
  unsigned Value = 0;
  if (Spelled.trim().rtrim("uUlL").getAsInteger(10, Value))
    return std::nullopt;
  return Value;
}

/// The value a header gives a macro, without preprocessing it.
static std::optional<unsigned> macroInHeader(Preprocessor &PP, StringRef Header,
                                             StringRef Macro) {
  // Not Preprocessor::LookupFile, which needs a file that is being read.
  ConstSearchDirIterator CurDir = nullptr;
  OptionalFileEntryRef File = PP.getHeaderSearchInfo().LookupFile(
      Header, SourceLocation(), /*isAngled=*/true, /*FromDir=*/nullptr, &CurDir,
      /*Includers=*/{}, /*SearchPath=*/nullptr, /*RelativePath=*/nullptr,
      /*RequestingModule=*/nullptr, /*SuggestedModule=*/nullptr,
      /*IsMapped=*/nullptr, /*IsFrameworkFound=*/nullptr);
  if (!File)
    return std::nullopt;
  auto Buffer = PP.getFileManager().getBufferForFile(*File);
  if (!Buffer)
    return std::nullopt;
  llvm::SmallVector<StringRef> Lines;
  (*Buffer)->getBuffer().split(Lines, '\n');
  for (StringRef Line : Lines)
    if (Line.consume_front("#define ") && Line.consume_front(Macro) &&
        Line.starts_with(" "))
      return toNumber(Line.split("//").first);
  return std::nullopt;
}

static unsigned findVersion(Preprocessor &PP, const Framework &F) {
  const MacroInfo *Macro =
      F.VersionMacro.empty()
          ? nullptr
          : PP.getMacroInfo(PP.getIdentifierInfo(F.VersionMacro));
  if (Macro && Macro->getNumTokens() == 1)
    if (auto Value = toNumber(PP.getSpelling(Macro->getReplacementToken(0))))
      return *Value;
  if (F.VersionHeader.empty())
    return 0;
  return macroInHeader(PP, F.VersionHeader, F.VersionMacro).value_or(0);
}

unsigned TuModel::version(const Framework &F) const {
  auto [It, New] = Versions.try_emplace(F.Id, 0);
  if (New)
    It->second = findVersion(PP, F);
  return It->second;
}

const VersionedText *
TuModel::firstThatFits(const Framework &F,
                       const std::vector<VersionedText> &Texts) const {
  auto Found = llvm::find_if(
      Texts, [&](const VersionedText &T) { return fits(F, T.Versions); });
  return Found == Texts.end() ? nullptr : &*Found;
}

bool TuModel::fits(const Framework &F, const VersionRange &Range) const {
  if (!Range.contains(version(F)))
    return false;
  if (Range.Symbol.empty())
    return true;
  auto [It, New] = Declared.try_emplace(Range.Symbol, false);
  if (New)
    It->second = lookUp(Context, Range.Symbol) != nullptr;
  return It->second;
}

std::optional<StringRef> TuModel::text(SourceRange Range) const {
  CharSourceRange File = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Range), sources(), language());
  if (File.isInvalid())
    return std::nullopt;
  bool Invalid = false;
  StringRef Text = Lexer::getSourceText(File, sources(), language(), &Invalid);
  if (Invalid || Text.empty())
    return std::nullopt;
  return Text;
}

bool TuModel::hasErrorsIn(SourceRange Range) const {
  if (Errors.empty())
    return false;
  SourceLocation Begin = sources().getFileLoc(Range.getBegin()),
                 End = sources().getFileLoc(Range.getEnd());
  return llvm::any_of(Errors, [&](SourceLocation Error) {
    return Error == Begin || Error == End ||
           (sources().isBeforeInTranslationUnit(Begin, Error) &&
            sources().isBeforeInTranslationUnit(Error, End));
  });
}

SourceLocation TuModel::place(SourceLocation Loc) const {
  return sources().getFileLoc(Loc);
}

std::string TuModel::path(SourceLocation Loc) const {
  OptionalFileEntryRef File =
      sources().getFileEntryRefForID(sources().getFileID(place(Loc)));
  if (!File)
    return {};
  std::string &Path = RealPaths[&File->getFileEntry()];
  if (!Path.empty())
    return Path;
  llvm::SmallString<256> Absolute = File->getName(), Real;
  sources().getFileManager().makeAbsolutePath(Absolute);
  Path = llvm::sys::fs::real_path(Absolute, Real) ? Absolute.str().str()
                                                  : Real.str().str();
  return Path;
}

Span TuModel::span(SourceRange Range) const {
  SourceLocation Begin = place(Range.getBegin());
  SourceLocation End = place(Range.getEnd());
  auto [File, Offset] = sources().getDecomposedLoc(Begin);
  auto [EndFile, EndOffset] = sources().getDecomposedLoc(End);
  if (EndFile != File || EndOffset < Offset) {
    EndOffset = Offset;
    End = Begin;
  }
  unsigned Last = Lexer::MeasureTokenLength(End, sources(), language());
  return {path(Begin), Offset, EndOffset - Offset + Last};
}

/// `Path` relative to `Directory`; empty if it does not lie below it.
static std::string below(StringRef Path, StringRef Directory) {
  Directory = Directory.rtrim('/');
  return Path.consume_front(Directory) && Path.consume_front("/") ? Path.str()
                                                                  : "";
}

/// `To` relative to `Directory`, with as many steps up as it takes.
static std::string relative(StringRef To, StringRef Directory) {
  for (std::string Up;; Up += "../") {
    if (std::string Rest = below(To, Directory); !Rest.empty())
      return Up + Rest;
    if (Directory.empty())
      return To.str();
    Directory = llvm::sys::path::parent_path(Directory);
  }
}

std::string TuModel::includeName(StringRef Header, StringRef From) const {
  std::string Shortest;
  for (const DirectoryLookup &Dir :
       PP.getHeaderSearchInfo().search_dir_range()) {
    if (!Dir.isNormalDir())
      continue;
    llvm::SmallString<256> Path = Dir.getDirRef()->getName(), Real;
    sources().getFileManager().makeAbsolutePath(Path);
    if (!llvm::sys::fs::real_path(Path, Real))
      Path = Real;
    std::string Name = below(Header, Path);
    if (!Name.empty() && (Shortest.empty() || Name.size() < Shortest.size()))
      Shortest = Name;
  }
  return Shortest.empty() ? relative(Header, llvm::sys::path::parent_path(From))
                          : Shortest;
}

unsigned TuModel::line(SourceLocation Loc) const {
  return sources().getSpellingLineNumber(place(Loc));
}

} // namespace asyncmend
