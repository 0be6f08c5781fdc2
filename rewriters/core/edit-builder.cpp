//===- edit-builder.cpp - The only way to make an edit --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/edit-builder.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

/// By the convention of the generators: moc, protoc, thrift and others say so
/// in the comment at the head of the file.
static bool isGenerated(StringRef Contents) {
  StringRef Head = Contents.take_front(2048);
  return Head.contains("@generated") ||
         Head.contains_insensitive("do not edit") ||
         Head.contains_insensitive("do not modify this file") ||
         Head.contains_insensitive("automatically generated");
}

std::string EditBuilder::whyNotEditable(SourceRange Range) const {
  const SourceManager &Sources = Tu.sources();
  if (Range.isInvalid())
    return "its place in the source is unknown";
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return "it comes out of a macro: change the macro or its use by hand";
  FileID File = Sources.getFileID(Range.getBegin());
  if (File != Sources.getFileID(Range.getEnd()))
    return "it begins in one file and ends in another";
  if (Sources.isInSystemHeader(Range.getBegin()))
    return "it stands in a system header";
  if (isGenerated(Sources.getBufferData(File)))
    return "the file says that it is generated: change its source instead";
  auto Text = Tu.text(Range);
  if (!Text)
    return "its source text cannot be had in one piece";
  for (StringRef Rest = Text->split('\n').second; !Rest.empty();
       Rest = Rest.split('\n').second)
    if (Rest.ltrim(" \t").starts_with("#"))
      return "a preprocessor directive stands inside it";
  return {};
}

EditBuilder &EditBuilder::replace(SourceRange Range, StringRef Text) {
  std::string Why = whyNotEditable(Range);
  if (!Why.empty())
    return refuse(Why);
  Edit E{Tu.span(Range), Text.str()};
  if (!llvm::is_contained(Result.Edits, E))
    Result.Edits.push_back(std::move(E));
  return *this;
}

EditBuilder &EditBuilder::prefix(const Expr &E, StringRef Before) {
  SourceLocation Begin = E.getBeginLoc();
  std::string Why = whyNotEditable(E.getSourceRange());
  if (!Why.empty())
    return refuse(Why);
  return replace(Begin, (Before + *Tu.text(Begin)).str());
}

EditBuilder &EditBuilder::wrap(const Expr &E, StringRef Before,
                               StringRef After) {
  std::string Why = whyNotEditable(E.getSourceRange());
  if (!Why.empty())
    return refuse(Why);
  return replace(E.getSourceRange(),
                 (Before + *Tu.text(E.getSourceRange()) + After).str());
}

EditBuilder &EditBuilder::include(SourceLocation Where,
                                  const HeaderNeeds &Needs,
                                  llvm::ArrayRef<std::string> Umbrellas) {
  const SourceManager &Sources = Tu.sources();
  SourceLocation Loc = Tu.place(Where);
  OptionalFileEntryRef File =
      Sources.getFileEntryRefForID(Sources.getFileID(Loc));
  if (!File)
    return refuse("it stands in no file");
  const IncludeGraph &Graph = Tu.includes();
  if (llvm::any_of(Umbrellas, [&](const std::string &Umbrella) {
        return Graph.includesDirectly(*File, Umbrella);
      }))
    return *this;
  auto Add = [&](const std::string &Header) {
    IncludeEdit I{Tu.path(Loc), Header, /*Angled=*/true};
    if (!llvm::is_contained(Result.Includes, I))
      Result.Includes.push_back(std::move(I));
  };
  for (const std::string &Header : Needs.Direct)
    if (!Graph.includesDirectly(*File, Header))
      Add(Header);
  for (const std::string &Header : Needs.Reachable)
    if (!Graph.reaches(*File, Header))
      Add(Header);
  return *this;
}

EditBuilder &EditBuilder::refuse(const llvm::Twine &Why) {
  if (Refusal.empty())
    Refusal = Why.str();
  return *this;
}

llvm::Expected<Fix> EditBuilder::done(Safety Level, std::string Title) && {
  if (!Refusal.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Refusal);
  Result.Level = Level;
  Result.Title = std::move(Title);
  return std::move(Result);
}

} // namespace asyncmend
