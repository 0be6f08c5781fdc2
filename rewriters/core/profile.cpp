//===- profile.cpp - Framework knowledge as data --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/profile.h"
#include "core/embedded.h"
#include "core/profile-json.h"
#include "llvm/Support/Error.h"
#include <map>
#include <set>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using nlohmann::json;

namespace asyncmend {

/// Turns validated documents into the tables. The schema has checked every
/// shape, so members are read without looking again.
class ProfileReader {
public:
  Error add(const ProfileDocument &D);
  ProfileSet finish() { return std::move(Set); }

private:
  Expected<json> inherit(const ProfileDocument &D) const;
  void readFramework(const json &J, const ProfileText &P);
  void readShared(const json &J, const ProfileText &P);

  std::vector<TaskType> tasks(const json &J, const char *Key,
                              const ProfileText &P) const;
  std::vector<Alternative> alternatives(const json &J, const char *Key,
                                        const ProfileText &P) const;
  std::vector<Timer> timers(const json &J, const ProfileText &P) const;
  BlockingSleep sleep(const json &J, const ProfileText &P) const;

  ProfileSet Set;
  json Schema = profileSchema();
  std::map<std::string, json> ById;
};

std::vector<TaskType> ProfileReader::tasks(const json &J, const char *Key,
                                           const ProfileText &P) const {
  std::vector<TaskType> Tasks;
  for (const json &T : J.value(Key, json::array())) {
    TaskType Task;
    Task.Name = P.text(T, "name");
    Task.Lazy = T.at("start") == "lazy";
    Task.Awaited = T.value("awaited", true);
    if (T.contains("affinity_arg"))
      Task.AffinityArg = T.at("affinity_arg").get<unsigned>();
    Task.DefaultAffinity = P.text(T, "default_affinity");
    Task.NoFix = P.text(T, "no_fix");
    Task.Versions = P.versions(T);
    Tasks.push_back(std::move(Task));
  }
  return Tasks;
}

std::vector<Alternative>
ProfileReader::alternatives(const json &J, const char *Key,
                            const ProfileText &P) const {
  std::vector<Alternative> Result;
  for (const json &A :
       J.value("holes", json::object()).value(Key, json::array())) {
    Alternative Alt;
    Alt.Versions = P.versions(A);
    if (A.contains("affinity"))
      Alt.DefaultAffinity = A.at("affinity") == "default";
    Alt.To = P.text(A, "to");
    Alt.Headers = P.headers(A);
    Result.push_back(std::move(Alt));
  }
  return Result;
}

std::vector<Timer> ProfileReader::timers(const json &J,
                                         const ProfileText &P) const {
  std::vector<Timer> Timers;
  for (const json &T : J.value("timers", json::array())) {
    Timer Entry;
    Entry.ForDuration = T.at("for") == "duration";
    Entry.Clock = P.text(T, "clock");
    Entry.Versions = P.versions(T);
    Entry.To = P.text(T, "to");
    Entry.NoFix = P.text(T, "no_fix");
    Entry.Cast = P.text(T, "cast");
    Entry.PerSecond = T.value("per_second", Entry.PerSecond);
    Entry.Floor = P.text(T, "floor");
    Entry.Headers = P.headers(T);
    Timers.push_back(std::move(Entry));
  }
  return Timers;
}

BlockingSleep ProfileReader::sleep(const json &J, const ProfileText &P) const {
  BlockingSleep S;
  S.Function = P.text(J, "function");
  S.IsDuration = J.at("kind") == "duration";
  S.ExternC = J.value("extern_c", false);
  S.To = J.contains("to") ? P.text(J, "to") : "{arg:0}";
  S.NullArgs = ProfileText::numbers(J, "null_args");
  S.OnlyIfNull = ProfileText::numbers(J, "only_if_null");
  S.IntegralArgs = ProfileText::numbers(J, "integral_args");
  S.PerSecond = J.value("per_second", S.PerSecond);
  S.Harm = P.text(J, "harm");
  S.Level = ProfileText::safety(J);
  S.NoFix = P.text(J, "no_fix");
  S.Headers = P.headers(J);
  return S;
}

void ProfileReader::readFramework(const json &J, const ProfileText &P) {
  Framework F;
  F.Id = J.at("id").get<std::string>();
  F.Display = J.value("display", F.Id);
  F.VersionMacro = P.text(J, "version_macro");
  F.VersionHeader = P.text(J, "version_header");
  F.UmbrellaHeaders = P.texts(J, "umbrella_headers");
  F.CoroutineTypes = tasks(J, "coroutine_types", P);
  F.Awaitables = tasks(J, "awaitables", P);
  F.LazyNamespaces = P.texts(J, "lazy_namespaces");
  for (const std::string &Class : P.texts(J, "must_keep"))
    F.MustKeep.insert(Class);
  F.Executor = alternatives(J, "executor", P);
  F.Token = alternatives(J, "token", P);
  F.Timers = timers(J, P);
  F.FanOut = readFanOut(J, P);
  F.Teardown = readTeardown(J, P);
  F.Blocking = readBlockingProfile(J, P);
  F.Failures = readFailureProfile(J, P);
  F.Lifetimes = readLifetimeProfile(J, P);
  F.Rewrites = readRewrites(J, P);
  F.Objects = readScopeObjects(J, P);
  F.Stackful = readStackful(J, P);
  F.Covered = readCoverage(J, Schema);
  F.ProbeHeaders = P.texts(J, "probe_headers");
  for (const json &H : J.value("hints", json::array()))
    F.Hints.push_back(
        {P.text(H, "header"), P.text(H, "undeclared"), P.text(H, "text")});
  llvm::erase_if(Set.Frameworks,
                 [&](const Framework &Old) { return Old.Id == F.Id; });
  Set.Frameworks.push_back(std::move(F));
  Set.CoroutineTypes.clear();
  Set.Awaitables.clear();
  for (size_t I = 0; I != Set.Frameworks.size(); ++I) {
    const Framework &Known = Set.Frameworks[I];
    for (size_t T = 0; T != Known.CoroutineTypes.size(); ++T)
      Set.CoroutineTypes.try_emplace(Known.CoroutineTypes[T].Name, I, T);
    for (size_t T = 0; T != Known.Awaitables.size(); ++T)
      Set.Awaitables.try_emplace(Known.Awaitables[T].Name, I, T);
  }
}

void ProfileReader::readShared(const json &J, const ProfileText &P) {
  for (const json &S : J.value("blocking_sleeps", json::array())) {
    BlockingSleep Entry = sleep(S, P);
    auto [It, New] =
        Set.SleepIndex.try_emplace(Entry.Function, Set.Sleeps.size());
    if (New)
      Set.Sleeps.push_back(std::move(Entry));
    else
      Set.Sleeps[It->second] = std::move(Entry);
  }
  for (const std::string &Name : P.texts(J, "thread_guards"))
    Set.ThreadGuards.insert(Name);
  for (const std::string &Name : P.texts(J, "thread_mutexes"))
    Set.ThreadMutexes.insert(Name);
  for (const std::string &Name : P.texts(J, "discard_ok"))
    Set.DiscardOk.insert(Name);
  for (const std::string &Name : P.texts(J, "instant_awaits"))
    Set.Instant.insert(Name);
  Set.Clients.read(J, P);
  Set.Resources.read(J, P);
  Set.FanOut.read(J, P);
  Set.Blocking.read(J, P);
  Set.Failures.read(J, P);
  Set.Lifetimes.read(J, P);
}

/// Adds what `More` says to `Into`, which keeps the last word.
static void join(json &Into, const json &More) {
  static const std::set<std::string> OfOneAlone = {
      "$schema", "schema", "id", "display", "abstract", "extends", "with"};
  for (const auto &[Key, Value] : More.items()) {
    if (OfOneAlone.count(Key))
      continue;
    if (!Into.contains(Key))
      Into[Key] = Value;
    else if (Value.is_array() && Into[Key].is_array())
      Into[Key].insert(Into[Key].end(), Value.begin(), Value.end());
    else if (Value.is_object() && Into[Key].is_object())
      join(Into[Key], Value);
  }
}

Expected<json> ProfileReader::inherit(const ProfileDocument &D) const {
  json Merged = D.Json;
  for (const json &Id : D.Json.value("with", json::array())) {
    auto Other = ById.find(Id.get<std::string>());
    if (Other == ById.end())
      return D.error("/with",
                     "no profile has the id '" + Id.get<std::string>() + "'");
    join(Merged, Other->second);
  }
  if (!Merged.contains("extends"))
    return Merged;
  auto Base = ById.find(Merged.at("extends").get<std::string>());
  if (Base == ById.end())
    return D.error("/extends", "no profile has the id '" +
                                   Merged.at("extends").get<std::string>() +
                                   "'");
  for (const auto &[Key, Value] : Base->second.items()) {
    if (Key == "abstract" || Key == "extends" || Key == "with")
      continue;
    if (Key == "vars") {
      json Vars = Value;
      Vars.update(Merged.value("vars", json::object()));
      Merged["vars"] = Vars;
    } else if (!Merged.contains(Key)) {
      Merged[Key] = Value;
    }
  }
  return Merged;
}

Error ProfileReader::add(const ProfileDocument &D) {
  Expected<json> Merged = inherit(D);
  if (!Merged)
    return Merged.takeError();
  ById[Merged->at("id").get<std::string>()] = *Merged;
  if (Merged->value("abstract", false))
    return Error::success();
  auto Vars = Merged->value("vars", std::map<std::string, std::string>());
  if (Error E = checkHoles(*Merged, Vars, D))
    return E;
  ProfileText P(std::move(Vars));
  if (Merged->contains("coroutine_types") || Merged->contains("stackful"))
    readFramework(*Merged, P);
  readShared(*Merged, P);
  return Error::success();
}

Expected<ProfileSet> ProfileSet::load(llvm::ArrayRef<std::string> UserFiles) {
  Expected<std::vector<ProfileDocument>> Documents =
      readProfileDocuments(UserFiles);
  if (!Documents)
    return Documents.takeError();
  ProfileReader Reader;
  for (const ProfileDocument &D : *Documents)
    if (Error E = Reader.add(D))
      return E;
  return Reader.finish();
}

ProfileSet::TaskRef ProfileSet::coroutineType(StringRef Name) const {
  auto It = CoroutineTypes.find(Name);
  if (It == CoroutineTypes.end())
    return {};
  const Framework &F = Frameworks[It->second.first];
  return {&F, &F.CoroutineTypes[It->second.second]};
}

ProfileSet::TaskRef ProfileSet::awaitable(StringRef Name) const {
  if (TaskRef R = coroutineType(Name))
    return R;
  auto It = Awaitables.find(Name);
  if (It == Awaitables.end())
    return {};
  const Framework &F = Frameworks[It->second.first];
  return {&F, &F.Awaitables[It->second.second]};
}

const BlockingSleep *ProfileSet::blockingSleep(StringRef Name) const {
  auto It = SleepIndex.find(Name);
  return It == SleepIndex.end() ? nullptr : &Sleeps[It->second];
}

bool ProfileSet::isThreadGuard(StringRef Name) const {
  return ThreadGuards.contains(Name);
}

bool ProfileSet::isThreadMutex(StringRef Name) const {
  return ThreadMutexes.contains(Name);
}

bool ProfileSet::mayDiscard(StringRef Name) const {
  return DiscardOk.contains(Name);
}

bool ProfileSet::isInstant(StringRef Name) const {
  return Instant.contains(Name);
}

} // namespace asyncmend
