//===- tu-model.cpp - All that a rewriter may see of one TU ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/tu-model.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/FileSystem.h"

using namespace clang;

namespace asyncmend {

TuModel::TuModel(CompilerInstance &CI, const ProfileSet &Profiles,
                 const IncludeGraph &Includes)
    : Context(CI.getASTContext()), PP(CI.getPreprocessor()), Profiles(Profiles),
      Includes(Includes), Index(Context, Profiles), Awaits(CI.getSema()) {}

unsigned TuModel::version(const Framework &F) const {
  if (F.VersionMacro.empty())
    return 0;
  const MacroInfo *Macro =
      PP.getMacroInfo(PP.getIdentifierInfo(F.VersionMacro));
  if (!Macro || Macro->getNumTokens() != 1)
    return 0;
  unsigned Value = 0;
  std::string Spelled =
      Lexer::getSpelling(Macro->getReplacementToken(0), sources(), language());
  StringRef(Spelled).rtrim("uUlL").getAsInteger(10, Value);
  return Value;
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

unsigned TuModel::line(SourceLocation Loc) const {
  return sources().getSpellingLineNumber(place(Loc));
}

/// All that stands between the parentheses of a call.
static std::optional<StringRef> betweenParens(const TuModel &Tu,
                                              const CallExpr &Call) {
  SourceLocation Open = Lexer::findLocationAfterToken(
      Call.getCallee()->getEndLoc(), tok::l_paren, Tu.sources(), Tu.language(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  SourceLocation Close = Call.getRParenLoc();
  if (Open.isInvalid() || Open.isMacroID() || Close.isMacroID())
    return std::nullopt;
  return Lexer::getSourceText(CharSourceRange::getCharRange(Open, Close),
                              Tu.sources(), Tu.language());
}

std::optional<std::string> argumentText(const TuModel &Tu, const CallExpr &Call,
                                        unsigned I) {
  std::optional<StringRef> All = betweenParens(Tu, Call);
  if (Call.getNumArgs() == 1 && All && !All->empty()) {
    std::string Text = All->trim().str();
    // A line comment must not swallow what follows the argument.
    if (StringRef(Text).substr(Text.rfind('\n') + 1).contains("//"))
      Text += '\n';
    return Text;
  }
  if (All && (All->contains("//") || All->contains("/*")))
    return std::nullopt;
  auto Text = Tu.text(Call.getArg(I)->getSourceRange());
  return Text ? std::optional(Text->str()) : std::nullopt;
}

} // namespace asyncmend
