//===- nolint.cpp - Suppression comments ----------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules are those of clang-tidy: a name list in parentheses, names may be
// globs, no list means all checks; names of other tools' checks are no matter.
//
//===----------------------------------------------------------------------===//

#include "core/sink.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/GlobPattern.h"

using llvm::StringRef;

namespace asyncmend {

/// Does the list after the keyword, as in "(a, b-*) and more", name `Check`?
static bool names(StringRef AfterKeyword, StringRef Check) {
  if (!AfterKeyword.consume_front("("))
    return true;
  llvm::SmallVector<StringRef> Globs;
  AfterKeyword.take_until([](char C) { return C == ')'; }).split(Globs, ',');
  for (StringRef Glob : Globs) {
    auto Pattern = llvm::GlobPattern::create(Glob.trim());
    if (!Pattern)
      llvm::consumeError(Pattern.takeError());
    else if (Pattern->match(Check))
      return true;
  }
  return false;
}

/// Finds `Keyword` as a whole word in a line and asks whether it is meant.
static bool says(StringRef Line, StringRef Keyword, StringRef Check) {
  for (size_t At = Line.find(Keyword); At != StringRef::npos;
       At = Line.find(Keyword, At + 1)) {
    StringRef After = Line.drop_front(At + Keyword.size());
    bool Whole = (After.empty() || !llvm::isAlnum(After.front())) &&
                 (At == 0 || !llvm::isAlnum(Line[At - 1]));
    if (Whole && names(After, Check))
      return true;
  }
  return false;
}

bool isNolint(StringRef Text, unsigned Line, StringRef Check) {
  if (!Text.contains("NOLINT"))
    return false;
  unsigned Depth = 0;
  StringRef Previous;
  for (unsigned Number = 1; Number <= Line; ++Number) {
    auto [Current, Rest] = Text.split('\n');
    if (says(Current, "NOLINTBEGIN", Check))
      ++Depth;
    if (says(Current, "NOLINTEND", Check) && Depth)
      --Depth;
    if (Number == Line)
      return Depth || says(Current, "NOLINT", Check) ||
             says(Previous, "NOLINTNEXTLINE", Check);
    Previous = Current;
    Text = Rest;
  }
  return false;
}

} // namespace asyncmend
