//===- resolve.cpp - One set of fixes without conflicts -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "resolve.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace asyncmend {
namespace {

/// The edits of one file that are accepted so far: disjoint, but for
/// insertions at either end of a replaced range.
class AcceptedEdits {
public:
  /// The owner of an edit that `E` cannot stand beside, if any.
  const size_t *conflict(const Edit &E) const;
  void add(const Edit &E, size_t Owner) {
    ByRange.try_emplace({E.Where.Offset, E.Where.Length},
                        Accepted{E.Text, Owner});
  }

private:
  struct Accepted {
    std::string Text;
    size_t Owner;
  };
  using Range = std::pair<uint32_t, uint32_t>; ///< Offset and length.

  std::map<Range, Accepted> ByRange;
};

/// Lines that two fixes insert at one place can stand one after the other.
bool insertsLines(uint32_t Length, llvm::StringRef Text) {
  return Length == 0 && Text.ends_with("\n");
}

const size_t *AcceptedEdits::conflict(const Edit &E) const {
  uint32_t Begin = E.Where.Offset, End = E.Where.end();
  auto It = ByRange.lower_bound({Begin, 0});
  // Of those before, only the nearest can reach this far.
  if (It != ByRange.begin())
    --It;
  for (; It != ByRange.end() && It->first.first <= End; ++It) {
    uint32_t OtherBegin = It->first.first;
    uint32_t OtherEnd = OtherBegin + It->first.second;
    if (OtherBegin == Begin && OtherEnd == End) {
      if (It->second.Text != E.Text &&
          !(insertsLines(E.Where.Length, E.Text) &&
            insertsLines(E.Where.Length, It->second.Text)))
        return &It->second.Owner;
    } else if (OtherBegin < End && Begin < OtherEnd) {
      // Not so for an insertion at either end of a range: it stays outside.
      return &It->second.Owner;
    }
  }
  return nullptr;
}

class Chooser {
public:
  Chooser(std::vector<ReportedFinding> &Findings, const SourceMap *Sources)
      : Findings(Findings), Sources(Sources) {}

  void enter(size_t Index);

private:
  std::string describe(size_t Winner) const;

  std::vector<ReportedFinding> &Findings;
  const SourceMap *Sources;
  std::map<std::string, AcceptedEdits> Files;
};

std::string Chooser::describe(size_t Winner) const {
  const Finding &F = Findings[Winner].F;
  std::string Place =
      llvm::formatv("{0}, byte {1}", F.Where.Path, F.Where.Offset);
  if (Sources)
    if (auto It = Sources->find(F.Where.Path); It != Sources->end()) {
      llvm::StringRef Before =
          llvm::StringRef(It->second).take_front(F.Where.Offset);
      Place = llvm::formatv("{0}:{1}", F.Where.Path, Before.count('\n') + 1);
    }
  return llvm::formatv("its fix overlaps the fix of [asyncmend-{0}] at {1}",
                       F.Rule, Place);
}

void Chooser::enter(size_t Index) {
  ReportedFinding &R = Findings[Index];
  const Fix &F = R.F.Fixes.front();
  R.State = FixState::Conflict;
  std::map<std::string, AcceptedEdits> Own;
  for (const Edit &E : F.Edits) {
    if (const size_t *Winner = Files[E.Where.Path].conflict(E)) {
      R.Why = describe(*Winner);
      return;
    }
    if (Own[E.Where.Path].conflict(E)) {
      R.Why = "the edits of its fix overlap each other";
      return;
    }
    Own[E.Where.Path].add(E, Index);
  }
  for (const Edit &E : F.Edits)
    Files[E.Where.Path].add(E, Index);
  R.State = FixState::Chosen;
}

/// Takes into `Into` what another TU says about the same finding.
void fold(ReportedFinding &Into, const Finding &Other) {
  ++Into.SeenIn;
  std::vector<Fix> &Fixes = Into.F.Fixes;
  if (Fixes.empty())
    return;
  Fix &First = Fixes.front();
  if (Other.Fixes.empty() || Other.Fixes.front().Edits != First.Edits) {
    Into.F.WhyNoFix =
        Other.Fixes.empty()
            ? "another translation unit that sees this code has no fix: " +
                  Other.WhyNoFix
            : "the translation units that see this code need different fixes";
    Fixes.clear();
    return;
  }
  // A header may be there in one TU by way of another include only.
  for (const IncludeEdit &I : Other.Fixes.front().Includes)
    if (!llvm::is_contained(First.Includes, I))
      First.Includes.push_back(I);
  llvm::sort(First.Includes);
  First.Level = std::max(First.Level, Other.Fixes.front().Level);
}

} // namespace

std::vector<ReportedFinding>
mergeFindings(llvm::ArrayRef<std::vector<Finding>> PerTu) {
  std::map<std::pair<Span, std::string>, size_t> Index;
  std::vector<size_t> LastTu;
  std::vector<ReportedFinding> Merged;
  for (size_t Tu = 0; Tu < PerTu.size(); ++Tu)
    for (const Finding &F : PerTu[Tu]) {
      auto [It, New] = Index.try_emplace({F.Where, F.Rule}, Merged.size());
      if (New) {
        ReportedFinding &R = Merged.emplace_back();
        R.F = F;
        R.FirstTu = Tu;
        LastTu.push_back(Tu);
      } else if (LastTu[It->second] != Tu) {
        LastTu[It->second] = Tu;
        fold(Merged[It->second], F);
      }
    }
  for (ReportedFinding &R : Merged)
    R.State = R.F.Fixes.empty() ? FixState::None : FixState::Offered;
  llvm::sort(Merged, [](const ReportedFinding &A, const ReportedFinding &B) {
    return A.F < B.F;
  });
  return Merged;
}

void chooseFixes(std::vector<ReportedFinding> &Findings, Safety Upto,
                 const SourceMap *Sources) {
  std::vector<size_t> Order;
  for (size_t I = 0; I < Findings.size(); ++I) {
    ReportedFinding &R = Findings[I];
    if (R.State == FixState::Withheld)
      continue;
    R.Why.clear();
    R.State = R.F.Fixes.empty() ? FixState::None : FixState::Offered;
    if (!R.F.Fixes.empty() && R.F.Fixes.front().Level <= Upto)
      Order.push_back(I);
  }
  // Errors come first: the enumeration counts upwards.
  auto Key = [&](size_t I) {
    const Finding &F = Findings[I].F;
    return std::make_tuple(F.Fixes.front().Level, -static_cast<int>(F.Level),
                           F.Where, F.Rule, I);
  };
  llvm::sort(Order, [&](size_t A, size_t B) { return Key(A) < Key(B); });
  Chooser C(Findings, Sources);
  for (size_t I : Order)
    C.enter(I);
}

std::vector<size_t> chosenFixes(llvm::ArrayRef<ReportedFinding> Findings) {
  std::vector<size_t> Indices;
  for (size_t I = 0; I != Findings.size(); ++I)
    if (Findings[I].State == FixState::Chosen)
      Indices.push_back(I);
  return Indices;
}

} // namespace asyncmend
