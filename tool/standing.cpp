//===- standing.cpp - What rules say after fixes --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "standing.h"
#include "llvm/ADT/STLExtras.h"

namespace asyncmend {

namespace {

/// Where in the old bytes something of the new ones was: somewhere in the text
/// that a hunk has replaced, or at one place.
struct Origin {
  const Hunk *Made = nullptr;
  uint32_t First = 0, Last = 0;

  bool has(const Finding &Old, const Finding &New) const {
    return Old.Rule == New.Rule && Old.Where.Path == New.Where.Path &&
           Old.Where.Offset >= First && Old.Where.Offset <= Last;
  }
};

Origin originOf(llvm::ArrayRef<FileChange> Changes, const Span &New) {
  const auto *Change = llvm::find_if(
      Changes, [&](const FileChange &C) { return C.Path == New.Path; });
  if (Change == Changes.end())
    return {nullptr, New.Offset, New.Offset};
  int64_t Shift = 0;
  for (const Hunk &H : Change->Hunks) {
    int64_t Begin = H.Offset + Shift;
    if (New.Offset < Begin)
      break;
    if (New.Offset < Begin + int64_t(H.Text.size()))
      return {&H, H.Offset, H.Offset + H.Length};
    Shift += int64_t(H.Text.size()) - H.Length;
  }
  uint32_t Old = New.Offset - Shift;
  return {nullptr, Old, Old};
}

} // namespace

std::optional<size_t> makerOf(llvm::ArrayRef<FileChange> Changes,
                              const Span &New) {
  const Hunk *H = originOf(Changes, New).Made;
  if (!H || H->Owners.size() != 1)
    return std::nullopt;
  return H->Owners.front();
}

Verdict standingFindings(llvm::ArrayRef<Finding> After,
                         llvm::ArrayRef<FileChange> Changes,
                         llvm::ArrayRef<ReportedFinding> Findings,
                         llvm::ArrayRef<size_t> Chosen,
                         llvm::function_ref<std::vector<Finding>()> Before) {
  Verdict Result;
  std::optional<std::vector<Finding>> Whole;
  for (const Finding &F : After) {
    Origin From = originOf(Changes, F.Where);
    // Other TUs decide whether that is a finding at all.
    if (!From.Made && !F.IfFails.empty())
      continue;
    std::optional<size_t> Fixed;
    bool Known = false;
    for (size_t I = 0; I != Findings.size(); ++I)
      if (From.has(Findings[I].F, F)) {
        if (llvm::is_contained(Chosen, I))
          Fixed = I;
        else
          Known = true;
      }
    if (!Known && !Fixed) {
      if (!Whole)
        Whole = Before();
      Known = llvm::any_of(
          *Whole, [&](const Finding &Old) { return From.has(Old, F); });
    }
    if (Known)
      continue;
    Result.Why =
        Fixed ? "the finding is still there after the fix"
        : From.Made
            ? "the fix would itself be reported by [asyncmend-" + F.Rule + "]"
            : "with it, [asyncmend-" + F.Rule + "] says: " + F.Message;
    if (From.Made && From.Made->Owners.size() == 1)
      Result.Guilty.try_emplace(From.Made->Owners.front(), Result.Why);
    else if (!From.Made && Fixed)
      Result.Guilty.try_emplace(*Fixed, Result.Why);
  }
  return Result;
}

} // namespace asyncmend
