//===- compile-commands.cpp - Reading compile_commands.json ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compile-commands.h"
#include "compile-flags.h"
#include "database-reader.h"
#include "paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <set>
#include <tuple>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr const char *DatabaseName = "compile_commands.json";

/// Folds commands that are the same but for what was stripped from them.
class UniqueCommands {
public:
  void add(CompileCommand C) {
    if (Seen.insert({C.File, C.Directory, C.Arguments}).second)
      List.push_back(std::move(C));
  }
  std::vector<CompileCommand> take() { return std::move(List); }

private:
  std::set<std::tuple<std::string, std::string, std::vector<std::string>>> Seen;
  std::vector<CompileCommand> List;
};

llvm::Expected<std::optional<CompileCommand>>
fromEntry(const DatabaseEntry &Entry, StringRef DatabaseDirectory,
          const CommandAdjustments &Adjust) {
  // What is no C++ is left out before anything is asked of it.
  if (isForeignSource(Entry.File, Entry.Words))
    return std::nullopt;
  std::string Directory = absolutePath(Entry.Directory, DatabaseDirectory);
  if (!fs::is_directory(Directory))
    return llvm::createStringError("the directory '%s' does not exist",
                                   Directory.c_str());
  return makeCommand(Entry.Words, Entry.File, Directory, Adjust);
}

/// A positional argument: a file, a directory, or a regular expression.
class Selector {
public:
  static llvm::Expected<Selector> make(StringRef Text);
  bool matches(const CompileCommand &C) const {
    if (!Exact.empty())
      return C.File == Exact;
    if (!Prefix.empty())
      return StringRef(C.File).starts_with(Prefix);
    return Pattern.match(C.File);
  }
  const char *kind() const {
    return Exact.empty() ? "no file of the compile database matches '%s'"
                         : "'%s' is not in the compile database";
  }

private:
  std::string Exact;
  std::string Prefix;
  llvm::Regex Pattern;
};

llvm::Expected<Selector> Selector::make(StringRef Text) {
  Selector S;
  std::string Real = realPath(Text, workingDirectory());
  if (fs::is_directory(Real)) {
    S.Prefix = Real == "/" ? Real : Real + "/";
  } else if (fs::exists(Real)) {
    S.Exact = Real;
  } else {
    std::string What;
    S.Pattern = llvm::Regex(Text);
    if (!S.Pattern.isValid(What))
      return llvm::createStringError(
          "'%s' is neither a file nor a regular expression: %s",
          Text.str().c_str(), What.c_str());
  }
  return S;
}

} // namespace

llvm::Expected<std::string> findDatabase(StringRef Path, StringRef Start) {
  if (!Path.empty()) {
    llvm::SmallString<256> Found(absolutePath(Path, workingDirectory()));
    if (fs::is_directory(Found))
      path::append(Found, DatabaseName);
    if (fs::exists(Found))
      return std::string(Found);
    return llvm::createStringError(
        "there is no compile database '%s'; CMake writes one with "
        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
        Found.c_str());
  }
  std::string From = absolutePath(Start, workingDirectory());
  for (StringRef Dir = From; !Dir.empty(); Dir = path::parent_path(Dir))
    for (StringRef Below : {"", "build"}) {
      llvm::SmallString<256> Candidate(Dir);
      path::append(Candidate, Below, DatabaseName);
      if (fs::exists(Candidate))
        return absolutePath(Candidate, From);
    }
  return llvm::createStringError(
      "no %s in '%s', its parents, or a 'build' directory of theirs; name its "
      "directory with -p, or give the compiler's flags after --",
      DatabaseName, From.c_str());
}

llvm::Expected<std::vector<CompileCommand>>
loadDatabase(StringRef DatabaseFile, const CommandAdjustments &Adjust) {
  std::string File = absolutePath(DatabaseFile, workingDirectory());
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::createStringError("%s: %s", File.c_str(),
                                   Buffer.getError().message().c_str());
  auto Entries = readDatabase(File, (*Buffer)->getBuffer().str());
  if (!Entries)
    return Entries.takeError();
  UniqueCommands Commands;
  for (const DatabaseEntry &Entry : *Entries) {
    auto Command = fromEntry(Entry, path::parent_path(File), Adjust);
    if (!Command)
      return llvm::createStringError(
          "%s: entry for '%s': %s", Entry.Place.c_str(), Entry.File.c_str(),
          llvm::toString(Command.takeError()).c_str());
    if (*Command)
      Commands.add(std::move(**Command));
  }
  std::vector<CompileCommand> All = Commands.take();
  if (All.empty())
    return llvm::createStringError(
        "%s: no entry of the compile database is C++", File.c_str());
  return All;
}

llvm::Expected<std::vector<CompileCommand>>
fixedCommands(llvm::ArrayRef<std::string> Files,
              llvm::ArrayRef<std::string> Flags, StringRef Directory,
              const CommandAdjustments &Adjust) {
  auto IsFile = [&](StringRef Word) {
    return llvm::any_of(Files, [&](StringRef File) {
      return realPath(Word, Directory) == realPath(File, Directory);
    });
  };
  std::vector<std::string> Words = {"clang++"};
  bool HasCompiler = !Flags.empty() && !StringRef(Flags[0]).starts_with("-") &&
                     !StringRef(Flags[0]).starts_with("@") && !IsFile(Flags[0]);
  if (HasCompiler)
    Words.clear();
  // CMake's command names the source itself; here it comes last, once.
  for (const std::string &Flag : Flags)
    if (Flag != "--" && (Flag.starts_with("-") || !IsFile(Flag)))
      Words.push_back(Flag);

  UniqueCommands Commands;
  for (const std::string &File : Files) {
    if (!fs::exists(absolutePath(File, Directory)))
      return llvm::createStringError("'%s' does not exist", File.c_str());
    std::vector<std::string> All = Words;
    // A path that begins with '/' would be an option of cl.
    All.insert(All.end(), {"--", File});
    auto Command = makeCommand(std::move(All), File, Directory, Adjust);
    if (!Command)
      return llvm::createStringError(
          "'%s': %s", File.c_str(),
          llvm::toString(Command.takeError()).c_str());
    if (!*Command)
      return llvm::createStringError("'%s' is not C++", File.c_str());
    Commands.add(std::move(**Command));
  }
  return Commands.take();
}

llvm::Expected<std::vector<CompileCommand>>
selectCommands(std::vector<CompileCommand> All,
               llvm::ArrayRef<std::string> Positionals, bool SkipUnknown) {
  if (Positionals.empty())
    return All;
  std::vector<bool> Chosen(All.size());
  for (const std::string &Text : Positionals) {
    llvm::Expected<Selector> S = Selector::make(Text);
    if (!S)
      return S.takeError();
    bool Any = false;
    for (size_t I = 0; I < All.size(); ++I)
      if (S->matches(All[I]))
        Any = Chosen[I] = true;
    if (!Any && !SkipUnknown)
      return llvm::createStringError(S->kind(), Text.c_str());
  }
  std::vector<CompileCommand> Out;
  for (size_t I = 0; I < All.size(); ++I)
    if (Chosen[I])
      Out.push_back(std::move(All[I]));
  return Out;
}

} // namespace asyncmend
