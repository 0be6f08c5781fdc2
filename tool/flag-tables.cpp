//===- flag-tables.cpp - What each compiler flag and suffix means ---------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "flag-tables.h"
#include "clang/Driver/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

namespace path = llvm::sys::path;
namespace types = clang::driver::types;
namespace options = clang::driver::options;
using llvm::StringRef;

namespace asyncmend {

// Suffixes of C++ that Clang's driver takes for linker input.
static bool isCxxSuffixUnknownToClang(StringRef Extension) {
  return llvm::StringSwitch<bool>(Extension)
      .Cases("ixx", "mpp", "mxx", "cppi", "ipp", "tpp", true)
      .Cases("tcc", "inl", "inc", "txx", "ixx", "cp", true)
      .Cases("h++", "hp", true)
      .Default(false);
}

types::ID typeByName(StringRef File) {
  StringRef Extension = path::extension(File);
  Extension.consume_front(".");
  types::ID Type = types::lookupTypeForExtension(Extension);
  if (Type == types::TY_INVALID && isCxxSuffixUnknownToClang(Extension))
    return types::TY_CXX;
  return Type;
}

bool isPlainCxx(types::ID Type) {
  return Type != types::TY_INVALID && types::isCXX(Type) &&
         !types::isObjC(Type) && !types::isCuda(Type) && !types::isHIP(Type);
}

bool isC(types::ID Type) {
  return Type == types::TY_C || Type == types::TY_PP_C ||
         Type == types::TY_CHeader;
}

// Flags that have a value as the next word, and that only GCC knows.
bool gccFlagTakesValue(StringRef Flag) {
  return llvm::StringSwitch<bool>(Flag)
      .Cases("-aux-info", "-auxbase", "-auxbase-strip", "-dumpbase", true)
      .Cases("-dumpbase-ext", "-dumpdir", "-imultiarch", "-wrapper", true)
      .Cases("-iplugindir", "-fintrinsic-modules-path", true)
      .Default(false);
}

// Flags in Clang's table whose GCC values Clang does not take, or that only
// matter to a build: outputs, dependency files, profiles, warnings as errors
// (a warning that only GCC knows would be an error then), plug-ins.
bool isUselessFlag(StringRef Flag) {
  static constexpr StringRef Prefixes[] = {"-Werror",
                                           "-pedantic-errors",
                                           "--pedantic-errors",
                                           "-Wfatal-errors",
                                           "-fprofile",
                                           "-fno-profile",
                                           "-fauto-profile",
                                           "-fplugin",
                                           "-fpass-plugin",
                                           "-Wp,-M",
                                           "-Wa,",
                                           "-Wl,",
                                           "-save-temps",
                                           "--save-temps",
                                           "-ftime-",
                                           "-fmodule-output",
                                           "-fmodule-header",
                                           "-fmodules-embed",
                                           "-mfunction-return",
                                           "-mindirect-branch",
                                           "-mrecord-mcount",
                                           "-mtune=",
                                           "-fdiagnostics-format",
                                           "-fdump-",
                                           "-fabi-version",
                                           "-foptimization-record",
                                           "-fsave-optimization-record",
                                           "-fstack-usage",
                                           "-fcallgraph-info",
                                           "-specs",
                                           "--specs",
                                           "-prefer-pic",
                                           "-prefer-non-pic",
                                           "-no-suppress",
                                           "-fdirectives-only"};
  return llvm::any_of(Prefixes,
                      [&](StringRef P) { return Flag.starts_with(P); });
}

bool isUselessOption(unsigned Id) {
  switch (Id) {
  case options::OPT_o:
  case options::OPT_c:
  case options::OPT_S:
  case options::OPT_E:
  case options::OPT_v:
  case options::OPT_H:
  case options::OPT_l:
  case options::OPT_emit_llvm:
  case options::OPT_fsyntax_only:
  case options::OPT__HASH_HASH_HASH:
  case options::OPT__serialize_diags:
  case options::OPT_dependency_file:
  case options::OPT_dependency_dot:
  case options::OPT_Xlinker:
  case options::OPT_Xassembler:
  case options::OPT__SLASH_c:
  case options::OPT__SLASH_Fo:
  case options::OPT__SLASH_Fe:
  case options::OPT__SLASH_Fd:
  case options::OPT__SLASH_showIncludes:
  case options::OPT__SLASH_WX:
    return true;
  default:
    return false;
  }
}

bool isKnownFileKind(StringRef Name) {
  StringRef Extension = path::extension(Name);
  Extension.consume_front(".");
  return types::lookupTypeForExtension(Extension) != types::TY_INVALID ||
         isCxxSuffixUnknownToClang(Extension) || Name.contains(".so.") ||
         llvm::StringSwitch<bool>(Extension)
             .Cases("a", "so", "lo", "la", "lib", "obj", "dll", "dylib", true)
             .Default(false);
}

} // namespace asyncmend
