//===- unused-nolint.cpp - Comments that suppress nothing -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "unused-nolint.h"
#include "core/rule.h"
#include "core/sink.h"
#include "output/lines.h"
#include "paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

/// A file whose comments are judged.
struct Judged {
  size_t Tu = 0; ///< Whose findings get ours.
  std::set<std::string> Rules;
};

/// Lines of one file on which a rule was suppressed.
using Used = std::multimap<unsigned, std::string>;

bool anyMatch(const Used &Places, const Suppression &S,
              const llvm::GlobPattern &Glob) {
  return std::any_of(Places.lower_bound(S.First), Places.upper_bound(S.Last),
                     [&](const auto &Place) {
                       return Glob.match("asyncmend-" + Place.second);
                     });
}

/// What is wrong with one name of a comment; empty if nothing is.
std::string complaint(const Suppression &S, const Judged &File,
                      const Used &Places) {
  if (!StringRef(S.Glob).starts_with("asyncmend-"))
    return "";
  auto Glob = llvm::GlobPattern::create(S.Glob);
  if (!Glob)
    return S.Glob + " cannot be read: " + llvm::toString(Glob.takeError());
  if (S.What == Suppression::StrayEnd)
    return "there is no NOLINTBEGIN(" + S.Glob + ") that this could end";
  bool Known = false, Ran = false;
  for (const RegisteredRule &Rule : allRules()) {
    if (!Glob->match(("asyncmend-" + Rule.Info.Slug).str()))
      continue;
    Known = true;
    bool On = File.Rules.count(Rule.Info.Slug.str());
    if (On && Rule.Info.NeedsAllTus)
      return "";
    Ran |= On;
  }
  if (!Known)
    return S.Glob + " is the name of no rule";
  if (!S.Closed)
    return "no NOLINTEND(" + S.Glob +
           ") ends this, so it is about the whole "
           "rest of the file";
  return Ran && !anyMatch(Places, S, *Glob)
             ? S.Glob + " suppresses nothing here"
             : "";
}

std::map<std::string, Judged>
filesToJudge(const Analysis &A, llvm::ArrayRef<PlannedTu> Tus, bool Whole) {
  std::map<std::string, size_t> Index;
  for (size_t I = 0; I != Tus.size(); ++I)
    Index.try_emplace(Tus[I].Command.File, I);
  std::map<std::string, Judged> Out;
  for (const VerifiableTu &Tu : A.Verifiable) {
    const ReportFilter &Filter = Tu.Worker->Filter;
    std::string Main = realPath(Tu.Command.File, Tu.Command.Directory);
    llvm::Regex Headers(Filter.HeaderRegex);
    for (const std::string &Path : Tu.Files) {
      bool InView =
          Path == Main ||
          (Whole && (Filter.Headers.count(Path) ||
                     (!Filter.HeaderRegex.empty() && Headers.match(Path))));
      if (!InView)
        continue;
      Judged &File = Out.try_emplace(Path, Judged{Index[Tu.Command.File], {}})
                         .first->second;
      File.Rules.insert(Tu.Worker->Rules.begin(), Tu.Worker->Rules.end());
    }
  }
  return Out;
}

/// The findings in one file: one a comment, whatever number of names it has.
std::vector<Finding> judge(const std::string &Path, StringRef Text,
                           const Judged &File, const Used &Places) {
  std::vector<Finding> Out;
  for (const Suppression &S : namedSuppressions(Text)) {
    std::string What = complaint(S, File, Places);
    if (What.empty())
      continue;
    if (!Out.empty() && Out.back().Where.Offset == S.Offset) {
      Out.back().Message += "; " + What;
      continue;
    }
    Finding &F = Out.emplace_back();
    F.Rule = "unused-nolint";
    F.Message = What;
    F.Where = {Path, S.Offset, S.Length};
    F.WhyNoFix = "a reader knows better what the comment was for";
  }
  return Out;
}

} // namespace

void addUnusedSuppressions(Analysis &A, llvm::ArrayRef<PlannedTu> Tus,
                           bool Whole) {
  // A TU that could not be analysed may be the one a header's comment is for.
  Whole &= A.Verifiable.size() == Tus.size();
  LineTables Tables(A.Sources);
  std::map<std::string, Used> Places;
  for (const Finding &F : A.Suppressed)
    Places[F.Where.Path].emplace(
        Tables.of(F.Where.Path).position(F.Where.Offset).Line, F.Rule);
  for (const auto &[Path, File] : filesToJudge(A, Tus, Whole)) {
    std::string Text;
    if (auto Known = A.Sources.find(Path); Known != A.Sources.end())
      Text = Known->second;
    else if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
      Text = (*Buffer)->getBuffer().str();
    std::vector<Finding> Found = judge(Path, Text, File, Places[Path]);
    if (Found.empty())
      continue;
    A.Sources.try_emplace(Path, Text);
    llvm::append_range(A.Findings[File.Tu], Found);
  }
}

} // namespace asyncmend
