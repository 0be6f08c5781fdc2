//===- failures.cpp - Errors, cancellation, deadlines, locks --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/failures.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

static void addTo(llvm::StringSet<> &Set, const json &J, const ProfileText &P,
                  const char *Key) {
  for (const std::string &Name : P.texts(J, Key))
    Set.insert(Name);
}

static json section(const json &J, const char *Key) {
  return J.value(Key, json::object());
}

static CancellationProfile readCancellation(const json &J,
                                            const ProfileText &P) {
  CancellationProfile C;
  C.Error = P.text(J, "error");
  C.Code = P.text(J, "code");
  C.Closed = P.text(J, "closed");
  C.Types = P.texts(J, "types");
  addTo(C.Classes, J, P, "classes");
  addTo(C.Codes, J, P, "codes");
  addTo(C.Bases, J, P, "bases");
  addTo(C.Accepting, J, P, "accepting");
  C.Headers = P.headers(J);
  return C;
}

static CombinatorProfile readCombinators(const json &J, const ProfileText &P) {
  CombinatorProfile C;
  C.Any = P.text(J, "any");
  C.All = P.text(J, "all");
  C.Group = P.text(J, "group");
  C.Start = P.text(J, "start");
  C.First = P.text(J, "first");
  C.FirstSuccess = P.text(J, "first_success");
  C.FirstError = P.text(J, "first_error");
  C.Every = P.text(J, "every");
  return C;
}

static AsyncMutexProfile readMutex(const json &J, const ProfileText &P) {
  AsyncMutexProfile M;
  M.Type = P.text(J, "type");
  M.Lock = P.text(J, "lock");
  if (J.contains("argument"))
    M.Argument = P.text(J, "argument");
  M.ExecutorOf = P.text(J, "executor_of");
  addTo(M.Replaces, J, P, "replaces");
  addTo(M.Guards, J, P, "guards");
  M.SameGuards = J.value("same_guards", false);
  M.Headers = P.headers(J);
  return M;
}

static std::vector<VersionedText> readTexts(const json &J, const char *Key,
                                            const ProfileText &P) {
  std::vector<VersionedText> Texts;
  for (const json &T : J.value(Key, json::array()))
    Texts.push_back({P.versions(T), P.text(T, "to"), P.text(T, "part"),
                     P.text(T, "look"), P.headers(T)});
  return Texts;
}

FailureProfile readFailureProfile(const json &Profile, const ProfileText &P) {
  FailureProfile F;
  json J = section(Profile, "failures");
  F.Cancellation = readCancellation(section(J, "cancellation"), P);
  F.Combinators = readCombinators(section(J, "combinators"), P);
  addTo(F.Timers, J, P, "timers");
  addTo(F.Unfailing, J, P, "unfailing");
  addTo(F.ErrorTokens, J, P, "error_tokens");
  F.Gathers = readTexts(J, "gathers", P);
  F.Timeouts = readTexts(J, "timeouts", P);
  addTo(F.Network, J, P, "network");
  addTo(F.Deadlines, J, P, "deadlines");
  addTo(F.Setters, J, P, "deadline_setters");
  F.Mutex = readMutex(section(J, "async_mutex"), P);
  return F;
}

void FailureTable::read(const json &Profile, const ProfileText &P) {
  json J = section(Profile, "failures");
  for (const json &G : J.value("unlockable", json::array()))
    Unlockable[P.text(G, "guard")] = P.text(G, "to");
  addTo(Detachable, J, P, "detachable");
  addTo(Futures, J, P, "futures");
  addTo(StopWords, J, P, "stop_words");
  addTo(PairWords, J, P, "pair_words");
  addTo(TimerWords, J, P, "timer_words");
  addTo(TestWords, J, P, "test_words");
}

} // namespace asyncmend
