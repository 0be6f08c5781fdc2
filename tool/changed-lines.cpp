//===- changed-lines.cpp - What a diff has changed ------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "changed-lines.h"
#include "core/refusal.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

/// One block of lines that went and came, without context between them.
struct Block {
  unsigned Behind = 0; ///< The last new line before it.
  unsigned Gone = 0, Come = 0;
};

void finish(Block &B, unsigned Last, ChangedFile &Out) {
  if (B.Come)
    Out.Written.push_back({B.Behind + 1, B.Behind + B.Come});
  if (B.Gone > B.Come)
    Out.Removals.push_back(B.Behind + B.Come);
  B = {Last, 0, 0};
}

void addHunk(const DiffHunk &H, ChangedFile &Out) {
  // The last new line that is behind us.
  unsigned Last = H.NewCount ? H.NewFirst - 1 : H.NewFirst;
  if (H.NewCount)
    Out.Shown.push_back({H.NewFirst, H.NewFirst + H.NewCount - 1});
  Block Open{Last, 0, 0};
  for (const DiffLine &L : H.Lines) {
    if (L.Sign == '-') {
      ++Open.Gone;
      continue;
    }
    ++Last;
    if (L.Sign == '+')
      ++Open.Come;
    else
      finish(Open, Last, Out);
  }
  finish(Open, Last, Out);
}

bool meets(const std::vector<LineRange> &Ranges, LineRange R) {
  return llvm::any_of(Ranges, [&](const LineRange &Other) {
    return Other.First <= R.Last && R.First <= Other.Last;
  });
}

/// Answers for one finding.
class Judge {
public:
  Judge(const ChangedFiles &Changes, LineTables &Tables)
      : Changes(Changes), Tables(Tables) {}

  bool wrote(const Span &S) const {
    const ChangedFile *F = changeOf(S);
    return F && meets(F->Written, lines(S));
  }

  bool removedFrom(const Span &S) const {
    const ChangedFile *F = changeOf(S);
    if (!F)
      return false;
    LineRange R = lines(S);
    return llvm::any_of(F->Removals, [&](unsigned Behind) {
      return R.First <= Behind && Behind < R.Last;
    });
  }

private:
  const ChangedFile *changeOf(const Span &S) const {
    auto It = Changes.find(S.Path);
    return It == Changes.end() ? nullptr : &It->second;
  }

  LineRange lines(const Span &S) const {
    const LineTable &Table = Tables.of(S.Path);
    uint32_t Last = S.Length ? S.end() - 1 : S.Offset;
    return {Table.lineAt(S.Offset) + 1, Table.lineAt(Last) + 1};
  }

  const ChangedFiles &Changes;
  LineTables &Tables;
};

} // namespace

ChangedFile changedLines(const FileDiff &Diff) {
  ChangedFile Out;
  for (const DiffHunk &H : Diff.Hunks)
    addHunk(H, Out);
  return Out;
}

llvm::Error checkAgainst(const FileDiff &Diff, StringRef Path, StringRef Text) {
  LineTable Table(Text);
  auto Bare = [](StringRef Line) { return Line.rtrim("\r\n"); };
  for (const DiffHunk &H : Diff.Hunks) {
    unsigned Line = H.NewFirst;
    for (const DiffLine &L : H.Lines) {
      if (L.Sign == '-')
        continue;
      if (Line > Table.count() || Bare(Table.whole(Line - 1)) != Bare(L.Text))
        return no("the diff does not fit " + Path + ": its line " +
                  llvm::Twine(Line) + " is not what the diff says");
      ++Line;
    }
  }
  return llvm::Error::success();
}

bool concerns(const ChangedFiles &Changes, const Finding &F,
              LineTables &Tables) {
  Judge J(Changes, Tables);
  auto Wrote = [&](const auto &Part) { return J.wrote(Part.Where); };
  return Wrote(F) || llvm::any_of(F.Notes, Wrote) ||
         llvm::any_of(
             F.Fixes,
             [&](const Fix &X) { return llvm::any_of(X.Edits, Wrote); }) ||
         J.wrote(F.Head) || J.removedFrom(F.Body);
}

} // namespace asyncmend
