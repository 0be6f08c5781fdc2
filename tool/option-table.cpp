//===- option-table.cpp - The options as a table --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "option-table.h"
#include "core/rule.h"
#include "options.h"
#include "output/formats.h"
#include "llvm/ADT/STLExtras.h"

namespace cl = llvm::cl;
using llvm::StringRef;

namespace asyncmend {
namespace {

/// The values that an option can have, where they can be counted.
std::vector<std::string> wordsOf(cl::Option &O) {
  std::vector<std::string> Words;
  if (auto *Verify = dynamic_cast<cl::opt<VerifyMode> *>(&O)) {
    cl::parser<VerifyMode> &Parser = Verify->getParser();
    for (unsigned I = 0; I != Parser.getNumOptions(); ++I)
      Words.push_back(Parser.getOption(I).str());
  } else if (O.ArgStr == "format") {
    for (const OutputFormat &Format : allFormats())
      Words.push_back(Format.Name.str());
  } else if (O.ArgStr == "rules" || O.ArgStr == "checks" ||
             O.ArgStr == "explain") {
    for (const RegisteredRule &Rule : allRules())
      Words.push_back(Rule.Info.Slug.str());
  }
  return Words;
}

OptionEntry entryOf(cl::Option &O) {
  OptionEntry E;
  E.Name = O.ArgStr.str();
  E.Help = O.HelpStr.str();
  E.Words = wordsOf(O);
  if (O.getValueExpectedFlag() == cl::ValueRequired) {
    E.Form = E.Name.size() == 1 ? OptionEntry::Apart : OptionEntry::Joined;
    E.Value = O.ValueStr.empty() ? "value" : O.ValueStr.str();
  }
  return E;
}

} // namespace

std::vector<OptionEntry> optionTable(cl::OptionCategory &Category) {
  std::vector<OptionEntry> Table;
  for (auto &Entry : cl::getRegisteredOptions()) {
    cl::Option &O = *Entry.second;
    if (llvm::is_contained(O.Categories, &Category) &&
        O.getOptionHiddenFlag() == cl::NotHidden)
      Table.push_back(entryOf(O));
  }
  // The registry is a hash table.
  llvm::sort(Table, [](const OptionEntry &A, const OptionEntry &B) {
    return A.Name < B.Name;
  });
  Table.push_back({"help", "", "Print all options", OptionEntry::Switch, {}});
  Table.push_back({"version",
                   "",
                   "Print the version, and Clang's",
                   OptionEntry::Switch,
                   {}});
  return Table;
}

} // namespace asyncmend
