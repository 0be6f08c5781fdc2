//===- profile-json.cpp - Reading and validating profile files ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/profile-json.h"
#include "core/embedded.h"
#include "core/json-syntax.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include <optional>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::Twine;
using nlohmann::json;

namespace asyncmend {

namespace {

/// Finds the value of a JSON pointer with the YAML parser, which keeps places
/// (JSON is a subset of YAML). Only ever used to word an error.
class Locator {
public:
  explicit Locator(StringRef Text) : Text(Text), Stream(Text, Manager) {}

  size_t find(StringRef Pointer) {
    Manager.setDiagHandler([](const llvm::SMDiagnostic &, void *) {});
    auto Document = Stream.begin();
    if (Document == Stream.end())
      return 0;
    llvm::yaml::Node *N = Document->getRoot();
    llvm::SmallVector<StringRef> Parts;
    Pointer.split(Parts, '/', -1, /*KeepEmpty=*/false);
    size_t Best = offset(N);
    for (StringRef Part : Parts) {
      N = N ? child(*N, Part) : nullptr;
      if (!N)
        break;
      Best = offset(N);
    }
    return Best;
  }

private:
  size_t offset(llvm::yaml::Node *N) const {
    if (!N)
      return 0;
    size_t At = N->getSourceRange().Start.getPointer() - Text.data();
    // The range of a collection begins after its bracket.
    bool IsList =
        llvm::isa<llvm::yaml::MappingNode, llvm::yaml::SequenceNode>(N);
    return IsList && At && StringRef("[{").contains(Text[At - 1]) ? At - 1 : At;
  }

  static llvm::yaml::Node *child(llvm::yaml::Node &N, StringRef Part) {
    if (auto *Map = llvm::dyn_cast<llvm::yaml::MappingNode>(&N)) {
      for (llvm::yaml::KeyValueNode &Entry : *Map) {
        llvm::SmallString<32> Storage;
        auto *Key = llvm::dyn_cast<llvm::yaml::ScalarNode>(Entry.getKey());
        if (Key && Key->getValue(Storage) == Part)
          return Entry.getValue();
        Entry.skip();
      }
    } else if (auto *List = llvm::dyn_cast<llvm::yaml::SequenceNode>(&N)) {
      unsigned Index = 0;
      if (Part.getAsInteger(10, Index))
        return nullptr;
      for (llvm::yaml::Node &Item : *List) {
        if (Index-- == 0)
          return &Item;
        Item.skip();
      }
    }
    return nullptr;
  }

  StringRef Text;
  llvm::SourceMgr Manager;
  llvm::yaml::Stream Stream;
};

} // namespace

static Error errorAt(StringRef Name, StringRef Text, size_t Offset,
                     const Twine &What) {
  StringRef Before = Text.take_front(Offset);
  size_t Line = Before.count('\n') + 1;
  size_t LineStart = Before.rfind('\n');
  size_t Column =
      LineStart == StringRef::npos ? Offset + 1 : Offset - LineStart;
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 Twine(Name) + ":" + Twine(Line) + ":" +
                                     Twine(Column) + ": " + What);
}

Error ProfileDocument::error(StringRef Pointer, const Twine &What) const {
  return errorAt(Name, Text, Locator(Text).find(Pointer),
                 (Pointer.empty() ? "/" : Pointer) + ": " + What);
}

/// The part of the schema that describes the value which `Steps` lead to; null
/// where the schema knows no such place.
static json ruleAt(const json &Schema, llvm::ArrayRef<std::string> Steps) {
  const json *Rule = &Schema;
  auto Resolve = [&] {
    if (Rule->contains("$ref"))
      // "#/$defs/name"
      Rule = &Schema.at(
          json::json_pointer(Rule->at("$ref").get<std::string>().substr(1)));
  };
  for (const std::string &Step : Steps) {
    Resolve();
    const json *Next = nullptr;
    if (Rule->contains("properties") && Rule->at("properties").contains(Step))
      Next = &Rule->at("properties").at(Step);
    else if (Rule->contains("items"))
      Next = &Rule->at("items");
    else if (Rule->contains("additionalProperties"))
      Next = &Rule->at("additionalProperties");
    if (!Next || !Next->is_object())
      return {};
    Rule = Next;
  }
  Resolve();
  return *Rule;
}

static std::string withArticle(std::string Noun) {
  return (StringRef("aeiou").contains(Noun[0]) ? "an " : "a ") + Noun;
}

/// What is wrong with a value, in words that say more than the validator's.
static std::string complaint(const json &Value, const json &Rule,
                             StringRef Otherwise) {
  std::string Type = Rule.value("type", std::string());
  std::string Found = Value.is_number_integer() ? "integer" : Value.type_name();
  if (!Type.empty() && Type != Found)
    return "expected " + withArticle(Type) + ", found " +
           withArticle(Value.type_name());
  if (Rule.contains("enum")) {
    std::string List;
    for (const json &Choice : Rule.at("enum"))
      List += (List.empty() ? "" : ", ") + Choice.dump();
    return "expected " + (Rule.at("enum").size() > 1 ? "one of " + List : List);
  }
  if (Rule.contains("pattern"))
    return Value.dump() + " does not match the pattern " +
           Rule.at("pattern").get<std::string>();
  if (Rule.contains("minimum"))
    return "expected at least " + Rule.at("minimum").dump();
  return Otherwise.str();
}

/// The keys of an object are looked at by hand: the validator names them in
/// the middle of a long sentence.
static std::optional<std::pair<std::string, std::string>>
wrongKey(const json &Value, const json &Rule) {
  if (!Value.is_object())
    return std::nullopt;
  if (Rule.contains("properties") &&
      Rule.value("additionalProperties", json()) == json(false))
    for (const auto &[Key, Member] : Value.items())
      if (!Rule.at("properties").contains(Key))
        return std::pair("/" + Key, std::string("there is no such key"));
  for (const json &Key : Rule.value("required", json::array()))
    if (!Value.contains(Key.get<std::string>()))
      return std::pair(std::string(), "key " + Key.dump() + " is missing");
  std::string Choices;
  for (const json &Choice : Rule.value("anyOf", json::array())) {
    std::string Key = Choice.at("required").at(0).get<std::string>();
    if (Value.contains(Key))
      return std::nullopt;
    Choices += (Choices.empty() ? "key \"" : " or \"") + Key + "\"";
  }
  if (!Choices.empty())
    return std::pair(std::string(), Choices + " is missing");
  return std::nullopt;
}

json profileSchema() {
  return json::parse(embeddedFile("schema.json").str(), nullptr,
                     /*allow_exceptions=*/false);
}

namespace {

/// The schema, read once for all documents.
struct LoadedSchema {
  LoadedSchema() {
    valijson::SchemaParser Parser;
    valijson::adapters::NlohmannJsonAdapter Adapter(Json);
    Parser.populateSchema(Adapter, Compiled);
  }

  json Json = profileSchema();
  valijson::Schema Compiled;
};

} // namespace

static Error validate(const ProfileDocument &D, const LoadedSchema &Schema) {
  const json &SchemaJson = Schema.Json;
  valijson::Validator Validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults Results;
  valijson::adapters::NlohmannJsonAdapter Target(D.Json);
  if (Validator.validate(Schema.Compiled, Target, &Results))
    return Error::success();
  // The innermost failure says most; it is reported first.
  valijson::ValidationResults::Error First;
  Results.popError(First);
  std::vector<std::string> Steps;
  std::string Pointer;
  const json *Value = &D.Json;
  for (StringRef Step : llvm::ArrayRef(First.context).drop_front()) {
    // Steps read ["key"] or [3].
    Steps.push_back(Step.trim("[]").trim('"').str());
    Pointer += "/" + Steps.back();
    Value = Value->is_array() ? &Value->at(std::stoul(Steps.back()))
                              : &Value->at(Steps.back());
  }
  json Rule = ruleAt(SchemaJson, Steps);
  if (auto Wrong = wrongKey(*Value, Rule))
    return D.error(Pointer + Wrong->first, Wrong->second);
  return D.error(Pointer, complaint(*Value, Rule, First.description));
}

static Expected<ProfileDocument> parse(StringRef Name, StringRef Text,
                                       const LoadedSchema &Schema) {
  JsonSyntax Check;
  if (!json::sax_parse(Text.begin(), Text.end(), &Check))
    return errorAt(Name, Text, Check.Offset, Check.What);
  ProfileDocument D{Name.str(), Text.str(),
                    json::parse(Text.begin(), Text.end(), nullptr,
                                /*allow_exceptions=*/false)};
  if (Error E = validate(D, Schema))
    return E;
  return D;
}

/// The ids of the profiles that a document builds on.
static std::vector<std::string> basesOf(const json &Document) {
  auto Bases = Document.value("with", std::vector<std::string>());
  if (Document.contains("extends"))
    Bases.push_back(Document.at("extends").get<std::string>());
  return Bases;
}

/// Bases first: a document may only build on what was read before it.
static std::vector<ProfileDocument>
sortByBase(std::vector<ProfileDocument> Documents) {
  std::vector<ProfileDocument> Sorted;
  llvm::StringSet<> Done;
  while (!Documents.empty()) {
    auto Next = llvm::find_if(Documents, [&](const ProfileDocument &D) {
      return llvm::all_of(basesOf(D.Json), [&](const std::string &Base) {
        return Done.contains(Base);
      });
    });
    if (Next == Documents.end())
      Next = Documents.begin();
    Done.insert(Next->Json.at("id").get<std::string>());
    Sorted.push_back(std::move(*Next));
    Documents.erase(Next);
  }
  return Sorted;
}

Expected<std::vector<ProfileDocument>>
readProfileDocuments(llvm::ArrayRef<std::string> UserFiles) {
  LoadedSchema Schema;
  std::vector<ProfileDocument> BuiltIn;
  for (const EmbeddedFile &File : embeddedFiles()) {
    if (!File.Name.ends_with(".json") || File.Name == "schema.json")
      continue;
    Expected<ProfileDocument> D =
        parse(("builtin:" + File.Name).str(), File.Text, Schema);
    if (!D)
      return D.takeError();
    BuiltIn.push_back(std::move(*D));
  }
  std::vector<ProfileDocument> All = sortByBase(std::move(BuiltIn));
  for (const std::string &Path : UserFiles) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer)
      return llvm::createStringError(Buffer.getError(),
                                     "cannot read profile '" + Path +
                                         "': " + Buffer.getError().message());
    Expected<ProfileDocument> D = parse(Path, (*Buffer)->getBuffer(), Schema);
    if (!D)
      return D.takeError();
    All.push_back(std::move(*D));
  }
  return All;
}

static bool isBalanced(StringRef Text, char Open, char Close) {
  int Depth = 0;
  for (char C : Text)
    if ((Depth += (C == Open) - (C == Close)) < 0)
      return false;
  return Depth == 0;
}

static std::optional<std::string>
badText(StringRef Text, const std::map<std::string, std::string> &Vars) {
  // One to a line, in the order of the alphabet.
  static const llvm::StringSet<> Typed = {
      // clang-format off
      "T",
      "access",
      "affinity",
      "args",
      "body",
      "call",
      "clock",
      "close",
      "closing",
      "duration",
      "error",
      "executor",
      "fn",
      "fresh",
      "handler",
      "lambda",
      "limit",
      "name",
      "obj",
      "param",
      "range",
      "release",
      "self",
      "task",
      "time_point",
      "timeout",
      "token",
      "type",
      // clang-format on
  };
  // An empty pair is an initialiser, not a hole.
  llvm::Regex Hole("\\{([^ {}][^{}]*| *[A-Za-z_:0-9]+ *)\\}"),
      Special("^((arg|member|rest):[0-9]+|object:[a-z_]+)$");
  llvm::SmallVector<StringRef> Match;
  for (StringRef Rest = Text; Hole.match(Rest, &Match);
       Rest = Rest.substr(Match[0].end() - Rest.begin()))
    if (!Typed.contains(Match[1]) && !Vars.count(Match[1].str()) &&
        !Special.match(Match[1]))
      return "unknown hole " + Match[0].str();
  for (auto [Open, Close] : {std::pair('{', '}'), std::pair('(', ')')})
    if (!isBalanced(Text, Open, Close))
      return std::string("unbalanced '") + Open + "' and '" + Close + "'";
  return std::nullopt;
}

/// Words for people, in which braces are just braces.
static bool isProse(StringRef Key) {
  return llvm::is_contained(
      {"no_fix", "message", "what", "title", "advice", "waits_for"}, Key);
}

static Error checkTexts(const json &J, const std::string &Pointer,
                        const std::map<std::string, std::string> &Vars,
                        const ProfileDocument &D) {
  if (J.is_string()) {
    if (auto Why = badText(J.get_ref<const std::string &>(), Vars))
      return D.error(Pointer, *Why);
    return Error::success();
  }
  if (!J.is_structured())
    return Error::success();
  for (const auto &[Key, Value] : J.items())
    if (!isProse(Key))
      if (Error E = checkTexts(Value, Pointer + "/" + Key, Vars, D))
        return E;
  return Error::success();
}

Error checkHoles(const json &Merged,
                 const std::map<std::string, std::string> &Vars,
                 const ProfileDocument &D) {
  return checkTexts(Merged, "", Vars, D);
}

} // namespace asyncmend
