//===- change-source.cpp - Where the change comes from --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "change-source.h"
#include "core/refusal.h"
#include "git.h"
#include "paths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace asyncmend {
namespace {

class Source {
public:
  Source(const ChangeRequest &Request, const std::string &Here)
      : Request(Request), Here(Here) {}

  Error read();

  Changes Result;

private:
  Error fromGit();
  Error fromFile();
  Error findTop();
  Expected<std::string> base();
  Error readIndex();
  Error addUntracked();
  Error addDiff(StringRef Text);
  std::string pathOf(const FileDiff &F) const;
  Expected<std::string> textOf(const std::string &Path) const;

  const ChangeRequest &Request;
  const std::string &Here;
  std::string Top; ///< Of the repository.
};

/// No compiler reads these.
bool isDocument(StringRef Path) {
  return llvm::StringSwitch<bool>(llvm::sys::path::extension(Path).lower())
             .Cases(".md", ".rst", ".adoc", ".html", ".css", ".svg", true)
             .Cases(".py", ".sh", ".cmake", ".yml", ".yaml", ".toml", true)
             .Default(false) ||
         llvm::sys::path::filename(Path) == "CMakeLists.txt";
}

/// Is this, as far as the name tells, C or C++? Build directories that nobody
/// has told git to ignore hold much else.
bool isSource(StringRef Path) {
  return llvm::StringSwitch<bool>(llvm::sys::path::extension(Path).lower())
      .Cases(".c", ".cc", ".cpp", ".cxx", ".c++", ".cppm", ".ixx", true)
      .Cases(".h", ".hh", ".hpp", ".hxx", ".h++", ".inc", ".def", true)
      .Cases(".inl", ".ipp", ".tpp", ".txx", true)
      .Default(false);
}

/// Does this pair of names carry git's prefixes?
bool hasPrefixes(const FileDiff &F) {
  auto Starts = [](StringRef Name, StringRef Letters) {
    return Name.empty() ||
           (Name.size() > 2 && Name[1] == '/' && Letters.contains(Name[0]));
  };
  // The letters of diff.mnemonicPrefix, too.
  return Starts(F.OldName, "aico") && Starts(F.NewName, "biwc");
}

std::string Source::pathOf(const FileDiff &F) const {
  StringRef Whole = F.NewName;
  StringRef Stripped = Whole.split('/').second;
  bool Prefixed = hasPrefixes(F);
  std::vector<StringRef> Names = {Prefixed ? Stripped : Whole};
  if (!F.IsGit)
    Names.push_back(Prefixed ? Whole : Stripped);
  // git's names begin at the top, those of others where they were typed.
  for (const std::string &Directory :
       {F.IsGit ? Top : Here, F.IsGit ? Here : Top})
    for (StringRef Name : Names)
      if (!Directory.empty() && !Name.empty())
        if (std::string Path = realPath(Name, Directory);
            fs::is_regular_file(Path) || Result.Overlay.count(Path))
          return Path;
  return "";
}

Expected<std::string> Source::textOf(const std::string &Path) const {
  if (auto It = Result.Overlay.find(Path); It != Result.Overlay.end())
    return It->second;
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return no(Path + ": " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

Error Source::addDiff(StringRef Text) {
  Expected<std::vector<FileDiff>> Diffs = parseUnifiedDiff(Text);
  if (!Diffs)
    return Diffs.takeError();
  for (const FileDiff &F : *Diffs) {
    if (F.NewName.empty() || isDocument(F.NewName))
      continue;
    std::string Path = pathOf(F);
    if (Path.empty())
      return no("the diff does not fit the working tree: there is no file " +
                F.NewName +
                " (names are looked up at the top of the "
                "repository and in the working directory)");
    Expected<std::string> Now = textOf(Path);
    if (!Now)
      return Now.takeError();
    if (Error E = checkAgainst(F, Path, *Now))
      return E;
    ChangedFile Change = changedLines(F);
    ChangedFile &Known = Result.Files[Path];
    llvm::append_range(Known.Written, Change.Written);
    llvm::append_range(Known.Removals, Change.Removals);
    llvm::append_range(Known.Shown, Change.Shown);
  }
  return Error::success();
}

Error Source::findTop() {
  Expected<std::string> Said = runGit(Here, {"rev-parse", "--show-toplevel"});
  if (!Said)
    return no("git cannot say what has changed in " + Here + ": " +
              llvm::toString(Said.takeError()));
  Top = realPath(StringRef(*Said).rtrim("\n"), Here);
  return Error::success();
}

/// The commit that the work began with.
Expected<std::string> Source::base() {
  std::vector<std::string> Names = {Request.Name};
  if (Request.Name.empty())
    Names = {"origin/HEAD", "main", "master"};
  for (const std::string &Name : Names) {
    std::string Commit = Name + "^{commit}";
    Expected<std::string> Known = runGit(
        Top, {"rev-parse", "--verify", "--quiet", "--end-of-options", Commit});
    if (!Known) {
      llvm::consumeError(Known.takeError());
      continue;
    }
    StringRef Id = StringRef(*Known).trim();
    Expected<std::string> Base = runGit(Top, {"merge-base", Id, "HEAD"});
    if (Base)
      return StringRef(*Base).trim().str();
    llvm::consumeError(Base.takeError());
    return no("git knows no common ancestor of " + Name +
              " and HEAD (does a shallow clone lack it?)");
  }
  if (Request.Name.empty())
    return no("there is no origin/HEAD, main or master to compare with: name "
              "a commit, --changed=REF");
  return no("git knows no commit '" + Request.Name + "'");
}

/// What the working tree has in another form than the index.
Error Source::readIndex() {
  Expected<std::string> Names =
      runGit(Top, {"diff", "--name-only", "--no-ext-diff", "--no-relative",
                   "--ignore-submodules", "-z"});
  if (!Names)
    return Names.takeError();
  llvm::SmallVector<StringRef> List;
  StringRef(*Names).split(List, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Name : List) {
    if (isDocument(Name))
      continue;
    std::string Blob = (":" + Name).str();
    // As a checkout would write it: line ends, filters.
    Expected<std::string> Text = runGit(Top, {"cat-file", "--filters", Blob});
    if (!Text) {
      llvm::consumeError(Text.takeError()); // Only meant to be added.
      continue;
    }
    Result.Overlay[realPath(Name, Top)] = std::move(*Text);
  }
  return Error::success();
}

Error Source::addUntracked() {
  Expected<std::string> Names =
      runGit(Top, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!Names)
    return Names.takeError();
  llvm::SmallVector<StringRef> List;
  StringRef(*Names).split(List, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Name : List) {
    std::string Path = realPath(Name, Top);
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!isSource(Name) || !fs::is_regular_file(Path) || !Buffer)
      continue;
    if (unsigned Count = LineTable((*Buffer)->getBuffer()).count())
      Result.Files[Path] = {{{1, Count}}, {}, {{1, Count}}};
  }
  return Error::success();
}

Error Source::fromGit() {
  if (Error E = findTop())
    return E;
  // Nothing of what a user has configured may change the form. Code hosts show
  // three lines of context.
  std::vector<StringRef> Args = {"diff",
                                 "--no-color",
                                 "--no-ext-diff",
                                 "--no-textconv",
                                 "--no-relative",
                                 "--ignore-submodules",
                                 "--find-renames",
                                 "--unified=3",
                                 "--inter-hunk-context=0",
                                 "--src-prefix=a/",
                                 "--dst-prefix=b/"};
  bool Staged = Request.What == ChangeRequest::Staged;
  std::string From;
  if (Staged) {
    Args.push_back("--cached");
    if (Error E = readIndex())
      return E;
  } else {
    Expected<std::string> Base = base();
    if (!Base)
      return Base.takeError();
    From = *Base;
    Args.push_back(From);
  }
  Args.push_back("--");
  Expected<std::string> Text = runGit(Top, Args);
  if (!Text)
    return Text.takeError();
  if (Error E = addDiff(*Text))
    return E;
  return Staged ? Error::success() : addUntracked();
}

Error Source::fromFile() {
  Top = repositoryOf(Here + "/.");
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(Request.Name);
  if (!Buffer)
    return no("cannot read " + Request.Name + ": " +
              Buffer.getError().message());
  std::string Name = Request.Name == "-" ? "standard input" : Request.Name;
  if (Error E = addDiff((*Buffer)->getBuffer()))
    return no(Name + ": " + llvm::toString(std::move(E)));
  return Error::success();
}

Error Source::read() {
  return Request.What == ChangeRequest::Diff ? fromFile() : fromGit();
}

} // namespace

Expected<std::optional<Changes>> readChanges(const ChangeRequest &Request,
                                             const std::string &Here) {
  if (Request.What == ChangeRequest::Everything)
    return std::nullopt;
  Source S(Request, Here);
  if (Error E = S.read())
    return std::move(E);
  return std::move(S.Result);
}

} // namespace asyncmend
