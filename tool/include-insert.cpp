//===- include-insert.cpp - Where a new #include goes ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "include-insert.h"
#include "preamble.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Path.h"
#include <map>

namespace path = llvm::sys::path;
using llvm::StringRef;

namespace asyncmend {
namespace {

using Lines = std::vector<const IncludeLine *>;

/// One line to be inserted.
struct NewLine {
  std::string Name;
  bool Angled;
  std::vector<size_t> Requests;
};

/// All lines that go to one place.
struct Group {
  std::vector<NewLine> Lines;
  bool BlankBefore = false;
  bool BlankAfter = false;
};

/// Standard headers, other system headers, libraries' headers, own headers.
enum class Family { Standard, System, Library, Own };

Family familyOf(StringRef Name, bool Angled) {
  if (!Angled)
    return Family::Own;
  if (Name.contains('/'))
    return Family::Library;
  return Name.contains('.') ? Family::System : Family::Standard;
}

/// The number of leading directories of `New` that `Old` shares;
/// <boost/asio.hpp> counts as if it were in boost/asio/.
size_t sharedDirectories(StringRef New, StringRef Old) {
  llvm::SmallVector<StringRef, 8> NewParts, OldParts;
  New.split(NewParts, '/');
  Old.split(OldParts, '/');
  NewParts.pop_back();
  OldParts.back() = OldParts.back().split('.').first;
  size_t Shared = 0;
  while (Shared < std::min(NewParts.size(), OldParts.size()) &&
         NewParts[Shared] == OldParts[Shared])
    ++Shared;
  return Shared;
}

class Placer {
public:
  Placer(StringRef Path, StringRef Code)
      : Path(Path), Code(Code), Head(scanPreamble(Code)) {}

  void place(const IncludeEdit &Wanted, size_t Request);
  std::vector<IncludeInsertion> take();

private:
  bool isMainHeader(const IncludeLine &Line) const;
  bool isIncluded(StringRef Name) const {
    return llvm::any_of(
        Head.All, [&](const IncludeLine &Line) { return Line.Name == Name; });
  }
  Lines siblings(StringRef Name) const;
  Lines family(Family F) const;
  void sortIn(NewLine Line, const Lines &Among);
  void placeByFamily(NewLine Line);
  void placeRuntime(NewLine Line);
  void placeWithoutIncludes(NewLine Line);
  void add(uint32_t Offset, NewLine Line) {
    Groups[Offset].Lines.push_back(std::move(Line));
  }

  StringRef Path;
  StringRef Code;
  Preamble Head;
  std::map<uint32_t, Group> Groups;
};

/// "worker.hpp" in worker.cpp: nothing goes before it.
bool Placer::isMainHeader(const IncludeLine &Line) const {
  return &Line == &Head.Usable.front() && !Line.Angled &&
         path::stem(Line.Name) == path::stem(Path);
}

Lines Placer::siblings(StringRef Name) const {
  size_t Best = 1;
  Lines Found;
  for (const IncludeLine &Line : Head.Usable) {
    size_t Shared = sharedDirectories(Name, Line.Name);
    if (Shared < Best)
      continue;
    if (Shared > Best)
      Found.clear();
    Best = Shared;
    Found.push_back(&Line);
  }
  return Found;
}

Lines Placer::family(Family F) const {
  Lines Found;
  for (const IncludeLine &Line : Head.Usable)
    if (!Line.Name.empty() && familyOf(Line.Name, Line.Angled) == F)
      Found.push_back(&Line);
  return Found;
}

void Placer::sortIn(NewLine Line, const Lines &Among) {
  for (const IncludeLine *Old : Among)
    if (Old->Name > Line.Name && !isMainHeader(*Old))
      return add(Old->Begin, std::move(Line));
  add(Among.back()->End, std::move(Line));
}

void Placer::placeByFamily(NewLine Line) {
  Family Own = familyOf(Line.Name, Line.Angled);
  if (Lines Same = family(Own); !Same.empty())
    return sortIn(std::move(Line), Same);
  // No block of its own kind: behind the nearest one.
  static constexpr Family Nearest[] = {Family::Standard, Family::System,
                                       Family::Library};
  uint32_t After = 0;
  if (Own != Family::Own)
    for (Family F : Nearest)
      for (const IncludeLine *Old : family(F))
        After = std::max(After, Old->End);
  add(After ? After : Head.Usable.back().End, std::move(Line));
}

/// A runtime header looks at what of a framework was included before it: it
/// goes below the block of the last include that is no standard header.
void Placer::placeRuntime(NewLine Line) {
  size_t At = Head.Usable.size() - 1;
  for (size_t I = Head.Usable.size(); I-- > 0;) {
    const IncludeLine &Old = Head.Usable[I];
    if (Old.Name.empty() ||
        familyOf(Old.Name, Old.Angled) != Family::Standard) {
      At = I;
      break;
    }
  }
  while (At + 1 < Head.Usable.size() &&
         Head.Usable[At + 1].Begin == Head.Usable[At].End)
    ++At;
  add(Head.Usable[At].End, std::move(Line));
}

/// The end of a comment at the top that a blank line parts from what follows.
uint32_t endOfLicence(StringRef Code) {
  uint32_t At = Code.starts_with("\xef\xbb\xbf") ? 3 : 0;
  const uint32_t Top = At;
  bool InBlock = false;
  while (At < Code.size()) {
    size_t Newline = Code.find('\n', At);
    uint32_t End = Newline == StringRef::npos ? Code.size() : Newline + 1;
    StringRef Line = Code.slice(At, End).trim();
    if (Line.empty() && !InBlock)
      return At == Top ? Top : End;
    if (!InBlock && !Line.starts_with("//") && !Line.starts_with("/*"))
      return Top;
    if (Line.starts_with("/*"))
      InBlock = true;
    if (Line.contains("*/"))
      InBlock = false;
    At = End;
  }
  return Top;
}

void Placer::placeWithoutIncludes(NewLine Line) {
  uint32_t At = Head.End ? Head.End : endOfLicence(Code);
  StringRef Below = Code.drop_front(At);
  Below.consume_front("\r");
  Group &G = Groups[At];
  G.BlankBefore = Head.End != 0;
  G.BlankAfter = !Below.empty() && !Below.starts_with("\n");
  G.Lines.push_back(std::move(Line));
}

void Placer::place(const IncludeEdit &Wanted, size_t Request) {
  if (isIncluded(Wanted.Header))
    return;
  for (auto &[Offset, G] : Groups)
    for (NewLine &Line : G.Lines)
      if (Line.Name == Wanted.Header) {
        Line.Requests.push_back(Request);
        return;
      }
  NewLine Line{Wanted.Header, Wanted.Angled, {Request}};
  Lines Kin = siblings(Wanted.Header);
  if (!Wanted.Runtime.empty() && !Head.Usable.empty()) {
    placeRuntime(std::move(Line));
  } else if (!Kin.empty()) {
    Line.Angled = Kin.front()->Angled;
    sortIn(std::move(Line), Kin);
  } else if (!Head.Usable.empty()) {
    placeByFamily(std::move(Line));
  } else {
    placeWithoutIncludes(std::move(Line));
  }
}

std::vector<IncludeInsertion> Placer::take() {
  std::vector<IncludeInsertion> Out;
  for (auto &[Offset, G] : Groups) {
    llvm::sort(G.Lines, [](const NewLine &A, const NewLine &B) {
      return A.Name < B.Name;
    });
    IncludeInsertion &I = Out.emplace_back();
    I.Offset = Offset;
    // A last line without a newline stays one.
    bool Unfinished =
        Offset != 0 && Offset == Code.size() && !Code.ends_with("\n");
    if (G.BlankBefore)
      I.Text += '\n';
    for (const NewLine &Line : G.Lines) {
      std::string Text = "#include " + (Line.Angled ? "<" + Line.Name + ">"
                                                    : '"' + Line.Name + '"');
      I.Text += Unfinished ? "\n" + Text : Text + "\n";
      llvm::append_range(I.Requests, Line.Requests);
    }
    if (G.BlankAfter)
      I.Text += '\n';
  }
  return Out;
}

} // namespace

std::vector<IncludeInsertion>
insertIncludes(StringRef Path, StringRef Code,
               llvm::ArrayRef<IncludeEdit> Wanted) {
  Placer P(Path, Code);
  for (size_t I = 0; I < Wanted.size(); ++I)
    P.place(Wanted[I], I);
  return P.take();
}

} // namespace asyncmend
