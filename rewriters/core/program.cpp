//===- program.cpp - What the TUs of a program say together ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/program.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace asyncmend {

void Program::add(FunctionFacts F) {
  auto [It, New] = Functions.try_emplace(F.Key);
  if (New) {
    It->second = std::move(F);
    return;
  }
  for (const Act &Call : F.Calls)
    if (Call.Reported)
      for (Act &Known : It->second.Calls)
        Known.Reported |= Known.Where == Call.Where;
}

void Program::add(TaskFacts F) {
  std::string Key = F.Key;
  Tasks.try_emplace(std::move(Key), std::move(F));
}

bool Program::mayFail(llvm::ArrayRef<std::string> Keys) const {
  std::vector<llvm::StringRef> Open(Keys.begin(), Keys.end());
  std::set<llvm::StringRef> Seen;
  while (!Open.empty()) {
    llvm::StringRef Key = Open.back();
    Open.pop_back();
    if (!Seen.insert(Key).second)
      continue;
    auto It = Tasks.find(Key);
    if (It == Tasks.end() || It->second.Fails)
      return true;
    llvm::append_range(Open, It->second.IfFails);
  }
  return false;
}

const FunctionFacts *Program::find(llvm::StringRef Key) const {
  auto It = Functions.find(Key);
  return It == Functions.end() ? nullptr : &It->second;
}

static llvm::json::Value toJSON(const Act &A) {
  return llvm::json::Object{{"name", A.Name},
                            {"where", A.Where},
                            {"key", A.Key},
                            {"reported", A.Reported}};
}

static bool fromJSON(const llvm::json::Value &V, Act &A, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  return O && O.map("name", A.Name) && O.map("where", A.Where) &&
         O.map("key", A.Key) && O.map("reported", A.Reported);
}

llvm::json::Value toJSON(const FunctionFacts &F) {
  return llvm::json::Object{{"key", F.Key},
                            {"name", F.Name},
                            {"isCoroutine", F.IsCoroutine},
                            {"blocks", F.Blocks},
                            {"calls", F.Calls},
                            {"unknown", F.Unknown},
                            {"framework", F.FrameworkId}};
}

bool fromJSON(const llvm::json::Value &V, FunctionFacts &F,
              llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  return O && O.map("key", F.Key) && O.map("name", F.Name) &&
         O.map("isCoroutine", F.IsCoroutine) && O.map("blocks", F.Blocks) &&
         O.map("calls", F.Calls) && O.map("unknown", F.Unknown) &&
         O.mapOptional("framework", F.FrameworkId);
}

llvm::json::Value toJSON(const TaskFacts &F) {
  return llvm::json::Object{
      {"key", F.Key}, {"fails", F.Fails}, {"ifFails", F.IfFails}};
}

bool fromJSON(const llvm::json::Value &V, TaskFacts &F, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  return O && O.map("key", F.Key) && O.map("fails", F.Fails) &&
         O.map("ifFails", F.IfFails);
}

} // namespace asyncmend
