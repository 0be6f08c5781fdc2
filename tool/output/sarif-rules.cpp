//===- sarif-rules.cpp - The rules in terms of SARIF ----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/sarif-rules.h"
#include "core/embedded.h"
#include "core/rule.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace asyncmend {
namespace {

constexpr size_t LongestDescription = 1024;

/// "missing-co-await" as MissingCoAwait: a name must differ from the id.
std::string pascalCase(StringRef Slug) {
  std::string Out;
  bool Begin = true;
  for (char C : Slug) {
    if (C != '-')
      Out += Begin ? llvm::toUpper(C) : C;
    Begin = C == '-';
  }
  return Out;
}

/// The text below a heading of a rule's page, its lines joined.
std::string section(StringRef Page, StringRef Heading) {
  std::string Mark = ("\n## " + Heading + "\n").str();
  StringRef Rest = Page.substr(Page.find(Mark))
                       .drop_front(Page.contains(Mark) ? Mark.size() : 0);
  std::string Out;
  for (StringRef Line : llvm::split(Rest.take_front(Rest.find("\n## ")), '\n'))
    if (!Line.trim().empty())
      Out += (Out.empty() ? "" : " ") + Line.trim().str();
  return Out;
}

/// As many whole sentences as are allowed.
std::string shortened(StringRef Text) {
  if (Text.size() <= LongestDescription)
    return Text.str();
  StringRef Front = Text.take_front(LongestDescription);
  size_t End = Front.rfind(". ");
  return Front.take_front(End == StringRef::npos ? 0 : End + 1).str();
}

std::string sentence(StringRef Text) {
  std::string Out = Text.str();
  if (!Out.empty())
    Out[0] = llvm::toUpper(Out[0]);
  return Out + ".";
}

StringRef problemSeverity(Severity S) {
  return S == Severity::Info ? "recommendation" : sarifLevel(S);
}

void rule(const RuleInfo &Info, llvm::json::OStream &J) {
  StringRef Page = embeddedFile((Info.Slug + ".md").str());
  std::string Short = sentence(Info.Summary);
  std::string Full = shortened(section(Page, "Why it is a bug"));
  auto Text = [&](StringRef Key, StringRef Value, StringRef Markdown = "") {
    J.attributeObject(Key, [&] {
      J.attribute("text", Value);
      if (!Markdown.empty())
        J.attribute("markdown", Markdown);
    });
  };
  J.attribute("id", "asyncmend-" + Info.Slug.str());
  J.attribute("name", pascalCase(Info.Slug));
  Text("shortDescription", Short);
  Text("fullDescription", Full.empty() ? Short : Full);
  Text("help", Page.empty() ? StringRef(Short) : Page, Page);
  J.attributeObject("defaultConfiguration", [&] {
    J.attribute("enabled", Info.OnByDefault);
    J.attribute("level", sarifLevel(Info.Level));
  });
  J.attributeObject("properties", [&] {
    J.attribute("precision", "high");
    J.attribute("problem.severity", problemSeverity(Info.Level));
    J.attributeArray("tags", [&] {
      J.value("concurrency");
      J.value("coroutines");
    });
  });
}

} // namespace

StringRef sarifLevel(Severity S) {
  return S == Severity::Info ? "note" : toString(S);
}

void emitSarifRules(llvm::json::OStream &J) {
  for (const RegisteredRule &R : allRules())
    J.object([&] { rule(R.Info, J); });
}

std::optional<size_t> sarifRuleIndex(StringRef Slug) {
  for (size_t I = 0; I < allRules().size(); ++I)
    if (allRules()[I].Info.Slug == Slug)
      return I;
  return std::nullopt;
}

} // namespace asyncmend
