//===- rule-selection.cpp - Which rules run -------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "rule-selection.h"
#include "core/rule.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/GlobPattern.h"

using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

static llvm::Error usage(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

Expected<RuleSelection> selectRules(StringRef Globs) {
  RuleSelection Chosen;
  llvm::SmallVector<StringRef> Items;
  Globs.split(Items, ',', -1, /*KeepEmpty=*/false);
  if (Items.empty() || Items.front().trim().starts_with("-"))
    for (const RegisteredRule &R : allRules())
      if (R.Info.OnByDefault)
        Chosen.Slugs.push_back(R.Info.Slug.str());
  for (StringRef Item : Items) {
    StringRef Name = Item.trim();
    bool Remove = Name.consume_front("-");
    Name.consume_front("asyncmend-");
    auto Pattern = llvm::GlobPattern::create(Name);
    if (!Pattern)
      return usage("'" + Item + "': " + llvm::toString(Pattern.takeError()));
    bool Matched = false;
    for (const RegisteredRule &R : allRules()) {
      if (!Pattern->match(R.Info.Slug))
        continue;
      Matched = true;
      llvm::erase(Chosen.Slugs, R.Info.Slug);
      Chosen.Named.erase(R.Info.Slug.str());
      if (Remove)
        continue;
      Chosen.Slugs.push_back(R.Info.Slug.str());
      if (Name == R.Info.Slug)
        Chosen.Named.insert(R.Info.Slug.str());
    }
    if (!Matched && !Name.contains('*'))
      return usage("there is no rule '" + Name + "' (see --list-rules)");
  }
  if (Chosen.Slugs.empty())
    return usage("'" + Globs + "' leaves no rule to run");
  llvm::sort(Chosen.Slugs);
  return Chosen;
}

} // namespace asyncmend
