//===- frameworks.cpp - What is known of each framework -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frameworks.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

static Coverage coverageOf(const Framework &F, const RuleInfo &Rule) {
  auto Known = F.Covered.ByRule.find(Rule.Slug.str());
  if (Known != F.Covered.ByRule.end())
    return Known->second;
  return F.CoroutineTypes.empty() && Rule.CoroutinesOnly ? Coverage::None
                                                         : Coverage::Report;
}

static const char *word(Coverage C, const RuleInfo &Rule) {
  if (C == Coverage::Report && Rule.FixesAnywhere)
    return "same";
  switch (C) {
  case Coverage::Native:
    return "fix";
  case Coverage::Runtime:
    return "runtime";
  case Coverage::Report:
    return "report";
  case Coverage::None:
    break;
  }
  return "–";
}

/// "Task, now_task", or what makes plain code run on a stack of its own.
static std::string knownBy(const Framework &F) {
  std::vector<std::string> Names;
  for (const TaskType &T : F.CoroutineTypes)
    Names.push_back(T.Name);
  for (const llvm::StringSet<> *Set :
       {&F.Stackful.Params, &F.Stackful.Entries, &F.Stackful.Bases})
    for (const auto &Entry : *Set)
      Names.push_back(Entry.getKey().str());
  if (F.CoroutineTypes.empty())
    llvm::sort(Names);
  return llvm::join(Names, ", ");
}

std::string listFrameworks(const ProfileSet &Profiles) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  for (const Framework &F : Profiles.frameworks())
    OS << llvm::left_justify(F.Id, 24)
       << llvm::left_justify(
              F.CoroutineTypes.empty() ? "stackful" : "coroutines", 12)
       << llvm::left_justify(F.Display, 24) << knownBy(F) << "\n";
  return Out;
}

std::string frameworkMatrix(const ProfileSet &Profiles) {
  std::string Out = "| rule |", Line = "|---|";
  for (const Framework &F : Profiles.frameworks()) {
    Out += " " + F.Id + " |";
    Line += "---|";
  }
  Out += "\n" + Line + "\n";
  for (const RegisteredRule &R : allRules()) {
    Out +=
        "| [`" + R.Info.Slug.str() + "`](rules/" + R.Info.Slug.str() + ".md) |";
    for (const Framework &F : Profiles.frameworks())
      Out += std::string(" ") + word(coverageOf(F, R.Info), R.Info) + " |";
    Out += "\n";
  }
  return Out;
}

static void explainTasks(llvm::raw_ostream &OS, StringRef Heading,
                         llvm::ArrayRef<TaskType> Types) {
  if (!Types.empty())
    OS << "\n" << Heading << "\n";
  for (const TaskType &T : Types) {
    OS << "  " << T.Name << ": "
       << (T.Lazy ? "nothing runs until it is awaited" : "runs at once");
    if (!T.NoFix.empty())
      OS << "; no fixes: " << T.NoFix;
    OS << "\n";
  }
}

static void explainVersions(llvm::raw_ostream &OS, const VersionRange &V) {
  if (V.Min)
    OS << " (from version " << V.Min << ")";
  if (V.Max != VersionRange().Max)
    OS << " (to version " << V.Max << ")";
}

static void explainRules(llvm::raw_ostream &OS, const Framework &F) {
  OS << "\nRules\n";
  for (const RegisteredRule &R : allRules()) {
    Coverage C = coverageOf(F, R.Info);
    OS << "  " << llvm::left_justify(R.Info.Slug, 28);
    auto Why = F.Covered.WhyNot.find(R.Info.Slug.str());
    if (Why != F.Covered.WhyNot.end())
      OS << "does not apply: " << Why->second;
    else if (C == Coverage::None)
      OS << "does not apply: it looks at co_await";
    else
      OS << (C == Coverage::Native    ? "fix"
             : C == Coverage::Runtime ? "fix with <asyncmend/...>"
             : R.Info.FixesAnywhere   ? "fix, the same as everywhere"
                                      : "report, with a reason");
    OS << "\n";
  }
}

Expected<std::string> explainFramework(const ProfileSet &Profiles,
                                       StringRef Id) {
  const Framework *F = nullptr;
  std::vector<std::string> Ids;
  for (const Framework &Known : Profiles.frameworks()) {
    Ids.push_back(Known.Id);
    if (Known.Id == Id)
      F = &Known;
  }
  if (!F)
    return no("there is no framework '" + Id + "'; known are " +
              llvm::join(Ids, ", "));
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  OS << F->Display << " (" << F->Id << ")\n";
  if (!F->VersionMacro.empty())
    OS << "\nIts version is the value of " << F->VersionMacro << ".\n";
  explainTasks(OS, "Coroutines are functions that return", F->CoroutineTypes);
  explainTasks(OS, "Other work that can be awaited", F->Awaitables);
  if (F->Stackful.any())
    OS << "\nCode runs on a stack of its own with\n  " << knownBy(*F) << "\n";
  if (!F->Timers.empty())
    OS << "\nA sleep becomes\n";
  for (const Timer &T : F->Timers) {
    OS << "  " << T.To;
    explainVersions(OS, T.Versions);
    OS << "\n";
  }
  if (!F->Objects.empty())
    OS << "\nObjects that a fix looks for in scope\n";
  for (const ScopeObject &O : F->Objects)
    OS << "  {object:" << O.Name << "}: " << O.What << "\n";
  if (!F->Rewrites.empty())
    OS << "\nCalls\n";
  for (const CallRewrite &R : F->Rewrites) {
    OS << "  " << R.Rule << ": " << llvm::join(R.Names, ", ");
    explainVersions(OS, R.Versions);
    OS << "\n    " << (R.To.empty() ? "no fix: " + R.NoFix : "→ " + R.To)
       << "\n";
  }
  explainRules(OS, *F);
  return Out;
}

} // namespace asyncmend
