//===- blocking.cpp - What blocks a thread: what is known -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/blocking.h"
#include "llvm/ADT/StringSwitch.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

static void fillSet(llvm::StringSet<> &Set, const json &J, const char *Key,
                    const ProfileText &P) {
  for (const std::string &Name : P.texts(J, Key))
    Set.insert(Name);
}

static void readOperations(BlockingProfile &B, const json &J,
                           const ProfileText &P) {
  for (const json &O : J.value("operations", json::array())) {
    IoOperation Op{P.text(O, "prefix"),
                   O.value("one_shot", false),
                   P.text(O, "ready_by"),
                   P.text(O, "no_fix"),
                   {}};
    fillSet(Op.InstantOn, O, "instant_on", P);
    if (Op.Prefix.empty())
      Op.Prefix = "async_";
    for (const std::string &Name : P.texts(O, "names"))
      B.Operations[Name] = Op;
  }
  for (const json &R : J.value("runs", json::array()))
    for (const std::string &Name : P.texts(R, "names"))
      B.Runs[Name] = P.text(R, "no_fix");
}

BlockingProfile readBlockingProfile(const json &Profile, const ProfileText &P) {
  BlockingProfile B;
  json J = Profile.value("blocking", json::object());
  readOperations(B, J, P);
  for (auto [Key, Set] :
       {std::pair("io_objects", &B.IoObjects), std::pair("layers", &B.Layers),
        std::pair("error_types", &B.ErrorTypes),
        std::pair("private_contexts", &B.PrivateContexts),
        std::pair("non_blocking", &B.NonBlocking),
        std::pair("readiness", &B.Readiness), std::pair("polls", &B.Polls),
        std::pair("instant_args", &B.InstantArgs), std::pair("pools", &B.Pools),
        std::pair("pool_words", &B.PoolWords),
        std::pair("pool_functions", &B.PoolFunctions),
        std::pair("rebinders", &B.Rebinders)})
    fillSet(*Set, J, Key, P);
  json Error = J.value("error_token", json::object());
  B.ErrorToken = P.text(Error, "to");
  B.ErrorHeaders = P.headers(Error);
  json Stackful = J.value("stackful", json::object());
  B.Stackful = {P.text(Stackful, "type"), P.text(Stackful, "error_token")};
  json OnPool = J.value("offload", json::object());
  fillSet(B.OnPool.Pools, OnPool, "pools", P);
  B.OnPool.To = P.text(OnPool, "to");
  B.OnPool.ToVoid = P.text(OnPool, "to_void");
  B.OnPool.Global = P.text(OnPool, "global");
  B.OnPool.Object = P.text(OnPool, "object");
  fillSet(B.OnPool.Words, OnPool, "words", P);
  B.OnPool.Headers = P.headers(OnPool);
  return B;
}

static WaitKind kind(llvm::StringRef Name) {
  return llvm::StringSwitch<WaitKind>(Name)
      .Case("future", WaitKind::Future)
      .Case("join", WaitKind::Join)
      .Case("file", WaitKind::File)
      .Default(WaitKind::Wait);
}

void BlockingTable::read(const json &Profile, const ProfileText &P) {
  json J = Profile.value("blocking", json::object());
  for (const json &C : J.value("calls", json::array())) {
    BlockingFunction F{kind(C.at("kind").get<std::string>()),
                       C.value("extern_c", false),
                       C.value("streams", false),
                       {},
                       P.text(C, "no_fix")};
    if (C.contains("timeout_arg"))
      F.TimeoutArg = C.at("timeout_arg").get<unsigned>();
    for (const std::string &Name : P.texts(C, "names"))
      Functions[Name] = F;
  }
  fillSet(InstantArgs, J, "instant_args", P);
  fillSet(FileStreams, J, "file_streams", P);
  fillSet(ReadyChecks, J, "ready_checks", P);
  fillSet(ReadyValues, J, "ready_values", P);
  fillSet(Promises, J, "promises", P);
  for (const json &G : J.value("guards", json::array()))
    Guards.push_back({P.text(G, "type"), P.texts(G, "made_by"),
                      G.value("idle", false), P.text(G, "waits_for"),
                      P.texts(G, "ends"), G.value("shareable", false),
                      P.text(G, "no_fix"), G.value("only_coroutines", false)});
}

} // namespace asyncmend
