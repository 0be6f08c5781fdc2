//===- plan.cpp - Which TU is looked at how -------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plan.h"
#include "llvm/Support/FileSystem.h"
#include <map>

using llvm::Error;
using llvm::Expected;

namespace asyncmend {

namespace {

class Planner {
public:
  Planner(std::vector<LineFilterEntry> Lines,
          const std::optional<Changes> &Change)
      : Lines(std::move(Lines)), Change(Change) {}

  Expected<const WorkerOptions *> workerFor(const EffectiveConfig &C) {
    const WorkerOptions *&Known = Workers[&C];
    if (Known)
      return Known;
    const std::string &Vendor = C.Wishes.VendorDirectory;
    if (!Vendor.empty() && llvm::sys::fs::exists(Vendor) &&
        !llvm::sys::fs::is_directory(Vendor))
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     "the runtime headers cannot be written "
                                     "below " +
                                         Vendor + ", which is no directory");
    Expected<const ProfileSet *> Profiles = profiles(C.Profiles);
    if (!Profiles)
      return Profiles.takeError();
    WorkerOptions &W = Result.Workers.emplace_back();
    W.Rules = C.Rules;
    W.Profiles = *Profiles;
    W.Filter = {C.HeaderFilter, {}, Lines};
    if (Change) {
      W.Overlay = Change->Overlay;
      if (C.HeaderFilter.empty())
        for (const auto &[Path, File] : Change->Files)
          W.Filter.Headers.insert(Path);
    }
    if (!C.Baseline.empty())
      Result.Baselines.insert(C.Baseline);
    W.Wishes = C.Wishes;
    W.Tiers = C.Tiers;
    W.LastInProcess = true;
    return Known = &W;
  }

  Plan Result;

private:
  Expected<const ProfileSet *> profiles(const std::vector<std::string> &Files) {
    const ProfileSet *&Known = Loaded[Files];
    if (Known)
      return Known;
    Expected<ProfileSet> Set = ProfileSet::load(Files);
    if (!Set)
      return Set.takeError();
    return Known = &Result.Profiles.emplace_back(std::move(*Set));
  }

  std::vector<LineFilterEntry> Lines;
  const std::optional<Changes> &Change;
  std::map<const EffectiveConfig *, const WorkerOptions *> Workers;
  std::map<std::vector<std::string>, const ProfileSet *> Loaded;
};

} // namespace

Expected<Plan> makePlan(std::vector<CompileCommand> Commands,
                        ConfigFinder &Configs,
                        std::vector<LineFilterEntry> Lines,
                        const std::optional<Changes> &Change) {
  Planner P(std::move(Lines), Change);
  for (CompileCommand &Command : Commands) {
    Expected<const EffectiveConfig *> C = Configs.forFile(Command.File);
    if (!C)
      return C.takeError();
    Expected<const WorkerOptions *> Worker = P.workerFor(**C);
    if (!Worker)
      return Worker.takeError();
    P.Result.Tus.push_back({std::move(Command), *Worker});
  }
  return std::move(P.Result);
}

} // namespace asyncmend
