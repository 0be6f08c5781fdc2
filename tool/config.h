//===- config.h - The file .asyncmend ---------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A YAML mapping, looked for in the directory of each source and its parents;
// the nearest one counts. docs/configuration.md describes the keys.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_CONFIG_H
#define ASYNCMEND_TOOL_CONFIG_H

#include "core/finding.h"
#include "core/settings.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// What a file or a command line says; what it does not say is absent.
struct Config {
  std::optional<std::string> Rules;        ///< Globs, as --rules.
  std::optional<std::string> HeaderFilter; ///< A regular expression.
  std::optional<unsigned> FanOutLimit;
  std::optional<std::string> DetachedHandler; ///< A qualified name.
  std::optional<std::string> Timeout;         ///< "30s", "500ms".
  std::optional<std::string> Runtime; ///< `include`, `none`, `vendor:DIR`.
  std::vector<std::string> Profiles;
  /// By rule glob: the tier that its fixes get.
  std::map<std::string, Safety> Tiers;
  std::optional<std::string> Baseline; ///< A file; empty: none.
  bool InheritParentConfig = false;
};

/// Reads one file. Paths in it come back absolute. An error reads
/// `file:line:col: what`.
llvm::Expected<Config> readConfig(llvm::StringRef Path);

/// Checks values; an error begins with what `Name` makes of the key.
llvm::Error checkConfig(const Config &C,
                        llvm::function_ref<std::string(llvm::StringRef)> Name);

/// `Over` where it says something, else `Under`. Rules and profiles of both
/// are joined where `Join`, those of `Under` first.
Config merge(Config Under, const Config &Over, bool Join);

/// What holds for the sources of one directory, nothing absent.
struct EffectiveConfig {
  std::string RuleGlobs;
  std::vector<std::string> Rules; ///< Slugs, sorted.
  std::string HeaderFilter;
  std::vector<std::string> Profiles;
  std::string Baseline;                ///< A file, or empty.
  std::map<std::string, Safety> Tiers; ///< By slug.
  Settings Wishes;

  bool operator==(const EffectiveConfig &) const = default;
};

llvm::Expected<EffectiveConfig> resolve(const Config &C);

/// The configuration as YAML, every key spelled out.
std::string dump(const EffectiveConfig &C);

/// Finds and remembers the configuration of directories.
class ConfigFinder {
public:
  /// `OnlyFile`, if not empty, is read instead of any `.asyncmend`.
  ConfigFinder(Config CommandLine, std::string OnlyFile)
      : CommandLine(std::move(CommandLine)), OnlyFile(std::move(OnlyFile)) {}

  /// Lives as long as the finder; equal ones are the same object.
  llvm::Expected<const EffectiveConfig *> forFile(llvm::StringRef Path);

private:
  llvm::Expected<Config> fromFiles(llvm::StringRef Directory);

  Config CommandLine;
  std::string OnlyFile;
  std::map<std::string, Config> ByDirectory;
  std::map<std::string, const EffectiveConfig *> Resolved;
  std::vector<std::unique_ptr<EffectiveConfig>> Known;
};

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_CONFIG_H
