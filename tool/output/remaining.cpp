//===- remaining.cpp - A report of what --fix has left --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/remaining.h"
#include "llvm/ADT/STLExtras.h"

namespace asyncmend {
namespace {

/// Where an offset of the old bytes is in the new ones. What stood in changed
/// text is at its begin.
uint32_t moved(uint32_t Offset, const FileChange &C) {
  int64_t Shift = 0;
  for (const Hunk &H : C.Hunks) {
    if (Offset < H.Offset)
      break;
    if (Offset < H.Offset + H.Length)
      return H.Offset + Shift;
    Shift += int64_t(H.Text.size()) - H.Length;
  }
  return Offset + Shift;
}

class Mover {
public:
  explicit Mover(const Report &R) {
    for (const FileChange &C : R.Changes)
      Changes[C.Path] = &C;
  }

  void move(Span &S) const {
    auto It = Changes.find(S.Path);
    if (It == Changes.end())
      return;
    uint32_t End = moved(S.end(), *It->second);
    S.Offset = moved(S.Offset, *It->second);
    S.Length = End > S.Offset ? End - S.Offset : 0;
  }

  /// Whether any of the bytes, or what stands beside them, was changed.
  bool touched(const Span &S) const {
    auto It = Changes.find(S.Path);
    return It != Changes.end() &&
           llvm::any_of(It->second->Hunks, [&](const Hunk &H) {
             return H.Offset <= S.end() && S.Offset <= H.Offset + H.Length;
           });
  }

private:
  std::map<std::string, const FileChange *> Changes;
};

} // namespace

Report remaining(const Report &R) {
  Report Left = R;
  if (!R.Applied)
    return Left;
  Mover M(R);
  llvm::erase_if(Left.Findings, [](const ReportedFinding &F) {
    return F.State == FixState::Chosen;
  });
  for (ReportedFinding &F : Left.Findings) {
    bool Touched = llvm::any_of(F.F.Fixes, [&](const Fix &X) {
      return llvm::any_of(X.Edits,
                          [&](const Edit &E) { return M.touched(E.Where); });
    });
    if (Touched && F.State == FixState::Offered) {
      F.State = FixState::Conflict;
      F.Why = "another fix has changed the same place; run again";
    }
    M.move(F.F.Where);
    for (Note &N : F.F.Notes)
      M.move(N.Where);
    for (Fix &X : F.F.Fixes)
      for (Edit &E : X.Edits)
        M.move(E.Where);
  }
  for (const FileChange &C : R.Changes)
    Left.Sources[C.Path] = C.After;
  Left.Changes.clear();
  return Left;
}

} // namespace asyncmend
