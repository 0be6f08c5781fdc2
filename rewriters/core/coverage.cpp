//===- coverage.cpp - What a profile lets each rule do --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/coverage.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace asyncmend {

namespace {

class Reader {
public:
  Reader(const json &Schema, CoverageTable &Out) : Schema(Schema), Out(Out) {}

  /// `Rule` describes `Value`, which is a member of `Owner`.
  void read(const json *Rule, const json &Value, const json &Owner) {
    if (Value.is_string() ? Value.get_ref<const std::string &>().empty()
                          : Value.is_structured() && Value.empty())
      return;
    note(*Rule, Value, Owner);
    if (Rule->contains("$ref")) {
      // "#/$defs/name"
      Rule = &Schema.at(
          json::json_pointer(Rule->at("$ref").get<std::string>().substr(1)));
      note(*Rule, Value, Owner);
    }
    if (Value.is_array() && Rule->contains("items"))
      for (const json &Item : Value)
        read(&Rule->at("items"), Item, Value);
    if (!Value.is_object() || !Rule->contains("properties"))
      return;
    for (const auto &[Key, Inner] : Value.items())
      if (Rule->at("properties").contains(Key))
        read(&Rule->at("properties").at(Key), Inner, Value);
  }

private:
  void note(const json &Rule, const json &Value, const json &Owner) {
    for (const json &Slug : Rule.value("x-fixes", json::array()))
      add(Slug.get<std::string>(), Value, Owner);
    // A rewrite names its rule itself.
    if (Rule.value("x-names-rule", false) && Value.contains("to"))
      add(Value.at("rule").get<std::string>(), Value, Owner);
  }

  void add(const std::string &Slug, const json &Value, const json &Owner) {
    auto NeedsRuntime = [](const json &J) {
      return J.is_object() && J.contains("runtime_headers");
    };
    bool Runtime = NeedsRuntime(Owner) || NeedsRuntime(Value);
    Coverage &Known = Out.ByRule[Slug];
    Known = std::max(Known, Runtime ? Coverage::Runtime : Coverage::Native);
  }

  const json &Schema;
  CoverageTable &Out;
};

} // namespace

CoverageTable readCoverage(const json &Profile, const json &Schema) {
  CoverageTable Table;
  Reader(Schema, Table).read(&Schema, Profile, json());
  json None = Profile.value("does_not_apply", json::object());
  for (const auto &[Slug, Why] : None.items()) {
    Table.ByRule[Slug] = Coverage::None;
    Table.WhyNot[Slug] = Why.get<std::string>();
  }
  return Table;
}

} // namespace asyncmend
