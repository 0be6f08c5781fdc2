//===- apply.cpp - From edits to new file contents ------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "apply.h"
#include "include-insert.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

using llvm::StringRef;

namespace asyncmend {
namespace {

std::string applyHunks(StringRef Before, llvm::ArrayRef<Hunk> Hunks) {
  std::string After;
  uint32_t At = 0;
  for (const Hunk &H : Hunks) {
    After += Before.slice(At, H.Offset);
    After += H.Text;
    At = H.Offset + H.Length;
  }
  After += Before.drop_front(At);
  return After;
}

/// Whether most lines of the file end in "\r\n".
bool usesCarriageReturns(StringRef Text) {
  return Text.count("\r\n") * 2 > Text.count('\n');
}

std::string withCarriageReturns(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '\n' && !StringRef(Out).ends_with("\r"))
      Out += '\r';
    Out += C;
  }
  return Out;
}

void addOwners(std::vector<size_t> &Into, llvm::ArrayRef<size_t> More) {
  Into.insert(Into.end(), More.begin(), More.end());
  llvm::sort(Into);
  Into.erase(std::unique(Into.begin(), Into.end()), Into.end());
}

/// Joins an insertion with what it touches, so that no two hunks begin or end
/// at the same place with their order left open.
std::vector<Hunk> joinTouching(std::vector<Hunk> Hunks) {
  std::vector<Hunk> Out;
  for (Hunk &H : Hunks) {
    if (!Out.empty() && Out.back().Offset + Out.back().Length == H.Offset &&
        (Out.back().Length == 0 || H.Length == 0)) {
      Hunk &Last = Out.back();
      Last.Length += H.Length;
      Last.Text += H.Text;
      addOwners(Last.Owners, H.Owners);
    } else {
      Out.push_back(std::move(H));
    }
  }
  return Out;
}

/// Collects what is to happen to one file.
class FileEditor {
public:
  FileEditor(StringRef Path, StringRef Before,
             llvm::ArrayRef<ReportedFinding> Findings)
      : Path(Path), Before(Before), Findings(Findings) {}

  void add(const Edit &E, size_t Owner, size_t IndexInFix) {
    auto [It, New] = Edits.try_emplace({E.Where.Offset, E.Where.Length, E.Text},
                                       Request{{}, {Owner, IndexInFix}});
    addOwners(It->second.Owners, Owner);
  }
  void add(const IncludeEdit &I, size_t Owner) {
    Includes.push_back(I);
    IncludeOwners.push_back(Owner);
  }
  llvm::Expected<FileChange> finish();

private:
  llvm::Error refuse(llvm::ArrayRef<size_t> Owners, const char *What) const;
  llvm::Expected<std::vector<Hunk>> pieces() const;
  std::vector<Hunk> formatted(const std::vector<Hunk> &Pieces) const;
  void findOwners(Hunk &H, llvm::ArrayRef<Hunk> Pieces) const;

  StringRef Path;
  StringRef Before;
  llvm::ArrayRef<ReportedFinding> Findings;
  struct Request {
    std::vector<size_t> Owners;
    /// Owner and position in its fix: the order of lines inserted at one place.
    std::pair<size_t, size_t> Order;
  };
  /// Offset, length, text: identical edits of two fixes are one.
  std::map<std::tuple<uint32_t, uint32_t, std::string>, Request> Edits;
  std::vector<IncludeEdit> Includes;
  std::vector<size_t> IncludeOwners;
};

llvm::Error FileEditor::refuse(llvm::ArrayRef<size_t> Owners,
                               const char *What) const {
  return llvm::createStringError("the fix of [asyncmend-%s] in %s %s",
                                 Findings[Owners.front()].F.Rule.c_str(),
                                 Path.str().c_str(), What);
}

/// The edits and include lines as they were asked for, in the order in which
/// they stand: of insertions at one place, includes first.
llvm::Expected<std::vector<Hunk>> FileEditor::pieces() const {
  std::vector<Hunk> Asked, Lines, All;
  std::vector<decltype(&*Edits.begin())> Ordered;
  for (const auto &Entry : Edits)
    Ordered.push_back(&Entry);
  llvm::sort(Ordered, [](auto *A, auto *B) {
    auto Key = [](auto *Entry) {
      auto &[Offset, Length, Text] = Entry->first;
      return std::tie(Offset, Length, Entry->second.Order);
    };
    return Key(A) < Key(B);
  });
  for (const auto *Entry : Ordered) {
    auto &[Offset, Length, Text] = Entry->first;
    const std::vector<size_t> &Owners = Entry->second.Owners;
    if (Offset > Before.size() || Length > Before.size() - Offset)
      return refuse(Owners, "reaches beyond the end of the file");
    bool Twice = !Asked.empty() && Asked.back().Offset == Offset &&
                 Asked.back().Length == 0 && Length == 0;
    bool Lines = StringRef(Text).ends_with("\n") &&
                 (!Twice || StringRef(Asked.back().Text).ends_with("\n"));
    if (Twice && !Lines)
      return refuse(Owners, "inserts where another fix does");
    Asked.push_back({Offset, Length, Text, Owners});
  }
  for (const IncludeInsertion &I : insertIncludes(Path, Before, Includes)) {
    Hunk &H = Lines.emplace_back(Hunk{I.Offset, 0, I.Text, {}});
    for (size_t Request : I.Requests)
      addOwners(H.Owners, IncludeOwners[Request]);
  }
  std::merge(Lines.begin(), Lines.end(), Asked.begin(), Asked.end(),
             std::back_inserter(All), [](const Hunk &A, const Hunk &B) {
               return std::tie(A.Offset, A.Length) <
                      std::tie(B.Offset, B.Length);
             });
  for (size_t I = 1; I < All.size(); ++I)
    if (All[I - 1].Offset + All[I - 1].Length > All[I].Offset)
      return refuse(All[I].Owners, "overlaps another fix");
  if (usesCarriageReturns(Before))
    for (Hunk &H : All)
      H.Text = withCarriageReturns(H.Text);
  return joinTouching(std::move(All));
}

/// The owners of the pieces that fall in or touch `H`; where formatting moved
/// something farther away, those of the nearest piece.
void FileEditor::findOwners(Hunk &H, llvm::ArrayRef<Hunk> Pieces) const {
  uint32_t Nearest = UINT32_MAX;
  for (const Hunk &P : Pieces) {
    uint32_t End = H.Offset + H.Length, PieceEnd = P.Offset + P.Length;
    uint32_t Distance = P.Offset > End        ? P.Offset - End
                        : H.Offset > PieceEnd ? H.Offset - PieceEnd
                                              : 0;
    if (Distance < Nearest)
      H.Owners.clear();
    if (Distance < Nearest || Distance == 0)
      addOwners(H.Owners, P.Owners);
    Nearest = std::min(Nearest, Distance);
  }
}

std::vector<Hunk> FileEditor::formatted(const std::vector<Hunk> &Pieces) const {
  llvm::Expected<clang::format::FormatStyle> Style =
      clang::format::getStyle("file", Path, /*FallbackStyle=*/"none", Before,
                              /*FS=*/nullptr, /*AllowUnknownOptions=*/true);
  if (!Style) {
    // A style of another version is no reason to refuse a fix.
    llvm::consumeError(Style.takeError());
    return Pieces;
  }
  if (Style->DisableFormat)
    return Pieces;
  Style->SortIncludes = clang::format::FormatStyle::SI_Never;
  Style->SortUsingDeclarations = clang::format::FormatStyle::SUD_Never;
  Style->LineEnding = usesCarriageReturns(Before)
                          ? clang::format::FormatStyle::LE_CRLF
                          : clang::format::FormatStyle::LE_LF;
  // These touch the end of a block or file far from the changed lines.
  Style->FixNamespaceComments = false;
  Style->InsertNewlineAtEOF = false;

  clang::tooling::Replacements Asked;
  for (const Hunk &P : Pieces)
    if (llvm::Error E = Asked.add({Path, P.Offset, P.Length, P.Text})) {
      llvm::consumeError(std::move(E));
      return Pieces;
    }
  auto Made = clang::format::formatReplacements(Before, Asked, *Style);
  if (!Made) {
    llvm::consumeError(Made.takeError());
    return Pieces;
  }
  std::vector<Hunk> Out;
  for (const clang::tooling::Replacement &R : *Made) {
    Hunk H{R.getOffset(), R.getLength(), R.getReplacementText().str(), {}};
    if (Before.substr(H.Offset, H.Length) == H.Text)
      continue;
    findOwners(H, Pieces);
    Out.push_back(std::move(H));
  }
  return joinTouching(std::move(Out));
}

llvm::Expected<FileChange> FileEditor::finish() {
  llvm::Expected<std::vector<Hunk>> Pieces = pieces();
  if (!Pieces)
    return Pieces.takeError();
  FileChange C;
  C.Path = Path.str();
  C.Before = Before.str();
  C.Hunks = formatted(*Pieces);
  C.After = applyHunks(Before, C.Hunks);
  return C;
}

} // namespace

llvm::Expected<std::vector<FileChange>>
computeChanges(llvm::ArrayRef<ReportedFinding> Findings,
               llvm::ArrayRef<size_t> Chosen, const SourceMap &Sources) {
  std::map<std::string, FileEditor> Files;
  auto Editor = [&](const std::string &Path) -> FileEditor * {
    auto Source = Sources.find(Path);
    if (Source == Sources.end())
      return nullptr;
    return &Files.try_emplace(Path, Source->first, Source->second, Findings)
                .first->second;
  };
  auto Unknown = [](const std::string &Path) {
    return llvm::createStringError("%s is edited but was never read",
                                   Path.c_str());
  };
  std::set<size_t> Ordered(Chosen.begin(), Chosen.end());
  for (size_t Index : Ordered) {
    const Fix &F = Findings[Index].F.Fixes.front();
    for (size_t I = 0; I != F.Edits.size(); ++I) {
      const Edit &E = F.Edits[I];
      FileEditor *File = Editor(E.Where.Path);
      if (!File)
        return Unknown(E.Where.Path);
      File->add(E, Index, I);
    }
    for (const IncludeEdit &I : F.Includes) {
      FileEditor *File = Editor(I.Path);
      if (!File)
        return Unknown(I.Path);
      File->add(I, Index);
    }
  }
  std::vector<FileChange> Changes;
  for (auto &[Path, File] : Files) {
    llvm::Expected<FileChange> C = File.finish();
    if (!C)
      return C.takeError();
    if (C->After != C->Before)
      Changes.push_back(std::move(*C));
  }
  return Changes;
}

} // namespace asyncmend
