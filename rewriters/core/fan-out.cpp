//===- fan-out.cpp - Starting a task per item: what is known --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/fan-out.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <nlohmann/json.hpp>

using llvm::StringRef;
using nlohmann::json;

namespace asyncmend {

static Spawner spawner(const json &J, const ProfileText &P) {
  Spawner S;
  S.Callee = P.text(J, "callee");
  S.ExecutorArg = J.value("executor", S.ExecutorArg);
  S.TaskArg = J.value("task", J.contains("ends") ? 0u : S.TaskArg);
  S.TokenArg = J.value("token", S.TokenArg);
  S.TaskIsObject = J.value("task_is_object", false);
  S.NoFix = P.text(J, "no_fix");
  S.Queues = J.value("queues", false);
  S.Lost = P.text(J, "lost");
  if (J.contains("ends"))
    S.Kind = llvm::StringSwitch<TokenKind>(J.at("ends").get<std::string>())
                 .Case("detached", TokenKind::Detached)
                 .Case("future", TokenKind::Future)
                 .Case("lazy", TokenKind::Lazy)
                 .Default(TokenKind::Handler);
  return S;
}

FanOutProfile readFanOut(const json &Profile, const ProfileText &P) {
  FanOutProfile F;
  json J = Profile.value("fan_out", json::object());
  for (const json &S : J.value("spawners", json::array()))
    F.Spawners.push_back(spawner(S, P));
  json Tokens = J.value("tokens", json::object());
  for (auto [Key, Kind] : {std::pair("detached", TokenKind::Detached),
                           std::pair("future", TokenKind::Future),
                           std::pair("lazy", TokenKind::Lazy)})
    for (const std::string &Name : P.texts(Tokens, Key))
      F.Tokens[Name] = Kind;
  for (const json &G : J.value("groups", json::array()))
    F.Groups.push_back({P.text(G, "make"), P.text(G, "start"),
                        G.value("each", false), G.value("iterators", false),
                        P.text(G, "all"), P.text(G, "to"), P.text(G, "no_fix"),
                        P.versions(G), P.headers(G)});
  for (const json &W : J.value("wrappers", json::array()))
    for (const std::string &Name : P.texts(W, "names")) {
      F.Wrappers[Name] = W.value("task", FanOutProfile::WrapsObject);
      if (W.value("idle", false))
        F.IdleWrappers.insert(Name);
    }
  F.OwnExecutor = P.text(J, "own_executor");
  F.Task = P.text(J, "task_type");
  F.OtherTask = P.text(J, "other_task_type");
  F.Bounded = P.text(J, "to");
  F.Spawn = P.text(J, "spawn");
  for (const std::string &Name : P.texts(J, "runs"))
    F.Runs.insert(Name);
  F.Headers = P.headers(J);
  return F;
}

void FanOutTable::read(const json &Profile, const ProfileText &P) {
  json J = Profile.value("fan_out", json::object());
  for (auto [Key, Set] :
       {std::pair("thread_types", &Types), std::pair("functions", &Functions),
        std::pair("launchers", &Launchers),
        std::pair("algorithms", &Algorithms), std::pair("few_words", &Few),
        std::pair("few", &FewNames), std::pair("limiter_words", &Limiters),
        std::pair("counter_words", &Counters),
        std::pair("service_words", &Services),
        std::pair("event_words", &Events)})
    for (const std::string &Name : P.texts(J, Key))
      Set->insert(Name);
}

bool hasWord(StringRef Name, const llvm::StringSet<> &Words) {
  std::string Word;
  for (size_t I = 0; I <= Name.size(); ++I) {
    char C = I < Name.size() ? Name[I] : '_';
    // A new word begins at a capital that follows a small letter.
    bool Hump = llvm::isUpper(C) && I > 0 && !llvm::isUpper(Name[I - 1]);
    if ((C == '_' || Hump) && !Word.empty()) {
      if (Words.contains(Word))
        return true;
      Word.clear();
    }
    if (C != '_')
      Word += llvm::toLower(C);
  }
  return false;
}

} // namespace asyncmend
