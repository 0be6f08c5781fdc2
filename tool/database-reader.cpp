//===- database-reader.cpp - The JSON of compile_commands.json ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "database-reader.h"
#include "core/json-syntax.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/StringSaver.h"
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>

using llvm::StringRef;
using Json = nlohmann::json;

namespace asyncmend {
namespace {

/// Turns offsets, asked for in rising order, into "path:line:col". Databases
/// have megabytes, often on one line: nothing is counted twice.
class Places {
public:
  Places(StringRef Path, StringRef Text) : Path(Path), Text(Text) {}

  std::string at(size_t Offset) {
    for (; Counted < std::min(Offset, Text.size()); ++Counted)
      if (Text[Counted] == '\n') {
        ++Line;
        LineBegin = Counted + 1;
      }
    return llvm::formatv("{0}:{1}:{2}", Path, Line, Offset - LineBegin + 1);
  }

private:
  StringRef Path;
  StringRef Text;
  size_t Counted = 0;
  size_t LineBegin = 0;
  unsigned Line = 1;
};

/// Generators written as shell loops leave a comma before the closing bracket.
/// Blanks in its place keep all positions as they are.
void blankTrailingCommas(std::string &Text) {
  bool InString = false;
  size_t Comma = std::string::npos;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
      continue;
    }
    if ((C == ']' || C == '}') && Comma != std::string::npos)
      Text[Comma] = ' ';
    if (C == ',')
      Comma = I;
    else if (!llvm::isSpace(C))
      Comma = std::string::npos;
    InString = C == '"';
  }
}

/// Tells the parser's position, which nlohmann's own events do not carry.
class CountingIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  CountingIterator(const char *At, const char **Latest)
      : At(At), Latest(Latest) {}
  reference operator*() const { return *At; }
  CountingIterator &operator++() {
    *Latest = ++At;
    return *this;
  }
  bool operator==(const CountingIterator &O) const { return At == O.At; }
  bool operator!=(const CountingIterator &O) const { return At != O.At; }

private:
  const char *At;
  const char **Latest;
};

/// Checks the syntax and notes where each object of the outer array begins.
class Checker : public JsonSyntax {
public:
  explicit Checker(const char *&Latest) : Latest(Latest) {}

  std::vector<const char *> Entries;

  bool start_object(size_t) override {
    if (Depth++ == 1)
      Entries.push_back(Latest - 1);
    return true;
  }
  bool end_object() override { return Depth--, true; }
  bool start_array(size_t) override { return Depth++, true; }
  bool end_array() override { return Depth--, true; }

private:
  const char *&Latest;
  unsigned Depth = 0;
};

/// One entry's fields; an empty result is no error, the message is.
class EntryReader {
public:
  EntryReader(const Json &Object, DatabaseEntry &Entry)
      : Object(Object), Entry(Entry) {}

  /// What is wrong with the entry, or nothing.
  std::string read();

private:
  std::string text(const char *Key, std::string &Out);
  std::string arguments(const Json &Array);

  const Json &Object;
  DatabaseEntry &Entry;
};

std::string EntryReader::text(const char *Key, std::string &Out) {
  auto It = Object.find(Key);
  if (It == Object.end())
    return llvm::formatv("the entry has no \"{0}\"", Key);
  if (!It->is_string() || It->get_ref<const std::string &>().empty())
    return llvm::formatv("\"{0}\" is not a string with text in it", Key);
  Out = *It;
  return "";
}

std::string EntryReader::arguments(const Json &Array) {
  if (!Array.is_array() || Array.empty())
    return "\"arguments\" is not an array with strings in it";
  for (const Json &Word : Array) {
    if (!Word.is_string())
      return "\"arguments\" has an element that is not a string";
    Entry.Words.push_back(Word);
  }
  return "";
}

std::string EntryReader::read() {
  if (std::string E = text("file", Entry.File); !E.empty())
    return E;
  if (std::string E = text("directory", Entry.Directory); !E.empty())
    return E;
  if (auto It = Object.find("arguments"); It != Object.end())
    return arguments(*It);
  std::string Command;
  if (!Object.contains("command"))
    return "the entry has neither \"command\" nor \"arguments\"";
  if (std::string E = text("command", Command); !E.empty())
    return E;
  llvm::BumpPtrAllocator Alloc;
  llvm::StringSaver Saver(Alloc);
  llvm::SmallVector<const char *, 64> Words;
  llvm::cl::TokenizeGNUCommandLine(Command, Saver, Words);
  Entry.Words.assign(Words.begin(), Words.end());
  return Words.empty() ? "\"command\" is empty" : "";
}

} // namespace

llvm::Expected<std::vector<DatabaseEntry>> readDatabase(StringRef Path,
                                                        std::string Text) {
  blankTrailingCommas(Text);
  const char *Latest = Text.data();
  Checker Check(Latest);
  CountingIterator Begin(Text.data(), &Latest);
  CountingIterator End(Text.data() + Text.size(), &Latest);
  if (!Json::sax_parse(Begin, End, &Check))
    return llvm::createStringError("%s: %s",
                                   Places(Path, Text).at(Check.Offset).c_str(),
                                   Check.What.c_str());

  Json Root = Json::parse(Text, nullptr, /*allow_exceptions=*/false);
  if (!Root.is_array())
    return llvm::createStringError(
        "%s: a compile database is an array of objects", Path.str().c_str());
  if (Root.empty())
    return llvm::createStringError("%s: the compile database is empty",
                                   Path.str().c_str());
  std::vector<DatabaseEntry> Entries;
  Places Place(Path, Text);
  for (const Json &Object : Root) {
    if (!Object.is_object())
      return llvm::createStringError(
          "%s: element %zu of the array is not an object", Path.str().c_str(),
          Entries.size() + 1);
    DatabaseEntry &Entry = Entries.emplace_back();
    size_t Offset = Check.Entries[Entries.size() - 1] - Text.data();
    Entry.Place = Place.at(Offset);
    if (std::string What = EntryReader(Object, Entry).read(); !What.empty())
      return llvm::createStringError("%s: %s", Entry.Place.c_str(),
                                     What.c_str());
  }
  return Entries;
}

} // namespace asyncmend
