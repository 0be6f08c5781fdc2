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
#include "llvm/ADT/STLExtras.h"
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

namespace {

/// Collects the names of one text, and which block each END closes.
class Collector {
public:
  explicit Collector(StringRef Text) : Text(Text) {}

  std::vector<Suppression> collect();

private:
  void comment(StringRef Line, size_t At, unsigned Number);
  void name(Suppression S, bool Ends);

  StringRef Text;
  std::vector<Suppression> Found;
};

void Collector::name(Suppression S, bool Ends) {
  if (!Ends) {
    Found.push_back(std::move(S));
    return;
  }
  for (Suppression &Open : llvm::reverse(Found))
    if (Open.What == Suppression::Block && !Open.Closed &&
        Open.Glob == S.Glob) {
      Open.Closed = true;
      Open.Last = S.Line;
      return;
    }
  S.What = Suppression::StrayEnd;
  Found.push_back(std::move(S));
}

/// Reads the comment whose keyword begins at `At`.
void Collector::comment(StringRef Line, size_t At, unsigned Number) {
  StringRef Rest = Line.drop_front(At);
  StringRef Keyword = Rest.take_while(llvm::isAlpha);
  Rest = Rest.drop_front(Keyword.size());
  if ((At && llvm::isAlnum(Line[At - 1])) || !Rest.consume_front("("))
    return;
  Suppression S;
  S.Line = S.First = S.Last = Number;
  S.Offset = Line.data() - Text.data() + At;
  bool Ends = Keyword == "NOLINTEND";
  if (Keyword == "NOLINTNEXTLINE") {
    S.What = Suppression::NextLine;
    S.First = S.Last = Number + 1;
  } else if (Keyword == "NOLINTBEGIN") {
    S.What = Suppression::Block;
    S.Closed = false;
    S.Last = ~0u;
  } else if (Keyword != "NOLINT" && !Ends) {
    return;
  }
  StringRef List = Rest.take_until([](char C) { return C == ')'; });
  S.Length = List.end() - (Line.data() + At) + (List.size() < Rest.size());
  llvm::SmallVector<StringRef> Globs;
  List.split(Globs, ',');
  for (StringRef Glob : Globs) {
    S.Glob = Glob.trim().str();
    name(S, Ends);
  }
}

std::vector<Suppression> Collector::collect() {
  constexpr StringRef Keyword = "NOLINT";
  StringRef Rest = Text;
  for (unsigned Number = 1; Rest.contains(Keyword); ++Number) {
    auto [Line, After] = Rest.split('\n');
    for (size_t At = Line.find(Keyword); At != StringRef::npos;
         At = Line.find(Keyword, At + Keyword.size()))
      comment(Line, At, Number);
    Rest = After;
  }
  return std::move(Found);
}

} // namespace

std::vector<Suppression> namedSuppressions(StringRef Text) {
  return Collector(Text).collect();
}

} // namespace asyncmend
