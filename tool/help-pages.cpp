//===- help-pages.cpp - Questions that need no run - ----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "help-pages.h"
#include "core/embedded.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

std::string listRules(bool Markdown) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  if (Markdown)
    OS << "| rule | default | level | finds |\n|---|---|---|---|\n";
  for (const RegisteredRule &R : allRules()) {
    StringRef Slug = R.Info.Slug, On = R.Info.OnByDefault ? "on" : "off";
    if (Markdown)
      OS << "| [`" << Slug << "`](docs/rules/" << Slug << ".md) | " << On
         << " | " << toString(R.Info.Level) << " | " << R.Info.Summary
         << " |\n";
    else
      OS << llvm::left_justify(Slug, 28) << llvm::left_justify(On, 5)
         << llvm::left_justify(toString(R.Info.Level), 9) << R.Info.Summary
         << "\n";
  }
  return Out;
}

Expected<std::string> explainRule(StringRef Rule) {
  Rule.consume_front("asyncmend-");
  StringRef Page = embeddedFile((Rule + ".md").str());
  if (!Page.empty())
    return Page.str();
  return no("there is no rule '" + Rule + "' (see --list-rules)");
}

} // namespace asyncmend
