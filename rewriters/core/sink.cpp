//===- sink.cpp - Where rewriters report to -------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/sink.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

FindingSink::FindingSink(const TuModel &Tu, ReportFilter Wanted)
    : Tu(Tu), Filter(std::move(Wanted)) {
  if (!Filter.HeaderRegex.empty())
    HeaderFilter.emplace(Filter.HeaderRegex);
}

static bool admits(const std::vector<LineFilterEntry> &Entries, StringRef Path,
                   unsigned Line) {
  return Entries.empty() ||
         llvm::any_of(Entries, [&](const LineFilterEntry &E) {
           return Path.ends_with(E.Name) &&
                  (E.Lines.empty() || llvm::any_of(E.Lines, [&](auto Range) {
                     return Range.first <= Line && Line <= Range.second;
                   }));
         });
}

/// Is it a part of a library's macro, as the handler of `EXPECT_THROW(…)` is,
/// and not of what the macro was given? Nobody here has written it.
static bool isOfLibraryMacro(const SourceManager &Sources, SourceLocation Loc) {
  return Loc.isMacroID() &&
         Sources.isInSystemHeader(Sources.getSpellingLoc(Loc)) &&
         !Sources.isWrittenInScratchSpace(Sources.getSpellingLoc(Loc));
}

bool FindingSink::isAdmitted(SourceLocation Loc,
                             const std::string &Path) const {
  return !Path.empty() && !Tu.sources().isInSystemHeader(Loc) &&
         admits(Filter.Lines, Path, Tu.line(Loc));
}

bool FindingSink::isInView(SourceLocation Loc, const std::string &Path) const {
  return Tu.sources().isInMainFile(Loc) || Filter.Headers.count(Path) ||
         (HeaderFilter && HeaderFilter->match(Path));
}

bool FindingSink::wants(SourceRange Where) const {
  SourceLocation Loc = Tu.place(Where.getBegin());
  std::string Path = Tu.path(Loc);
  return isAdmitted(Loc, Path) && isInView(Loc, Path) && !isSuppressed(Loc);
}

bool FindingSink::isSuppressed(SourceLocation Loc) const {
  if (!Filter.Nolint)
    return false;
  const SourceManager &Sources = Tu.sources();
  StringRef Text = Sources.getBufferData(Sources.getFileID(Loc));
  return isNolint(Text, Tu.line(Loc), ("asyncmend-" + Rule->Slug).str());
}

/// Two instantiations that want different edits: neither is right for both.
void FindingSink::fold(Entry &Known, Finding &&New) {
  Finding &Old = Known.F;
  if (Old.Fixes == New.Fixes)
    return;
  if (!Old.Fixes.empty())
    Old.WhyNoFix = New.Fixes.empty()
                       ? New.WhyNoFix
                       : "the instantiations of this template need different "
                         "edits";
  Old.Fixes.clear();
}

void FindingSink::dissent(const Coroutine &C, SourceLocation Where) {
  if (!C.IsInstance)
    return;
  Span At = Tu.span(Where);
  Dissents.insert({At.Path, At.Offset, Rule->Slug.str()});
}

/// A closure's operator says that it begins at the end of its declarator.
static SourceLocation beginOf(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  bool IsLambda = Method && Method->getParent()->isLambda();
  return IsLambda ? Method->getParent()->getBeginLoc() : F.getBeginLoc();
}

/// Sets what is known of the function around the finding, where both are
/// spelled in one file.
static void placeFunction(const TuModel &Tu, const FunctionBody &C,
                          Finding &F) {
  if (!C.Function)
    return;
  Span Begin = Tu.span(beginOf(*C.Function));
  Span Body = Tu.span(C.written().getSourceRange());
  if (Body.Path != F.Where.Path || Begin.Path != Body.Path ||
      Begin.Offset > Body.Offset)
    return;
  F.Head = {Body.Path, Begin.Offset, Body.Offset - Begin.Offset};
  F.Body = std::move(Body);
}

void FindingSink::report(const FunctionBody &C, SourceRange Where,
                         std::string Message, llvm::Expected<Fix> MaybeFix,
                         std::vector<Note> Notes,
                         std::vector<std::string> IfFails) {
  Finding F;
  F.IfFails = std::move(IfFails);
  F.Rule = Rule->Slug.str();
  F.Message = std::move(Message);
  F.Level = Rule->Level;
  F.Where = Tu.span(Where);
  F.Notes = std::move(Notes);
  placeFunction(Tu, C, F);
  if (const Framework *Home = C.home())
    F.FrameworkId = Home->Id;
  if (!MaybeFix)
    F.WhyNoFix = llvm::toString(MaybeFix.takeError());
  else {
    // What holds for the types met here may not hold for those that another TU
    // puts into a header's template.
    if (C.IsInstance && MaybeFix->Level == Safety::Safe &&
        !Tu.sources().isInMainFile(Tu.place(Where.getBegin())))
      MaybeFix->Level = Safety::Unsafe;
    F.Fixes.push_back(std::move(*MaybeFix));
  }
  Key K{F.Where.Path, F.Where.Offset, F.Rule};
  SourceLocation Loc = Tu.place(Where.getBegin());
  if (!isAdmitted(Loc, F.Where.Path) ||
      (isOfLibraryMacro(Tu.sources(), Where.getBegin()) &&
       isOfLibraryMacro(Tu.sources(), Where.getEnd())))
    return;
  if (!isInView(Loc, F.Where.Path)) {
    if (!isSuppressed(Loc))
      Hidden.insert(K);
    return;
  }
  if (isSuppressed(Loc)) {
    F.Fixes.clear();
    F.WhyNoFix = "a comment suppresses it";
    Suppressed.try_emplace(std::move(K), std::move(F));
    return;
  }
  auto [It, New] = Entries.try_emplace(K);
  if (New)
    It->second = {std::move(F), !C.IsInstance};
  else if (!It->second.FromPattern)
    fold(It->second, std::move(F));
  else if (C.IsInstance && It->second.F.Fixes.empty() != F.Fixes.empty())
    // The pattern could not know (who has no fix can also forbid one); from
    // here on the instantiations decide.
    It->second = {std::move(F), false};
}

std::vector<Finding> FindingSink::takeSuppressed() {
  std::vector<Finding> Findings;
  for (auto &[K, F] : Suppressed)
    Findings.push_back(std::move(F));
  llvm::sort(Findings);
  Suppressed.clear();
  return Findings;
}

std::vector<Finding> FindingSink::take() {
  std::vector<Finding> Findings;
  for (auto &[K, E] : Entries) {
    if (!E.FromPattern && Dissents.count(K) && !E.F.Fixes.empty()) {
      E.F.Fixes.clear();
      E.F.WhyNoFix = "other instantiations of this template need no edit here";
    }
    Findings.push_back(std::move(E.F));
  }
  llvm::sort(Findings);
  Entries.clear();
  return Findings;
}

} // namespace asyncmend
