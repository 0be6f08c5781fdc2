//===- compiler-wrappers.cpp - What stands before the compiler ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compiler-wrappers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/StringSaver.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

enum class Wrapper { None, Launcher, Rewrapper, Env, Libtool, Shell, CMake };

/// Words that one wrapper takes from the front of a command.
class Unwrapper {
public:
  explicit Unwrapper(llvm::ArrayRef<std::string> Words) : Words(Words) {}

  /// The number of words to remove, the wrapper's own name included.
  llvm::Expected<size_t> skip(Wrapper Kind);

private:
  llvm::Error skipEnv();
  llvm::Error skipLibtool();
  void skipAssignments();
  void skipFlags();

  llvm::ArrayRef<std::string> Words;
  size_t At = 1;
};

bool isAssignment(StringRef Word) {
  StringRef Name = Word.split('=').first;
  return Name.size() < Word.size() && !Name.empty() &&
         !llvm::isDigit(Name.front()) &&
         llvm::all_of(
             Name, [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

Wrapper classify(llvm::ArrayRef<std::string> Args,
                 llvm::ArrayRef<std::string> Custom) {
  std::string Name = programName(Args.front());
  if (llvm::is_contained(Custom, Args.front()) ||
      llvm::any_of(Custom, [&](StringRef W) { return programName(W) == Name; }))
    return Wrapper::Rewrapper;
  // A shell matters only where it runs libtool, as Automake's rules do.
  bool RunsLibtool =
      Args.size() > 1 && StringRef(programName(Args[1])).ends_with("libtool");
  if (StringRef(Name).ends_with("libtool"))
    return Wrapper::Libtool;
  // "cmake -E env ..." and "cmake -E time ...".
  if (Name == "cmake" && Args.size() > 1 && Args[1] == "-E")
    return Wrapper::CMake;
  Wrapper Known = llvm::StringSwitch<Wrapper>(Name)
                      .Cases("ccache", "sccache", "distcc", "icecc", "gomacc",
                             Wrapper::Launcher)
                      .Cases("buildcache", "pump", "time", Wrapper::Launcher)
                      .Case("rewrapper", Wrapper::Rewrapper)
                      .Case("env", Wrapper::Env)
                      .Cases("sh", "bash", "dash",
                             RunsLibtool ? Wrapper::Shell : Wrapper::None)
                      .Default(Wrapper::None);
  if (Known != Wrapper::None)
    return Known;
  // "X=1 g++ ..." is the shell's spelling of env.
  if (isAssignment(Args.front()))
    return Wrapper::Launcher;
  // Nobody compiles a file named "g++": what stands before it is a wrapper.
  if (!looksLikeCompiler(Args.front()) && Args.size() > 1 &&
      looksLikeCompiler(Args[1]))
    return Wrapper::Launcher;
  return Wrapper::None;
}

void Unwrapper::skipAssignments() {
  while (At < Words.size() && isAssignment(Words[At]))
    ++At;
}

void Unwrapper::skipFlags() {
  while (At < Words.size() && StringRef(Words[At]).starts_with("-"))
    ++At;
}

llvm::Error Unwrapper::skipEnv() {
  while (At < Words.size()) {
    StringRef Word = Words[At];
    if (Word == "-u" || Word == "--unset")
      At += 2;
    else if (Word.starts_with("-C") || Word.starts_with("--chdir"))
      return llvm::createStringError(
          "'env %s' changes the directory; set \"directory\" instead",
          Word.str().c_str());
    else if (isAssignment(Word) || Word.starts_with("-"))
      ++At;
    else
      break;
  }
  return llvm::Error::success();
}

llvm::Error Unwrapper::skipLibtool() {
  StringRef Mode;
  while (At < Words.size() && StringRef(Words[At]).starts_with("-")) {
    StringRef Word = Words[At++];
    if (Word.consume_front("--mode="))
      Mode = Word;
    else if ((Word == "--mode" || Word == "--tag") && At < Words.size())
      (Word == "--mode" ? Mode : Word) = Words[At++];
  }
  if (Mode != "compile")
    return llvm::createStringError("libtool runs in mode '%s', not 'compile'",
                                   Mode.str().c_str());
  return llvm::Error::success();
}

llvm::Expected<size_t> Unwrapper::skip(Wrapper Kind) {
  switch (Kind) {
  case Wrapper::None:
    return 0;
  case Wrapper::Shell:
    break;
  case Wrapper::CMake:
    At = 2;
    break;
  case Wrapper::Launcher:
    skipAssignments();
    break;
  case Wrapper::Rewrapper:
    skipFlags();
    skipAssignments();
    break;
  case Wrapper::Env:
    if (llvm::Error E = skipEnv())
      return E;
    break;
  case Wrapper::Libtool:
    if (llvm::Error E = skipLibtool())
      return E;
    break;
  }
  return std::min(At, Words.size());
}

llvm::Error expandInto(StringRef Word, StringRef Directory, unsigned Depth,
                       std::vector<std::string> &Out) {
  if (Word.size() < 2 || Word.front() != '@') {
    Out.push_back(Word.str());
    return llvm::Error::success();
  }
  if (Depth == 16)
    return llvm::createStringError(
        "response file '%s' is nested too deeply, or includes itself",
        Word.drop_front().str().c_str());
  llvm::SmallString<256> Path(Word.drop_front());
  llvm::sys::fs::make_absolute(Directory, Path);
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer) {
    if (Path.ends_with(".modmap"))
      return llvm::Error::success();
    return llvm::createStringError("response file '%s': %s", Path.c_str(),
                                   Buffer.getError().message().c_str());
  }
  llvm::BumpPtrAllocator Alloc;
  llvm::StringSaver Saver(Alloc);
  llvm::SmallVector<const char *, 64> Words;
  llvm::cl::TokenizeGNUCommandLine((*Buffer)->getBuffer(), Saver, Words);
  for (const char *Inner : Words)
    if (llvm::Error E = expandInto(Inner, Directory, Depth + 1, Out))
      return E;
  return llvm::Error::success();
}

} // namespace

std::string programName(StringRef Path) {
  // A database made on Windows has backslashes.
  size_t Slash = Path.find_last_of("/\\");
  std::string Name =
      (Slash == StringRef::npos ? Path : Path.substr(Slash + 1)).lower();
  StringRef Stem = Name;
  Stem.consume_back(".exe");
  return Stem.str();
}

bool looksLikeCompiler(StringRef Path) {
  static constexpr char Pattern[] =
      "^(.*-)?(g\\+\\+|gcc|c\\+\\+|cc|clang|clang\\+\\+|clang-cl|cl|icpc|icpx|"
      "icx|nvcc)(-[0-9.]+)?$";
  return llvm::Regex(Pattern).match(programName(Path));
}

llvm::Error unwrapCompiler(std::vector<std::string> &Args,
                           llvm::ArrayRef<std::string> Custom) {
  while (!Args.empty()) {
    Wrapper Kind = classify(Args, Custom);
    if (Kind == Wrapper::None)
      return llvm::Error::success();
    llvm::Expected<size_t> Count = Unwrapper(Args).skip(Kind);
    if (!Count)
      return Count.takeError();
    std::string Name = Args.front();
    Args.erase(Args.begin(), Args.begin() + *Count);
    if (Args.empty())
      return llvm::createStringError("no compiler follows '%s'", Name.c_str());
    // distcc and its kin call "c++" themselves where none is given.
    if (StringRef(Args.front()).starts_with("-"))
      Args.insert(Args.begin(), "c++");
  }
  return llvm::Error::success();
}

llvm::Error expandResponseFiles(std::vector<std::string> &Args,
                                StringRef Directory) {
  std::vector<std::string> Out;
  for (const std::string &Word : Args)
    if (llvm::Error E = expandInto(Word, Directory, 0, Out))
      return E;
  Args = std::move(Out);
  return llvm::Error::success();
}

} // namespace asyncmend
