//===- preamble.cpp - The directives at the head of a file ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "preamble.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"
#include <optional>

using llvm::StringRef;

namespace asyncmend {
namespace {

enum class Kind { If, Ifndef, Else, Endif, Define, Include, Other };

struct Directive {
  Kind What;
  uint32_t Begin, End; ///< Whole lines.
  unsigned Depth;      ///< Of the #if blocks around it.
  StringRef Rest;      ///< What follows the directive's name.
};

class Scanner {
public:
  explicit Scanner(StringRef Code)
      : Code(Code), Start(clang::SourceLocation::getFromRawEncoding(1)),
        Options(options()),
        Lex(Start, Options, Code.begin(), Code.begin(), Code.end()) {}

  Preamble scan();

private:
  static clang::LangOptions options() {
    clang::LangOptions O;
    O.CPlusPlus = O.CPlusPlus11 = O.CPlusPlus20 = O.LineComment = true;
    return O;
  }

  uint32_t offset(const clang::Token &T) const {
    return T.getLocation().getRawEncoding() - Start.getRawEncoding();
  }
  uint32_t lineBegin(uint32_t At) const {
    return Code.take_front(At).rfind('\n') + 1;
  }
  uint32_t lineEnd(uint32_t At) const {
    size_t Newline = Code.find('\n', At);
    return Newline == StringRef::npos ? Code.size() : Newline + 1;
  }
  void next() { AtEnd = Lex.LexFromRawLexer(Tok) || Tok.is(clang::tok::eof); }
  void directive();
  void code();
  bool hasGuard() const;

  StringRef Code;
  clang::SourceLocation Start;
  clang::LangOptions Options; ///< Referred to by the lexer.
  clang::Lexer Lex;
  clang::Token Tok;
  bool AtEnd = false;
  unsigned Depth = 0;
  std::vector<Directive> Directives;
  std::optional<uint32_t> FirstCode[2]; ///< At depths 0 and 1.
  uint32_t LastCode = 0;
  uint32_t ModuleEnd = 0; ///< Of "module;".
};

Kind kindOf(StringRef Name) {
  return llvm::StringSwitch<Kind>(Name)
      .Cases("if", "ifdef", Kind::If)
      .Case("ifndef", Kind::Ifndef)
      .Cases("else", "elif", "elifdef", "elifndef", Kind::Else)
      .Case("endif", Kind::Endif)
      .Case("define", Kind::Define)
      .Cases("include", "import", Kind::Include)
      .Default(Kind::Other);
}

/// Consumes the directive whose '#' is the current token.
void Scanner::directive() {
  uint32_t Begin = lineBegin(offset(Tok));
  uint32_t Last = offset(Tok) + 1;
  next();
  Kind What = Kind::Other;
  uint32_t NameEnd = Last;
  if (!AtEnd && !Tok.isAtStartOfLine() && Tok.is(clang::tok::raw_identifier)) {
    What = kindOf(Tok.getRawIdentifier());
    NameEnd = offset(Tok) + Tok.getLength();
  }
  while (!AtEnd && !Tok.isAtStartOfLine()) {
    Last = offset(Tok) + Tok.getLength();
    next();
  }
  if (What == Kind::Endif && Depth)
    --Depth;
  bool Closes = What == Kind::Else && Depth;
  uint32_t End = lineEnd(Last);
  StringRef Rest = Code.slice(NameEnd, Last).trim();
  Directives.push_back({What, Begin, End, Depth - Closes, Rest});
  if (What == Kind::If || What == Kind::Ifndef)
    ++Depth;
}

/// Notes the current token, which belongs to no directive.
void Scanner::code() {
  uint32_t At = offset(Tok);
  bool First = !FirstCode[0] && !FirstCode[1] && Directives.empty();
  LastCode = At;
  if (First && Tok.is(clang::tok::raw_identifier) &&
      Tok.getRawIdentifier() == "module") {
    next();
    if (!AtEnd && Tok.is(clang::tok::semi)) {
      ModuleEnd = lineEnd(offset(Tok));
      next();
      return;
    }
    FirstCode[0] = At;
    return;
  }
  if (Depth < 2 && !FirstCode[Depth])
    FirstCode[Depth] = At;
  next();
}

/// `#ifndef X`, `#define X` at the top, and their `#endif` at the bottom. An
/// `#ifndef NOMINMAX` that ends before the includes is none.
bool Scanner::hasGuard() const {
  if (Directives.size() < 3 || Directives[0].What != Kind::Ifndef ||
      Directives[1].What != Kind::Define || FirstCode[0] ||
      Directives[1].Rest.split(' ').first != Directives[0].Rest)
    return false;
  const Directive &Last = Directives.back();
  if (Last.What != Kind::Endif || Last.Depth != 0 || LastCode > Last.Begin)
    return false;
  for (size_t I = 1; I + 1 < Directives.size(); ++I)
    if (Directives[I].Depth == 0)
      return false;
  return true;
}

Preamble Scanner::scan() {
  next();
  while (!AtEnd) {
    if (Tok.is(clang::tok::hash) && Tok.isAtStartOfLine())
      directive();
    else
      code();
  }
  unsigned Body = hasGuard() ? 1 : 0;
  uint32_t Limit = FirstCode[Body].value_or(Code.size());
  Preamble P;
  P.End = ModuleEnd;
  for (const Directive &D : Directives) {
    bool Usable = D.Depth == Body && D.Begin < Limit;
    if (Usable && D.What != Kind::If && D.What != Kind::Ifndef &&
        D.What != Kind::Else)
      P.End = D.End;
    if (D.What != Kind::Include)
      continue;
    IncludeLine Line{D.Begin, D.End, "", D.Rest.starts_with("<")};
    if (D.Rest.starts_with("<") || D.Rest.starts_with("\""))
      Line.Name = D.Rest.drop_front()
                      .take_until([&](char C) {
                        return C == (Line.Angled ? '>' : '"');
                      })
                      .str();
    P.All.push_back(Line);
    if (Usable)
      P.Usable.push_back(Line);
  }
  return P;
}

} // namespace

Preamble scanPreamble(StringRef Code) {
  // The lexer wants a zero behind the last byte.
  std::string Terminated = Code.str();
  return Scanner(Terminated).scan();
}

} // namespace asyncmend
