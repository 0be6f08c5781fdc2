//===- git.cpp - Which files have uncommitted changes ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "git.h"
#include "apply.h"
#include "core/refusal.h"
#include "paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <map>
#include <optional>
#include <set>

namespace fs = llvm::sys::fs;
using llvm::StringRef;

namespace asyncmend {
namespace {

/// Runs a program; its standard output, or an error with what it wrote to the
/// other stream.
llvm::Expected<std::string> capture(StringRef Program,
                                    llvm::ArrayRef<StringRef> Args) {
  llvm::SmallString<128> Out, Err;
  if (auto EC = fs::createTemporaryFile("asyncmend", "out", Out))
    return llvm::errorCodeToError(EC);
  llvm::FileRemover RemoveOut(Out);
  if (auto EC = fs::createTemporaryFile("asyncmend", "err", Err))
    return llvm::errorCodeToError(EC);
  llvm::FileRemover RemoveErr(Err);
  std::optional<StringRef> Streams[] = {StringRef(), StringRef(Out),
                                        StringRef(Err)};
  std::string What;
  int Code = llvm::sys::ExecuteAndWait(Program, Args, std::nullopt, Streams,
                                       /*SecondsToWait=*/0,
                                       /*MemoryLimit=*/0, &What);
  auto Text = llvm::MemoryBuffer::getFile(Code ? Err : Out);
  if (!Text)
    return llvm::errorCodeToError(Text.getError());
  if (Code == 0)
    return (*Text)->getBuffer().str();
  StringRef First = (*Text)->getBuffer().split('\n').first;
  return llvm::createStringError("%s", What.empty() ? First.str().c_str()
                                                    : What.c_str());
}

/// The paths in the output of `git status --porcelain=v1 -z`.
std::set<std::string> parseStatus(StringRef Text, StringRef Top) {
  std::set<std::string> Dirty;
  while (Text.size() > 3) {
    auto [Record, Rest] = Text.split('\0');
    Dirty.insert((Top + "/" + Record.drop_front(3)).str());
    // A rename or a copy has its source in a record of its own.
    bool Two = Record.take_front(2).find_first_of("RC") != StringRef::npos;
    Text = Two ? Rest.split('\0').second : Rest;
  }
  return Dirty;
}

} // namespace

llvm::Expected<std::string> runGit(StringRef Directory,
                                   llvm::ArrayRef<StringRef> Args) {
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return no("there is no git");
  std::vector<StringRef> All = {*Git, "--no-optional-locks", "-C", Directory};
  llvm::append_range(All, Args);
  llvm::Expected<std::string> Text = capture(*Git, All);
  if (Text)
    return Text;
  std::string Why = llvm::toString(Text.takeError());
  StringRef Said = Why;
  Said.consume_front("fatal: ");
  return no(Said.empty() ? "git failed" : Said);
}

llvm::Expected<std::vector<std::string>>
dirtyFiles(llvm::ArrayRef<std::string> Paths) {
  std::map<std::string, std::vector<StringRef>> ByTop;
  for (const std::string &Path : Paths)
    if (std::string Top = repositoryOf(Path); !Top.empty())
      ByTop[Top].push_back(Path);
  std::vector<std::string> Out;
  if (ByTop.empty())
    return Out;
  if (!llvm::sys::findProgramByName("git"))
    return llvm::createStringError(
        "%s is a git repository, but there is no git to tell whether its files "
        "have uncommitted changes (--allow-dirty does not ask)",
        ByTop.begin()->first.c_str());
  constexpr size_t AtOnce = 500; // Keeps the command line within its limit.
  std::set<std::string> Dirty;
  for (auto &[Top, Files] : ByTop)
    for (size_t At = 0; At < Files.size(); At += AtOnce) {
      std::vector<StringRef> Args = {"--literal-pathspecs",   "status",
                                     "--porcelain=v1",        "-z",
                                     "--untracked-files=all", "--"};
      llvm::append_range(Args,
                         llvm::ArrayRef(Files).slice(At).take_front(AtOnce));
      llvm::Expected<std::string> Text = runGit(Top, Args);
      if (!Text)
        return llvm::createStringError(
            "git cannot tell whether files in %s have uncommitted changes: %s "
            "(--allow-dirty does not ask)",
            Top.c_str(), llvm::toString(Text.takeError()).c_str());
      Dirty.merge(parseStatus(*Text, Top));
    }
  for (const std::string &Path : Paths)
    if (Dirty.count(Path))
      Out.push_back(Path);
  return Out;
}

} // namespace asyncmend
