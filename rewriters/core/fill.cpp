//===- fill.cpp - Filling a profile's text in for one place ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/fill.h"
#include "core/in-scope.h"
#include "core/names.h"
#include "core/refusal.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

/// A template argument of a type as somebody wrote it; null where nobody did.
static QualType writtenArgument(QualType T, unsigned Index) {
  while (const auto *Written = T->getAs<TemplateSpecializationType>()) {
    ArrayRef<TemplateArgument> Args = Written->template_arguments();
    if (!Written->isTypeAlias())
      return Index < Args.size() &&
                     Args[Index].getKind() == TemplateArgument::Type
                 ? Args[Index].getAsType()
                 : QualType();
    T = Written->getAliasedType();
  }
  return {};
}

Filler::Filler(const TuModel &Tu, const Coroutine &C, const Place &At)
    : Tu(Tu), C(C), At(At) {
  if (C.Task && C.Task.Type->AffinityArg) {
    QualType Type = C.Function->getReturnType();
    unsigned Index = *C.Task.Type->AffinityArg;
    QualType Affinity = writtenArgument(Type, Index);
    // The canonical type compiles in most places, but nobody would write it.
    if (Affinity.isNull())
      Affinity = templateArgument(Type, Index);
    if (!Affinity.isNull())
      Holes["affinity"] = Affinity.getAsString(Tu.ast().getPrintingPolicy());
  }
}

void Filler::set(StringRef Hole, std::string Text) {
  Holes[Hole.str()] = std::move(Text);
}

std::string Filler::name(StringRef Qualified) const {
  return spell(Qualified, At, Tu.ast());
}

void Filler::need(const HeaderNeeds &More) {
  auto Add = [](std::vector<std::string> &To,
                const std::vector<std::string> &From) {
    for (const std::string &Header : From)
      if (!llvm::is_contained(To, Header))
        To.push_back(Header);
  };
  Add(Needs.Direct, More.Direct);
  Add(Needs.Reachable, More.Reachable);
  Add(Needs.Runtime, More.Runtime);
}

bool Filler::hasDefaultAffinity() const {
  if (!C.Task)
    return true;
  const TaskType &Type = *C.Task.Type;
  if (!Type.AffinityArg)
    return true;
  return className(templateArgument(C.Function->getReturnType(),
                                    *Type.AffinityArg)) == Type.DefaultAffinity;
}

Expected<std::string>
Filler::alternative(StringRef Hole, llvm::ArrayRef<Alternative> Alternatives) {
  bool Default = hasDefaultAffinity();
  for (const Alternative &A : Alternatives)
    if (Tu.fits(*C.home(), A.Versions) &&
        A.DefaultAffinity.value_or(Default) == Default) {
      need(A.Headers);
      return fill(A.To);
    }
  return no(llvm::Twine("the profile of ") + C.home()->Display + " has no " +
            Hole + " for version " + llvm::Twine(Tu.version(*C.home())));
}

Expected<std::string> Filler::hole(StringRef Name) {
  if (auto It = Holes.find(Name.str()); It != Holes.end())
    return It->second;
  if (!C.home())
    return no("this function belongs to no framework that could fill {" + Name +
              "}");
  if (Name == "executor")
    return alternative(Name, C.home()->Executor);
  if (Name == "token")
    return alternative(Name, C.home()->Token);
  if (Name.consume_front("object:"))
    return object(Name);
  if (Name == "param" && C.StackParam) {
    if (!C.StackParam->getIdentifier())
      return no("the parameter by which this coroutine waits has no name");
    return C.StackParam->getNameAsString();
  }
  return no("nothing is known to fill {" + Name + "}");
}

Expected<std::string> Filler::object(StringRef Name) {
  std::string What;
  for (const ScopeObject &Wanted : C.home()->Objects) {
    if (Wanted.Name != Name)
      continue;
    if (auto Found = objectInScope(Wanted, At, Tu.sources())) {
      set("self", Found->Self);
      set("access", Found->Access);
      return fill(Wanted.To);
    }
    if (What.empty())
      What = Wanted.What;
  }
  if (What.empty())
    return no("the profile of " + C.home()->Display + " has no object '" +
              Name + "'");
  return no(What + " is needed for it, and none is in scope as a local, a "
                   "parameter or a member: pass one to this function");
}

Expected<std::string> Filler::fill(StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    size_t Open = Text.find('{');
    // An empty pair is an initialiser, and a brace before a blank a block.
    while (Open != StringRef::npos && (Text.substr(Open).starts_with("{}") ||
                                       Text.substr(Open).starts_with("{ ")))
      Open = Text.find('{', Open + 2);
    Out += spellAll(Text.take_front(Open), At, Tu.ast());
    if (Open == StringRef::npos)
      break;
    size_t Close = Text.find('}', Open);
    Expected<std::string> Filled = hole(Text.slice(Open + 1, Close));
    if (!Filled)
      return Filled;
    Out += *Filled;
    Text = Text.drop_front(Close + 1);
  }
  StringRef Task = Out, Wait;
  if (C.home())
    Wait = C.home()->Stackful.Wait;
  if (!C.isCoroutine() && !Wait.empty() && Task.consume_front("co_await ")) {
    auto [Before, After] = Wait.split("{task}");
    return (Before + Task + After).str();
  }
  return Out;
}

std::string durationText(StringRef Amount, const Filler &Fill) {
  StringRef Number = Amount.take_while(llvm::isDigit);
  StringRef Unit =
      llvm::StringSwitch<StringRef>(Amount.drop_front(Number.size()))
          .Case("ms", "std::chrono::milliseconds")
          .Case("min", "std::chrono::minutes")
          .Case("h", "std::chrono::hours")
          .Default("std::chrono::seconds");
  return Fill.name(Unit) + "(" + Number.str() + ")";
}

} // namespace asyncmend
