//===- rewrites.cpp - Calls that a profile says how to write --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/rewrites.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

std::vector<CallRewrite> readRewrites(const json &Profile,
                                      const ProfileText &P) {
  std::vector<CallRewrite> Result;
  for (const json &J : Profile.value("rewrites", json::array())) {
    CallRewrite R;
    R.Rule = P.text(J, "rule");
    R.Names = P.texts(J, "names");
    for (const std::string &Class : P.texts(J, "makes"))
      R.Makes.insert(Class);
    R.MinArgs = J.value("min_args", R.MinArgs);
    R.MaxArgs = J.value("max_args", R.MaxArgs);
    for (const std::string &Class : P.texts(J, "of"))
      R.Of.insert(Class);
    for (const std::string &Class : P.texts(J, "not_of"))
      R.NotOf.insert(Class);
    R.Discarded = J.value("discarded", false);
    R.Voided = J.value("to_void", false);
    R.Fresh = J.value("fresh", false);
    R.Fails = J.value("may_fail", false);
    R.Used = J.value("used", false);
    R.Anywhere = J.value("anywhere", false);
    R.Blocks = J.value("blocks", false);
    R.FixOnly = J.value("fix_only", false);
    if (J.contains("timeout_arg"))
      R.TimeoutArg = J.at("timeout_arg").get<unsigned>();
    R.Unwrap = P.texts(J, "unwrap");
    R.Tuple = J.value("tuple", false);
    R.ResultChanges = J.value("result_changes", false);
    R.Message = P.text(J, "message");
    R.To = P.text(J, "to");
    R.Title = P.text(J, "title");
    R.NoFix = P.text(J, "no_fix");
    R.Level = ProfileText::safety(J);
    R.Versions = P.versions(J);
    R.Headers = P.headers(J);
    Result.push_back(std::move(R));
  }
  return Result;
}

std::vector<ScopeObject> readScopeObjects(const json &Profile,
                                          const ProfileText &P) {
  std::vector<ScopeObject> Result;
  for (const json &J : Profile.value("objects", json::array())) {
    ScopeObject O;
    O.Name = P.text(J, "name");
    for (const std::string &Class : P.texts(J, "types"))
      O.Types.insert(Class);
    for (const std::string &Word : P.texts(J, "words"))
      O.Words.insert(Word);
    O.Pointer = P.text(J, "pointer");
    O.To = J.contains("to") ? P.text(J, "to") : "{self}";
    O.What = J.contains("what") ? P.text(J, "what")
                                : "a " + P.texts(J, "types").front();
    Result.push_back(std::move(O));
  }
  return Result;
}

} // namespace asyncmend
