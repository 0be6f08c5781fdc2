//===- profile.cpp - Framework knowledge as data --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/profile.h"
#include "core/embedded.h"
#include "core/profile-json.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Error.h"
#include <map>

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
  using Vars = std::map<std::string, std::string>;

  Expected<json> inherit(const ProfileDocument &D) const;
  void readFramework(const json &J, const Vars &V);
  void readShared(const json &J, const Vars &V);

  std::string text(const json &J, const char *Key, const Vars &V) const;
  std::vector<std::string> texts(const json &J, const char *Key,
                                 const Vars &V) const;
  HeaderNeeds headers(const json &J, const Vars &V) const;
  std::vector<TaskType> tasks(const json &J, const char *Key,
                              const Vars &V) const;
  std::vector<Alternative> alternatives(const json &J, const char *Key,
                                        const Vars &V) const;
  std::vector<Timer> timers(const json &J, const Vars &V) const;
  BlockingSleep sleep(const json &J, const Vars &V) const;

  ProfileSet Set;
  std::map<std::string, json> ById;
};

static std::string substitute(std::string Text,
                              const std::map<std::string, std::string> &Vars) {
  for (const auto &[Name, Value] : Vars) {
    std::string Hole = "{" + Name + "}";
    for (size_t At = Text.find(Hole); At != std::string::npos;
         At = Text.find(Hole, At + Value.size()))
      Text.replace(At, Hole.size(), Value);
  }
  return Text;
}

static VersionRange versions(const json &J) {
  VersionRange R;
  R.Min = J.value("min", R.Min);
  R.Max = J.value("max", R.Max);
  return R;
}

static std::vector<unsigned> numbers(const json &J, const char *Key) {
  return J.value(Key, std::vector<unsigned>());
}

std::string ProfileReader::text(const json &J, const char *Key,
                                const Vars &V) const {
  return substitute(J.value(Key, std::string()), V);
}

std::vector<std::string> ProfileReader::texts(const json &J, const char *Key,
                                              const Vars &V) const {
  auto Texts = J.value(Key, std::vector<std::string>());
  for (std::string &T : Texts)
    T = substitute(T, V);
  return Texts;
}

HeaderNeeds ProfileReader::headers(const json &J, const Vars &V) const {
  return {texts(J, "headers", V), texts(J, "reachable_headers", V)};
}

std::vector<TaskType> ProfileReader::tasks(const json &J, const char *Key,
                                           const Vars &V) const {
  std::vector<TaskType> Tasks;
  for (const json &T : J.value(Key, json::array())) {
    TaskType Task;
    Task.Name = text(T, "name", V);
    Task.Lazy = T.at("start") == "lazy";
    if (T.contains("affinity_arg"))
      Task.AffinityArg = T.at("affinity_arg").get<unsigned>();
    Task.DefaultAffinity = text(T, "default_affinity", V);
    Task.NoFix = text(T, "no_fix", V);
    Task.Versions = versions(T);
    Tasks.push_back(std::move(Task));
  }
  return Tasks;
}

std::vector<Alternative> ProfileReader::alternatives(const json &J,
                                                     const char *Key,
                                                     const Vars &V) const {
  std::vector<Alternative> Result;
  for (const json &A :
       J.value("holes", json::object()).value(Key, json::array())) {
    Alternative Alt;
    Alt.Versions = versions(A);
    if (A.contains("affinity"))
      Alt.DefaultAffinity = A.at("affinity") == "default";
    Alt.To = text(A, "to", V);
    Alt.Headers = headers(A, V);
    Result.push_back(std::move(Alt));
  }
  return Result;
}

std::vector<Timer> ProfileReader::timers(const json &J, const Vars &V) const {
  std::vector<Timer> Timers;
  for (const json &T : J.value("timers", json::array())) {
    Timer Entry;
    Entry.ForDuration = T.at("for") == "duration";
    Entry.Clock = text(T, "clock", V);
    Entry.Versions = versions(T);
    Entry.To = text(T, "to", V);
    Entry.Cast = text(T, "cast", V);
    Entry.Headers = headers(T, V);
    Timers.push_back(std::move(Entry));
  }
  return Timers;
}

BlockingSleep ProfileReader::sleep(const json &J, const Vars &V) const {
  BlockingSleep S;
  S.Function = text(J, "function", V);
  S.IsDuration = J.at("kind") == "duration";
  S.ExternC = J.value("extern_c", false);
  S.To = J.contains("to") ? text(J, "to", V) : "{arg:0}";
  S.NullArgs = numbers(J, "null_args");
  S.OnlyIfNull = numbers(J, "only_if_null");
  S.IntegralArgs = numbers(J, "integral_args");
  S.Level = llvm::StringSwitch<Safety>(J.value("safety", std::string("safe")))
                .Case("unsafe", Safety::Unsafe)
                .Case("suggestion", Safety::Suggestion)
                .Default(Safety::Safe);
  S.NoFix = text(J, "no_fix", V);
  S.Headers = headers(J, V);
  return S;
}

void ProfileReader::readFramework(const json &J, const Vars &V) {
  Framework F;
  F.Id = J.at("id").get<std::string>();
  F.Display = J.value("display", F.Id);
  F.VersionMacro = text(J, "version_macro", V);
  F.VersionHeader = text(J, "version_header", V);
  F.UmbrellaHeaders = texts(J, "umbrella_headers", V);
  F.CoroutineTypes = tasks(J, "coroutine_types", V);
  F.Awaitables = tasks(J, "awaitables", V);
  F.Executor = alternatives(J, "executor", V);
  F.Token = alternatives(J, "token", V);
  F.Timers = timers(J, V);
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

void ProfileReader::readShared(const json &J, const Vars &V) {
  for (const json &S : J.value("blocking_sleeps", json::array())) {
    BlockingSleep Entry = sleep(S, V);
    auto [It, New] =
        Set.SleepIndex.try_emplace(Entry.Function, Set.Sleeps.size());
    if (New)
      Set.Sleeps.push_back(std::move(Entry));
    else
      Set.Sleeps[It->second] = std::move(Entry);
  }
  for (const std::string &Name : texts(J, "thread_guards", V))
    Set.ThreadGuards.insert(Name);
  for (const std::string &Name : texts(J, "thread_mutexes", V))
    Set.ThreadMutexes.insert(Name);
  for (const std::string &Name : texts(J, "discard_ok", V))
    Set.DiscardOk.insert(Name);
}

Expected<json> ProfileReader::inherit(const ProfileDocument &D) const {
  json Merged = D.Json;
  if (!Merged.contains("extends"))
    return Merged;
  auto Base = ById.find(Merged.at("extends").get<std::string>());
  if (Base == ById.end())
    return D.error("/extends", "no profile has the id '" +
                                   Merged.at("extends").get<std::string>() +
                                   "'");
  for (const auto &[Key, Value] : Base->second.items()) {
    if (Key == "abstract" || Key == "extends")
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
  Vars V = Merged->value("vars", Vars());
  if (Error E = checkHoles(*Merged, V, D))
    return E;
  if (Merged->contains("coroutine_types"))
    readFramework(*Merged, V);
  readShared(*Merged, V);
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

} // namespace asyncmend
