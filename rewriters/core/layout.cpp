//===- layout.cpp - Statements and the lines they stand on ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/layout.h"
#include "clang/Lex/Lexer.h"
#include <map>

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

static StringRef bufferOf(const TuModel &Tu, SourceLocation Loc) {
  const SourceManager &Sources = Tu.sources();
  return Sources.getBufferData(Sources.getFileID(Tu.place(Loc)));
}

StringRef textOf(const TuModel &Tu, SourceLocation InFile, const Span &S) {
  return bufferOf(Tu, InFile).substr(S.Offset, S.Length);
}

static size_t lineStart(StringRef Text, size_t At) {
  size_t Before = Text.take_front(At).rfind('\n');
  return Before == StringRef::npos ? 0 : Before + 1;
}

/// Past the line's end.
static size_t nextLine(StringRef Text, size_t At) {
  size_t End = Text.find('\n', At);
  return End == StringRef::npos ? Text.size() : End + 1;
}

/// Where the lines of comment directly above the line at `Start` begin.
static size_t commentAbove(StringRef Text, size_t Start) {
  while (Start > 0) {
    size_t Above = lineStart(Text, Start - 1);
    StringRef Line = Text.slice(Above, Start).trim();
    bool IsComment = Line.starts_with("//") ||
                     (Line.starts_with("/*") && Line.ends_with("*/") &&
                      Line.find("*/") == Line.size() - 2);
    if (!IsComment)
      return Start;
    Start = Above;
  }
  return Start;
}

/// The statement that `S` ends with: a loop's body, an else branch.
static const Stmt &lastPart(const Stmt &S) {
  const Stmt *Part = nullptr;
  if (const auto *If = dyn_cast<IfStmt>(&S))
    Part = If->getElse() ? If->getElse() : If->getThen();
  else if (const auto *For = dyn_cast<ForStmt>(&S))
    Part = For->getBody();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S))
    Part = Range->getBody();
  else if (const auto *While = dyn_cast<WhileStmt>(&S))
    Part = While->getBody();
  else if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
    Part = Switch->getBody();
  else if (const auto *Label = dyn_cast<LabelStmt>(&S))
    Part = Label->getSubStmt();
  else if (const auto *Case = dyn_cast<SwitchCase>(&S))
    Part = Case->getSubStmt();
  else if (const auto *Attributed = dyn_cast<AttributedStmt>(&S))
    Part = Attributed->getSubStmt();
  return Part ? lastPart(*Part) : S;
}

/// The end of the statement's own tokens, its semicolon included.
static std::optional<size_t> codeEnd(const TuModel &Tu, const Stmt &Whole) {
  const SourceManager &Sources = Tu.sources();
  const Stmt &S = lastPart(Whole);
  SourceLocation End = S.getEndLoc();
  size_t Past = Sources.getFileOffset(End) +
                Lexer::MeasureTokenLength(End, Sources, Tu.language());
  StringRef Text = bufferOf(Tu, End);
  // A declaration's range ends with its semicolon, a block's with its brace.
  if (Past <= Text.size() && Past > 0 &&
      (Text[Past - 1] == ';' || !isa<Expr, ReturnStmt, CoreturnStmt, DoStmt,
                                     BreakStmt, ContinueStmt, GotoStmt>(S)))
    return Past;
  auto Next = Lexer::findNextToken(End, Sources, Tu.language());
  if (!Next || Next->isNot(tok::semi) || Next->getLocation().isMacroID())
    return std::nullopt;
  return Sources.getFileOffset(Next->getLocation()) + 1;
}

std::optional<Extent> extentOf(const TuModel &Tu, const Stmt &S) {
  const SourceManager &Sources = Tu.sources();
  SourceLocation BeginLoc = S.getBeginLoc();
  if (BeginLoc.isMacroID() || S.getEndLoc().isMacroID() ||
      Sources.getFileID(BeginLoc) != Sources.getFileID(S.getEndLoc()))
    return std::nullopt;
  std::optional<size_t> End = codeEnd(Tu, S);
  if (!End)
    return std::nullopt;
  StringRef Text = bufferOf(Tu, BeginLoc);
  size_t Begin = Sources.getFileOffset(BeginLoc);
  std::string Path = Tu.path(BeginLoc);
  auto MakeSpan = [&](size_t From, size_t To) {
    return Span{Path, uint32_t(From), uint32_t(To - From)};
  };
  Extent E;
  E.Code = MakeSpan(Begin, *End);
  size_t Line = lineStart(Text, Begin), Past = nextLine(Text, *End);
  StringRef Before = Text.slice(Line, Begin), After = Text.slice(*End, Past);
  bool Alone = Before.trim().empty();
  StringRef Rest = After.trim();
  bool Ends = Rest.empty() || Rest.starts_with("//") ||
              (Rest.starts_with("/*") && Rest.find("*/") == Rest.size() - 2);
  E.OwnLines = Alone && Ends;
  E.Whole = E.OwnLines ? MakeSpan(commentAbove(Text, Line), Past) : E.Code;
  return E;
}

std::string indentAt(const TuModel &Tu, SourceLocation Loc) {
  StringRef Text = bufferOf(Tu, Loc);
  size_t Start = lineStart(Text, Tu.sources().getFileOffset(Tu.place(Loc)));
  StringRef Line = Text.drop_front(Start);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

std::string indentStep(const TuModel &Tu, SourceLocation Loc) {
  // By how much a line is deeper than the one before, in most cases.
  std::map<std::string, unsigned> Seen;
  llvm::SmallVector<StringRef> Lines;
  bufferOf(Tu, Loc).split(Lines, '\n');
  StringRef Last;
  for (StringRef Line : Lines) {
    if (Line.trim().empty() || Line.ltrim().starts_with("#"))
      continue;
    StringRef Indent =
        Line.take_while([](char C) { return C == ' ' || C == '\t'; });
    if (Indent.size() > Last.size() && Indent.starts_with(Last))
      ++Seen[Indent.drop_front(Last.size()).str()];
    Last = Indent;
  }
  std::string Best = "  ";
  unsigned Most = 0;
  for (const auto &[Step, Count] : Seen)
    if (Count > Most) {
      Best = Step;
      Most = Count;
    }
  return Best;
}

std::optional<std::string> reindent(StringRef Text, StringRef Old,
                                    StringRef New) {
  if (Old == New)
    return Text.str();
  if (Text.contains("R\""))
    return std::nullopt;
  for (StringRef Rest = Text; Rest.contains("/*");) {
    StringRef Comment = Rest.substr(Rest.find("/*"));
    size_t End = Comment.find("*/");
    if (Comment.take_front(End).contains('\n'))
      return std::nullopt;
    Rest = Comment.substr(End == StringRef::npos ? Comment.size() : End);
  }
  std::string Out;
  while (!Text.empty()) {
    size_t Newline = Text.find('\n');
    StringRef Line =
        Text.take_front(Newline == StringRef::npos ? Text.size() : Newline + 1);
    Text = Text.drop_front(Line.size());
    if (Line.starts_with(Old) && !Line.trim().empty() &&
        (!Old.empty() || !Out.empty()))
      Out += New.str() + Line.drop_front(Old.size()).str();
    else
      Out += Line.str();
  }
  return Out;
}

} // namespace asyncmend
