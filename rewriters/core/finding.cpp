//===- finding.cpp - Findings to and from JSON ----------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/finding.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/MathExtras.h"
#include <optional>
#include <tuple>

namespace json = llvm::json;

namespace asyncmend {

bool operator<(const Finding &A, const Finding &B) {
  return std::tie(A.Where, A.Rule, A.Message) <
         std::tie(B.Where, B.Rule, B.Message);
}

llvm::StringRef toString(Safety S) {
  switch (S) {
  case Safety::Safe:
    return "safe";
  case Safety::Unsafe:
    return "unsafe";
  case Safety::Suggestion:
    return "suggestion";
  }
  return "";
}

llvm::StringRef toString(Severity S) {
  switch (S) {
  case Severity::Info:
    return "info";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "";
}

json::Value toJSON(const Span &S) {
  return json::Object{
      {"path", S.Path}, {"offset", S.Offset}, {"length", S.Length}};
}

json::Value toJSON(const Edit &E) {
  return json::Object{{"where", E.Where}, {"text", E.Text}};
}

json::Value toJSON(const IncludeEdit &I) {
  return json::Object{{"path", I.Path},
                      {"header", I.Header},
                      {"angled", I.Angled},
                      {"runtime", I.Runtime}};
}

json::Value toJSON(const Note &N) {
  return json::Object{{"message", N.Message}, {"where", N.Where}};
}

json::Value toJSON(const Fix &F) {
  return json::Object{{"title", F.Title},
                      {"safety", toString(F.Level)},
                      {"edits", F.Edits},
                      {"includes", F.Includes}};
}

json::Value toJSON(const Finding &F) {
  return json::Object{{"rule", F.Rule},
                      {"message", F.Message},
                      {"severity", toString(F.Level)},
                      {"where", F.Where},
                      {"notes", F.Notes},
                      {"fixes", F.Fixes},
                      {"whyNoFix", F.WhyNoFix},
                      {"head", F.Head},
                      {"body", F.Body},
                      {"ifFails", F.IfFails},
                      {"framework", F.FrameworkId}};
}

bool fromJSON(const json::Value &V, Span &S, json::Path P) {
  json::ObjectMapper O(V, P);
  // LLVM maps no 32-bit numbers.
  int64_t Offset = 0, Length = 0;
  if (!O || !O.map("path", S.Path) || !O.map("offset", Offset) ||
      !O.map("length", Length))
    return false;
  if (!llvm::isUInt<32>(Offset) || !llvm::isUInt<32>(Length)) {
    P.report("offset or length out of range");
    return false;
  }
  S.Offset = static_cast<uint32_t>(Offset);
  S.Length = static_cast<uint32_t>(Length);
  return true;
}

bool fromJSON(const json::Value &V, Edit &E, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("where", E.Where) && O.map("text", E.Text);
}

bool fromJSON(const json::Value &V, IncludeEdit &I, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("path", I.Path) && O.map("header", I.Header) &&
         O.map("angled", I.Angled) && O.mapOptional("runtime", I.Runtime);
}

bool fromJSON(const json::Value &V, Note &N, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("message", N.Message) && O.map("where", N.Where);
}

bool fromJSON(const json::Value &V, Fix &F, json::Path P) {
  json::ObjectMapper O(V, P);
  std::string Level;
  if (!O || !O.map("title", F.Title) || !O.map("safety", Level) ||
      !O.map("edits", F.Edits) || !O.map("includes", F.Includes))
    return false;
  auto Parsed = llvm::StringSwitch<std::optional<Safety>>(Level)
                    .Case("safe", Safety::Safe)
                    .Case("unsafe", Safety::Unsafe)
                    .Case("suggestion", Safety::Suggestion)
                    .Default(std::nullopt);
  if (!Parsed) {
    P.field("safety").report("expected safe, unsafe or suggestion");
    return false;
  }
  F.Level = *Parsed;
  return true;
}

bool fromJSON(const json::Value &V, Finding &F, json::Path P) {
  json::ObjectMapper O(V, P);
  std::string Level;
  if (!O || !O.map("rule", F.Rule) || !O.map("message", F.Message) ||
      !O.map("severity", Level) || !O.map("where", F.Where) ||
      !O.map("notes", F.Notes) || !O.map("fixes", F.Fixes) ||
      !O.map("whyNoFix", F.WhyNoFix) || !O.map("head", F.Head) ||
      !O.map("body", F.Body) || !O.mapOptional("ifFails", F.IfFails) ||
      !O.mapOptional("framework", F.FrameworkId))
    return false;
  auto Parsed = llvm::StringSwitch<std::optional<Severity>>(Level)
                    .Case("info", Severity::Info)
                    .Case("warning", Severity::Warning)
                    .Case("error", Severity::Error)
                    .Default(std::nullopt);
  if (!Parsed) {
    P.field("severity").report("expected info, warning or error");
    return false;
  }
  F.Level = *Parsed;
  return true;
}

} // namespace asyncmend
