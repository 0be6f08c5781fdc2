//===- compile-flags.cpp - Making one command fit Clang's driver ----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compile-flags.h"
#include "compiler-wrappers.h"
#include "flag-tables.h"
#include "paths.h"
#include "clang/Driver/Options.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
namespace types = clang::driver::types;
namespace options = clang::driver::options;
using llvm::StringRef;

namespace asyncmend {
namespace {

/// One pass over the words of a command.
class Cleaner {
public:
  Cleaner(StringRef File, StringRef Directory, const CommandAdjustments &Adjust)
      : File(File), Directory(Directory), Adjust(Adjust) {}

  llvm::Expected<std::optional<CompileCommand>>
  run(const std::vector<std::string> &Words);

private:
  llvm::Error clean(const std::vector<std::string> &Words);
  llvm::Error group(const llvm::opt::Arg &A,
                    llvm::ArrayRef<const char *> Words);
  llvm::Error input(StringRef Name, types::ID Type);
  llvm::Error pch(StringRef Name);
  bool xclang(const llvm::opt::Arg &A);
  bool isTheFile(StringRef Name) const;
  types::ID typeOf(StringRef Name) const;
  void keepSource(StringRef Name, types::ID Type);

  StringRef File;
  StringRef Directory;
  const CommandAdjustments &Adjust;
  bool ClMode = false;
  bool CxxDriver = false;
  bool SkipNextXclang = false;
  bool SourceSeen = false;
  types::ID Language = types::TY_INVALID; ///< Of the last -x.
  types::ID SourceType = types::TY_INVALID;
  std::vector<std::string> Others; ///< Inputs that are not `File`.
  std::vector<std::string> Kept;
  std::string Source; ///< For cl: what stands after "--".
};

bool Cleaner::isTheFile(StringRef Name) const {
  return absolutePath(Name, Directory) == absolutePath(File, Directory) ||
         realPath(Name, Directory) == realPath(File, Directory);
}

types::ID Cleaner::typeOf(StringRef Name) const {
  if (Language != types::TY_INVALID)
    return Language;
  types::ID Type = typeByName(Name);
  return CxxDriver && isC(Type) ? types::lookupCXXTypeForCType(Type) : Type;
}

/// A header, or a suffix that Clang does not know, needs its language said.
void Cleaner::keepSource(StringRef Name, types::ID Type) {
  StringRef Extension = path::extension(Name);
  Extension.consume_front(".");
  bool Say = types::lookupTypeForExtension(Extension) == types::TY_INVALID ||
             types::onlyPrecompileType(Type);
  if (ClMode) {
    Source = Name.str();
    if (Say)
      Kept.push_back("/TP");
    return;
  }
  if (Language == types::TY_INVALID && Say)
    Kept.insert(Kept.end(), {"-x", "c++"});
  Kept.push_back(Name.str());
}

llvm::Error Cleaner::input(StringRef Name, types::ID Type) {
  if (!SourceSeen && isTheFile(Name)) {
    SourceSeen = true;
    SourceType = Type;
    keepSource(Name, Type);
    return llvm::Error::success();
  }
  if (Name == "-")
    return llvm::createStringError("the command reads standard input");
  if (!isTheFile(Name))
    Others.push_back(Name.str());
  return llvm::Error::success();
}

/// A precompiled header of another compiler cannot be read; the header that it
/// was made of can.
llvm::Error Cleaner::pch(StringRef Name) {
  StringRef Header = Name;
  if ((Header.consume_back(".pch") || Header.consume_back(".gch")) &&
      fs::exists(absolutePath(Header, Directory))) {
    Kept.insert(Kept.end(), {"-include", Header.str()});
    return llvm::Error::success();
  }
  if (!fs::exists(absolutePath(Name, Directory)))
    return llvm::createStringError("precompiled header '%s' does not exist",
                                   Name.str().c_str());
  Kept.insert(Kept.end(), {"-include-pch", Name.str()});
  return llvm::Error::success();
}

/// Whether this word for the compiler proper goes: plug-ins, other actions,
/// and the precompiled headers that CMake passes beside the header itself.
bool Cleaner::xclang(const llvm::opt::Arg &A) {
  StringRef Value = A.getValue();
  if (SkipNextXclang) {
    SkipNextXclang = false;
    return true;
  }
  SkipNextXclang = llvm::StringSwitch<bool>(Value)
                       .Cases("-load", "-plugin", "-add-plugin", true)
                       .Case("-include-pch", true)
                       .StartsWith("-plugin-arg-", true)
                       .Default(false);
  return SkipNextXclang || Value.starts_with("-emit-");
}

llvm::Error Cleaner::group(const llvm::opt::Arg &A,
                           llvm::ArrayRef<const char *> Words) {
  const llvm::opt::Option &O = A.getOption();
  StringRef First = Words.front();
  switch (O.getID()) {
  case options::OPT_INPUT:
    return input(First, typeOf(First));
  case options::OPT__DASH_DASH:
    for (const char *Name : A.getValues())
      if (llvm::Error E = input(Name, typeOf(Name)))
        return E;
    return llvm::Error::success();
  case options::OPT__SLASH_Tp:
    return input(A.getValue(), types::TY_CXX);
  case options::OPT_UNKNOWN:
    // A path beginning with '/' looks like an option of cl.
    if (ClMode && First.starts_with("/") && isTheFile(First))
      return input(First, typeOf(First));
    if (ClMode && First.starts_with("/"))
      Kept.push_back(First.str());
    return llvm::Error::success();
  case options::OPT_include_pch:
    return pch(A.getValue());
  case options::OPT_x:
    Language = types::lookupTypeForTypeSpecifier(A.getValue());
    break;
  case options::OPT__SLASH_TP:
    Language = types::TY_CXX;
    break;
  case options::OPT_Xclang:
    if (xclang(A))
      return llvm::Error::success();
    break;
  default:
    if (isUselessOption(O.getID()) || O.matches(options::OPT_M_Group) ||
        O.hasFlag(options::Unsupported) || isUselessFlag(First))
      return llvm::Error::success();
  }
  Kept.insert(Kept.end(), Words.begin(), Words.end());
  return llvm::Error::success();
}

llvm::Error Cleaner::clean(const std::vector<std::string> &Words) {
  std::vector<const char *> Argv;
  for (const std::string &Word : llvm::drop_begin(Words))
    if (!llvm::is_contained(Adjust.RemovedArgs, Word))
      Argv.push_back(Word.c_str());
  const llvm::opt::OptTable &Table = clang::driver::getDriverOptTable();
  llvm::opt::InputArgList List(Argv.data(), Argv.data() + Argv.size());
  llvm::opt::Visibility Seen(ClMode ? options::CLOption : options::ClangOption);
  for (unsigned At = 0; At < Argv.size();) {
    if (gccFlagTakesValue(Argv[At])) {
      At += 2;
      continue;
    }
    unsigned Start = At;
    std::unique_ptr<llvm::opt::Arg> A = Table.ParseOneArg(List, At, Seen);
    if (!A)
      return llvm::createStringError("the value of '%s' is missing",
                                     Argv[Start]);
    if (llvm::Error E =
            group(*A, llvm::ArrayRef(Argv).slice(Start, At - Start)))
      return E;
  }
  return llvm::Error::success();
}

llvm::Expected<std::optional<CompileCommand>>
Cleaner::run(const std::vector<std::string> &Words) {
  std::string Compiler = programName(Words.front());
  auto IsCxxMode = [](StringRef W) { return W == "--driver-mode=g++"; };
  ClMode = Compiler == "cl" || Compiler == "clang-cl" ||
           llvm::is_contained(Words, "--driver-mode=cl");
  CxxDriver = StringRef(Compiler).contains("++") ||
              llvm::any_of(Words, IsCxxMode) ||
              llvm::any_of(Adjust.ExtraArgsBefore, IsCxxMode);
  if (Compiler == "nvcc") {
    if (!isPlainCxx(typeByName(File)))
      return std::nullopt;
    return llvm::createStringError("Clang cannot take the flags of 'nvcc'");
  }
  if (llvm::Error E = clean(Words))
    return E;

  if (!SourceSeen) {
    if (!isPlainCxx(typeOf(File)))
      return std::nullopt;
    return llvm::createStringError(
        Others.empty() ? "the command names no source file"
                       : "the command compiles or links '%s' instead",
        Others.empty() ? "" : Others.front().c_str());
  }
  if (!isPlainCxx(SourceType))
    return std::nullopt;
  for (const std::string &Name : Others)
    if (!isKnownFileKind(Name))
      return llvm::createStringError(
          "'%s' is neither a flag nor a source file; if '%s' is a wrapper, it "
          "is one that asyncmend does not know",
          Name.c_str(), Words.front().c_str());

  CompileCommand C;
  C.File = realPath(File, Directory);
  C.Directory = Directory.str();
  C.Arguments = {Words.front()};
  // Clang tells its mode from the name only where there is no ".exe".
  if (ClMode && !llvm::is_contained(Words, "--driver-mode=cl"))
    C.Arguments.push_back("--driver-mode=cl");
  llvm::append_range(C.Arguments, Adjust.ExtraArgsBefore);
  llvm::append_range(C.Arguments, Kept);
  llvm::append_range(C.Arguments, Adjust.ExtraArgs);
  if (ClMode)
    C.Arguments.insert(C.Arguments.end(), {"--", Source});
  return C;
}

} // namespace

bool isForeignSource(StringRef File, llvm::ArrayRef<std::string> Words) {
  types::ID Type = typeByName(File);
  if (isPlainCxx(Type))
    return false;
  bool SaysLanguage = llvm::any_of(Words, [](StringRef W) {
    return W.starts_with("-x") || W == "--language" || W == "/TP" ||
           W.starts_with("/Tp");
  });
  if (SaysLanguage)
    return false;
  return !isC(Type) || llvm::none_of(Words, [](StringRef W) {
    return !W.starts_with("-") && StringRef(programName(W)).contains("++");
  });
}

llvm::Expected<std::optional<CompileCommand>>
makeCommand(std::vector<std::string> Words, StringRef File, StringRef Directory,
            const CommandAdjustments &Adjust) {
  if (llvm::Error E = expandResponseFiles(Words, Directory))
    return E;
  if (llvm::Error E = unwrapCompiler(Words, Adjust.Wrappers))
    return E;
  if (Words.empty())
    return llvm::createStringError("the command is empty");
  return Cleaner(File, Directory, Adjust).run(Words);
}

} // namespace asyncmend
