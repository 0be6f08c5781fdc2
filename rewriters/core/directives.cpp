//===- directives.cpp - Code under #if ------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/directives.h"
#include "core/layout.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

std::optional<std::vector<Span>> conditionalParts(const TuModel &Tu,
                                                  const Stmt &S) {
  const SourceManager &Sources = Tu.sources();
  SourceLocation Begin = Sources.getExpansionLoc(S.getBeginLoc());
  SourceLocation End = Sources.getExpansionLoc(S.getEndLoc());
  FileID File = Sources.getFileID(Begin);
  StringRef Buffer = Sources.getBufferData(File);
  unsigned To = Sources.getFileOffset(End);
  std::vector<Span> Parts;
  unsigned Depth = 0;
  Lexer Lex(Sources.getLocForStartOfFile(File), Tu.language(), Buffer.begin(),
            Buffer.begin() + Sources.getFileOffset(Begin), Buffer.end());
  Token T;
  while (!Lex.LexFromRawLexer(T)) {
    unsigned At = Sources.getFileOffset(T.getLocation());
    if (At > To)
      break;
    if (T.isNot(tok::hash) || !T.isAtStartOfLine())
      continue;
    Lex.LexFromRawLexer(T);
    StringRef Name = T.is(tok::raw_identifier) ? T.getRawIdentifier() : "";
    if (Name.starts_with("if")) {
      if (Depth++ == 0)
        Parts.push_back({"", At, 0});
    } else if (Name.starts_with("el") || Name == "endif") {
      if (Depth == 0)
        return std::nullopt;
      if (Name == "endif" && --Depth == 0)
        Parts.back().Length = At - Parts.back().Offset;
    }
  }
  if (Depth != 0)
    return std::nullopt;
  return Parts;
}

bool isInside(ArrayRef<Span> Parts, unsigned Offset) {
  return llvm::any_of(Parts, [&](const Span &P) {
    return P.Offset <= Offset && Offset < P.end();
  });
}

bool mentions(const TuModel &Tu, const Stmt &InFile, ArrayRef<Span> Parts,
              StringRef Word) {
  auto IsLetter = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  return llvm::any_of(Parts, [&](const Span &P) {
    StringRef Text = textOf(Tu, InFile.getBeginLoc(), P);
    for (size_t At = Text.find(Word); At != StringRef::npos;
         At = Text.find(Word, At + 1)) {
      size_t Past = At + Word.size();
      if ((At == 0 || !IsLetter(Text[At - 1])) &&
          (Past == Text.size() || !IsLetter(Text[Past])))
        return true;
    }
    return false;
  });
}

} // namespace asyncmend
