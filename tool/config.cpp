//===- config.cpp - The file .asyncmend -----------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "config.h"
#include "paths.h"
#include "rule-selection.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/YAMLTraits.h"

using asyncmend::Config;
using asyncmend::EffectiveConfig;
using asyncmend::Safety;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace path = llvm::sys::path;

LLVM_YAML_IS_STRING_MAP(asyncmend::Safety)

namespace llvm::yaml {

template <> struct ScalarEnumerationTraits<Safety> {
  static void enumeration(IO &Io, Safety &S) {
    Io.enumCase(S, "safe", Safety::Safe);
    Io.enumCase(S, "unsafe", Safety::Unsafe);
    Io.enumCase(S, "suggestion", Safety::Suggestion);
  }
};

template <> struct MappingTraits<Config> {
  static void mapping(IO &Io, Config &C) {
    Io.mapOptional("Rules", C.Rules);
    Io.mapOptional("HeaderFilter", C.HeaderFilter);
    Io.mapOptional("FanOutLimit", C.FanOutLimit);
    Io.mapOptional("DetachedHandler", C.DetachedHandler);
    Io.mapOptional("Timeout", C.Timeout);
    Io.mapOptional("Runtime", C.Runtime);
    Io.mapOptional("Profiles", C.Profiles);
    Io.mapOptional("Tiers", C.Tiers);
    Io.mapOptional("Baseline", C.Baseline);
    Io.mapOptional("InheritParentConfig", C.InheritParentConfig);
  }
};

} // namespace llvm::yaml

namespace asyncmend {

static Error failure(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

static void makeAbsolute(Config &C, StringRef Directory) {
  for (std::string &Profile : C.Profiles)
    Profile = absolutePath(Profile, Directory);
  if (C.Baseline && !C.Baseline->empty())
    C.Baseline = absolutePath(*C.Baseline, Directory);
  StringRef Target = C.Runtime ? StringRef(*C.Runtime) : "";
  if (Target.consume_front("vendor:") && !Target.empty())
    C.Runtime = "vendor:" + absolutePath(Target, Directory);
}

/// Where the value of a top-level key stands, for messages.
static std::string placeOf(StringRef Path, StringRef Text, StringRef Key) {
  size_t Line = 0;
  llvm::SmallVector<StringRef> Lines;
  Text.split(Lines, '\n');
  for (StringRef L : Lines) {
    ++Line;
    if (L.starts_with(Key) && L.drop_front(Key.size()).ltrim().starts_with(":"))
      return (Path + ":" + llvm::Twine(Line) + ":1: " + Key).str();
  }
  return (Path + ": " + Key).str();
}

Expected<Config> readConfig(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return failure("cannot read configuration '" + Path +
                   "': " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  Config C;
  std::string Complaint;
  llvm::yaml::Input In(
      Text, nullptr,
      [](const llvm::SMDiagnostic &D, void *Out) {
        auto &First = *static_cast<std::string *>(Out);
        if (First.empty())
          First = (llvm::Twine(D.getLineNo()) + ":" +
                   llvm::Twine(D.getColumnNo() + 1) + ": " + D.getMessage())
                      .str();
      },
      &Complaint);
  // Nothing but comments is a configuration that says nothing.
  llvm::yaml::EmptyContext Context;
  if (In.setCurrentDocument())
    llvm::yaml::yamlize(In, C, /*Required=*/true, Context);
  if (In.error() || !Complaint.empty())
    return failure(Path + ":" + Complaint);
  makeAbsolute(C, path::parent_path(Path));
  if (Error E = checkConfig(
          C, [&](StringRef Key) { return placeOf(Path, Text, Key); }))
    return E;
  return C;
}

static Expected<Settings> readRuntime(StringRef Text) {
  Settings S;
  if (Text == "none")
    S.Runtime = RuntimeMode::None;
  else if (Text.consume_front("vendor:") && !Text.empty()) {
    S.Runtime = RuntimeMode::Vendor;
    S.VendorDirectory = absolutePath(Text, workingDirectory());
  } else if (Text != "include")
    return failure("'" + Text + "' is none of include, none, vendor:DIR");
  return S;
}

Error checkConfig(const Config &C,
                  llvm::function_ref<std::string(StringRef)> Name) {
  auto Bad = [&](StringRef Key, const llvm::Twine &What) {
    return failure(Name(Key) + ": " + What);
  };
  if (C.Rules)
    if (auto Rules = selectRules(*C.Rules); !Rules)
      return Bad("Rules", llvm::toString(Rules.takeError()));
  std::string Why;
  if (C.HeaderFilter && !C.HeaderFilter->empty() &&
      !llvm::Regex(*C.HeaderFilter).isValid(Why))
    return Bad("HeaderFilter", Why);
  if (C.FanOutLimit && *C.FanOutLimit == 0)
    return Bad("FanOutLimit", "must be at least 1");
  if (C.DetachedHandler && !C.DetachedHandler->empty() &&
      !llvm::Regex("^(::)?[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)*$")
           .match(*C.DetachedHandler))
    return Bad("DetachedHandler",
               "'" + *C.DetachedHandler + "' is not the name of a function");
  if (C.Timeout && !C.Timeout->empty() &&
      !llvm::Regex("^[1-9][0-9]*(ms|s|min|h)$").match(*C.Timeout))
    return Bad("Timeout",
               "'" + *C.Timeout + "' is no number with a unit (ms, s, min, h)");
  if (C.Runtime)
    if (auto Runtime = readRuntime(*C.Runtime); !Runtime)
      return Bad("Runtime", llvm::toString(Runtime.takeError()));
  for (const auto &[Glob, Tier] : C.Tiers)
    if (auto Rules = selectRules(Glob); !Rules)
      return Bad("Tiers", llvm::toString(Rules.takeError()));
  return Error::success();
}

Config merge(Config Under, const Config &Over, bool Join) {
  if (Over.Rules)
    Under.Rules =
        Join && Under.Rules ? *Under.Rules + "," + *Over.Rules : *Over.Rules;
  if (Over.HeaderFilter)
    Under.HeaderFilter = Over.HeaderFilter;
  if (Over.FanOutLimit)
    Under.FanOutLimit = Over.FanOutLimit;
  if (Over.DetachedHandler)
    Under.DetachedHandler = Over.DetachedHandler;
  if (Over.Timeout)
    Under.Timeout = Over.Timeout;
  if (Over.Runtime)
    Under.Runtime = Over.Runtime;
  if (Over.Baseline)
    Under.Baseline = Over.Baseline;
  for (const auto &[Glob, Tier] : Over.Tiers)
    Under.Tiers[Glob] = Tier;
  for (const std::string &Profile : Over.Profiles)
    if (!llvm::is_contained(Under.Profiles, Profile))
      Under.Profiles.push_back(Profile);
  return Under;
}

Expected<EffectiveConfig> resolve(const Config &C) {
  EffectiveConfig Result;
  Result.RuleGlobs = C.Rules.value_or("");
  Expected<RuleSelection> Rules = selectRules(Result.RuleGlobs);
  if (!Rules)
    return Rules.takeError();
  Expected<Settings> Wishes = readRuntime(C.Runtime.value_or("include"));
  if (!Wishes)
    return Wishes.takeError();
  Result.Rules = std::move(Rules->Slugs);
  Result.Wishes = std::move(*Wishes);
  Result.Wishes.NamedRules = std::move(Rules->Named);
  Result.Wishes.FanOutLimit = C.FanOutLimit.value_or(Result.Wishes.FanOutLimit);
  Result.Wishes.DetachedHandler = C.DetachedHandler.value_or("");
  Result.Wishes.Timeout = C.Timeout.value_or("");
  Result.HeaderFilter = C.HeaderFilter.value_or("");
  Result.Profiles = C.Profiles;
  Result.Baseline = C.Baseline.value_or("");
  // A full name says more than a glob.
  for (bool FullNames : {false, true})
    for (const auto &[Glob, Tier] : C.Tiers) {
      Expected<RuleSelection> Meant = selectRules(Glob);
      if (!Meant)
        return Meant.takeError();
      for (const std::string &Slug : Meant->Slugs)
        if ((Meant->Named.count(Slug) != 0) == FullNames)
          Result.Tiers[Slug] = Tier;
    }
  return Result;
}

std::string dump(const EffectiveConfig &C) {
  Config Spelled;
  Spelled.Rules = llvm::join(C.Rules, ",");
  Spelled.HeaderFilter = C.HeaderFilter;
  Spelled.FanOutLimit = C.Wishes.FanOutLimit;
  Spelled.DetachedHandler = C.Wishes.DetachedHandler;
  Spelled.Timeout = C.Wishes.Timeout;
  Spelled.Runtime = C.Wishes.Runtime == RuntimeMode::None ? "none"
                    : C.Wishes.Runtime == RuntimeMode::Include
                        ? "include"
                        : "vendor:" + C.Wishes.VendorDirectory;
  Spelled.Profiles = C.Profiles;
  Spelled.Baseline = C.Baseline;
  Spelled.Tiers = C.Tiers;
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  llvm::yaml::Output Writer(OS, nullptr, /*WrapColumn=*/0);
  Writer << Spelled;
  return Out;
}

Expected<Config> ConfigFinder::fromFiles(StringRef Directory) {
  if (auto It = ByDirectory.find(Directory.str()); It != ByDirectory.end())
    return It->second;
  llvm::SmallString<256> File = Directory;
  path::append(File, ".asyncmend");
  Config Result;
  bool Found = llvm::sys::fs::is_regular_file(File);
  if (Found) {
    Expected<Config> Own = readConfig(File);
    if (!Own)
      return Own.takeError();
    Result = std::move(*Own);
  }
  StringRef Parent = path::parent_path(Directory);
  if ((!Found || Result.InheritParentConfig) && !Parent.empty()) {
    Expected<Config> Above = fromFiles(Parent);
    if (!Above)
      return Above.takeError();
    Result = merge(std::move(*Above), Result, /*Join=*/true);
  }
  return ByDirectory[Directory.str()] = std::move(Result);
}

Expected<const EffectiveConfig *> ConfigFinder::forFile(StringRef Path) {
  std::string Directory =
      path::parent_path(absolutePath(Path, workingDirectory())).str();
  if (auto It = Resolved.find(Directory); It != Resolved.end())
    return It->second;
  Expected<Config> Found =
      OnlyFile.empty() ? fromFiles(Directory)
                       : readConfig(absolutePath(OnlyFile, workingDirectory()));
  if (!Found)
    return Found.takeError();
  Expected<EffectiveConfig> Result =
      resolve(merge(std::move(*Found), CommandLine, /*Join=*/false));
  if (!Result)
    return Result.takeError();
  auto Same =
      llvm::find_if(Known, [&](const auto &K) { return *K == *Result; });
  if (Same == Known.end()) {
    Known.push_back(std::make_unique<EffectiveConfig>(std::move(*Result)));
    Same = std::prev(Known.end());
  }
  return Resolved[Directory] = Same->get();
}

} // namespace asyncmend
