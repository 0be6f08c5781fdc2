//===- github-review.cpp - A review for GitHub ----------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The body of POST /repos/{owner}/{repo}/pulls/{number}/reviews. One comment on
// a line that the pull request's diff does not show makes GitHub refuse all of
// it, so such findings are listed in the review's own text.
//
//===----------------------------------------------------------------------===//

#include "apply.h"
#include "output/emitter.h"
#include "output/line-suggestion.h"
#include "output/lines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

namespace json = llvm::json;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr size_t MostListed = 100;     ///< Findings in the review's own text.
constexpr size_t LongestText = 60'000; ///< GitHub takes 65536 characters.

/// Keeps what Markdown would take for its own.
std::string escaped(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (StringRef("\\`*_<>[]#&~|").contains(C))
      Out += '\\';
    Out += C == '\n' ? ' ' : C;
  }
  return json::fixUTF8(Out);
}

/// A code block whose fence is longer than any in the text.
std::string fenced(StringRef Kind, StringRef Text) {
  size_t Longest = 2, Run = 0;
  for (char C : Text) {
    Run = C == '`' ? Run + 1 : 0;
    Longest = std::max(Longest, Run);
  }
  std::string Fence(Longest + 1, '`');
  return (Fence + Kind + "\n" + Text + Fence + "\n").str();
}

class ReviewEmitter {
public:
  ReviewEmitter(const Report &R, const EmitOptions &O, llvm::raw_ostream &OS)
      : R(R), O(O), Tables(R.Sources), J(OS, /*IndentSize=*/2) {}

  void emit();

private:
  struct Comment {
    std::string Path, Text;
    LineRange Lines;
  };

  void add(size_t Index);
  std::string words(const ReportedFinding &F);
  std::string place(const Span &S);
  std::string relative(StringRef Path) const;
  std::string addFix(size_t Index, Comment &C);
  std::string diffOf(llvm::ArrayRef<FileChange> Changes) const;
  llvm::ArrayRef<LineRange> shown(const std::string &Path) const;
  std::string body() const;

  const Report &R;
  const EmitOptions &O;
  LineTables Tables;
  json::OStream J;
  std::vector<Comment> Comments;
  std::vector<std::string> Elsewhere; ///< Findings that the diff does not show.
  unsigned Suggestions = 0;
};

/// Empty for what is not below the root.
std::string ReviewEmitter::relative(StringRef Path) const {
  if (!Path.consume_front(O.Root) || !Path.consume_front("/"))
    return "";
  return json::fixUTF8(Path);
}

llvm::ArrayRef<LineRange> ReviewEmitter::shown(const std::string &Path) const {
  if (!R.Shown)
    return {};
  auto It = R.Shown->find(Path);
  if (It == R.Shown->end())
    return {};
  return It->second;
}

std::string ReviewEmitter::place(const Span &S) {
  std::string Name = relative(S.Path);
  return escaped(Name.empty() ? S.Path : Name) + ":" +
         std::to_string(Tables.of(S.Path).position(S.Offset).Line);
}

std::string ReviewEmitter::words(const ReportedFinding &F) {
  std::string Text = "**asyncmend-" + F.F.Rule + "**: " + escaped(F.F.Message);
  for (const Note &N : F.F.Notes)
    Text += "\n- " + place(N.Where) + ": " + escaped(N.Message);
  return Text + "\n";
}

std::string ReviewEmitter::diffOf(llvm::ArrayRef<FileChange> Changes) const {
  Report Own;
  Own.Changes = Changes.vec();
  EmitOptions Where = O;
  Where.WorkingDirectory = O.Root;
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  emitDiff(Own, Where, OS);
  return json::fixUTF8(OS.str());
}

/// Puts the fix of a finding into its comment: as a suggestion where the diff
/// shows all lines that it changes, else as text.
std::string ReviewEmitter::addFix(size_t Index, Comment &C) {
  const ReportedFinding &F = R.Findings[Index];
  if (F.F.Fixes.empty() || F.State == FixState::Withheld)
    return "\nNo fix: " + escaped(F.F.Fixes.empty() ? F.F.WhyNoFix : F.Why) +
           "\n";
  const Fix &X = F.F.Fixes.front();
  std::string Title = "\nFix: " + escaped(X.Title);
  if (X.Level == Safety::Unsafe)
    Title += " (unsafe: look at it before you take it)";
  Expected<std::vector<FileChange>> Changes =
      computeChanges(R.Findings, {Index}, R.Sources);
  if (!Changes)
    return Title + ". " + escaped(llvm::toString(Changes.takeError())) + "\n";
  std::string Why;
  if (X.Level == Safety::Suggestion)
    Why = "it is a sketch that may need work";
  else if (Changes->size() != 1)
    Why = "it changes more than one file";
  if (Why.empty()) {
    const FileChange &Only = Changes->front();
    Expected<LineSuggestion> S = lineSuggestion(Only, shown(Only.Path));
    if (S && !relative(Only.Path).empty()) {
      C.Path = Only.Path;
      C.Lines = S->Lines;
      ++Suggestions;
      return Title + "\n\n" + fenced("suggestion", S->Text);
    }
    Why =
        S ? "its file is not in the repository" : llvm::toString(S.takeError());
  }
  std::string Diff = fenced("diff", diffOf(*Changes));
  if (Diff.size() > LongestText)
    Diff = "(Its diff is too long to be shown.)\n";
  return Title + ". This cannot be taken with a click: " + Why + ".\n\n" + Diff;
}

void ReviewEmitter::add(size_t Index) {
  const ReportedFinding &F = R.Findings[Index];
  unsigned Line = Tables.of(F.F.Where.Path).position(F.F.Where.Offset).Line;
  Comment C{F.F.Where.Path, "", {Line, Line}};
  std::string Words = words(F);
  C.Text = Words + addFix(Index, C);
  bool Visible =
      !relative(C.Path).empty() &&
      llvm::any_of(shown(C.Path), [&](const LineRange &Hunk) {
        return Hunk.First <= C.Lines.First && C.Lines.Last <= Hunk.Last;
      });
  if (Visible)
    Comments.push_back(std::move(C));
  else
    Elsewhere.push_back("- " + place(F.F.Where) + ": " +
                        StringRef(Words).split('\n').first.str());
}

std::string ReviewEmitter::body() const {
  auto Counted = [](size_t N, const std::string &What) {
    return (N ? std::to_string(N) : "no") + " " + What + (N == 1 ? "" : "s");
  };
  size_t Left = Comments.size() + Elsewhere.size();
  std::string Text = "asyncmend: " + Counted(Left, "finding");
  if (Suggestions)
    Text += ", " + Counted(Suggestions, "suggestion");
  Text += ".\n";
  size_t Failed = llvm::count_if(
      R.Tus, [](const TuStatus &T) { return !T.Failure.empty(); });
  if (Failed)
    Text += "\n" + Counted(Failed, "translation unit") +
            " could not be analysed.\n";
  if (!Elsewhere.empty())
    Text += "\nOn lines that this diff does not show:\n\n";
  size_t Listed = 0;
  for (const std::string &Entry : Elsewhere) {
    if (Listed == MostListed || Text.size() + Entry.size() > LongestText)
      break;
    Text += Entry + "\n";
    ++Listed;
  }
  if (Listed < Elsewhere.size())
    Text += "- and " + std::to_string(Elsewhere.size() - Listed) + " more\n";
  return Text;
}

void ReviewEmitter::emit() {
  for (size_t I = 0; I != R.Findings.size(); ++I)
    if (!R.Applied || R.Findings[I].State != FixState::Chosen)
      add(I);
  J.object([&] {
    if (!O.Commit.empty())
      J.attribute("commit_id", O.Commit);
    J.attribute("event", "COMMENT");
    J.attribute("body", body());
    J.attributeArray("comments", [&] {
      for (const Comment &C : Comments)
        J.object([&] {
          J.attribute("path", relative(C.Path));
          // GitHub wants them for several lines only.
          if (C.Lines.First != C.Lines.Last) {
            J.attribute("start_line", C.Lines.First);
            J.attribute("start_side", "RIGHT");
          }
          J.attribute("line", C.Lines.Last);
          J.attribute("side", "RIGHT");
          J.attribute("body", C.Text);
        });
    });
  });
}

} // namespace

void emitGithubReview(const Report &R, const EmitOptions &O,
                      llvm::raw_ostream &OS) {
  ReviewEmitter(R, O, OS).emit();
  OS << '\n';
}

} // namespace asyncmend
