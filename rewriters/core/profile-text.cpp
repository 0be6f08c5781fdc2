//===- profile-text.cpp - Reading the members of a profile ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/profile-text.h"
#include "llvm/ADT/StringSwitch.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

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

std::string ProfileText::text(const json &J, const char *Key) const {
  return substitute(J.value(Key, std::string()), Vars);
}

std::vector<std::string> ProfileText::texts(const json &J,
                                            const char *Key) const {
  auto Texts = J.value(Key, std::vector<std::string>());
  for (std::string &T : Texts)
    T = substitute(T, Vars);
  return Texts;
}

HeaderNeeds ProfileText::headers(const json &J) const {
  return {texts(J, "headers"), texts(J, "reachable_headers"),
          texts(J, "runtime_headers")};
}

VersionRange ProfileText::versions(const json &J) const {
  VersionRange R;
  R.Min = J.value("min", R.Min);
  R.Max = J.value("max", R.Max);
  R.Symbol = text(J, "symbol");
  return R;
}

std::vector<unsigned> ProfileText::numbers(const json &J, const char *Key) {
  return J.value(Key, std::vector<unsigned>());
}

Safety ProfileText::safety(const json &J) {
  return llvm::StringSwitch<Safety>(J.value("safety", std::string("safe")))
      .Case("unsafe", Safety::Unsafe)
      .Case("suggestion", Safety::Suggestion)
      .Default(Safety::Safe);
}

} // namespace asyncmend
