//===- client-edits.cpp - Writing the moves of clients --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/client-hoist.h"
#include "core/client-uses.h"
#include "core/spelling.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asyncmend {

/// `if (!h) return 1;`: behind it there is a handle.
static bool leavesWithoutHandle(const Stmt &S, const VarDecl &Var,
                                ASTContext &Context) {
  const auto *If = dyn_cast<IfStmt>(&S);
  return If && !If->getElse() && !If->getInit() &&
         !If->getConditionVariable() &&
         nullTest(*If->getCond(), Var, Context) == -1 &&
         alwaysLeaves(*If->getThen());
}

/// The block of `if (h) { … }` whose brace ends its line; null where there is
/// no such thing.
static const CompoundStmt *blockWithHandle(const Stmt &S, const VarDecl &Var,
                                           ASTContext &Context) {
  const auto *If = dyn_cast<IfStmt>(&S);
  if (!If || If->getInit() || If->getConditionVariable() ||
      nullTest(*If->getCond(), Var, Context) != 1)
    return nullptr;
  const auto *Block = dyn_cast<CompoundStmt>(If->getThen());
  return Block && !Block->body_empty() ? Block : nullptr;
}

/// Does the reset stand where the declaration stood?
bool ClientHoister::replacesInPlace(const ClientPlan &Plan) const {
  if (Plan.Site.Kind->Reset.empty())
    return false;
  const auto &Block = *cast<CompoundStmt>(Plan.Place->Stack.back());
  bool Behind = false;
  for (const Stmt *S : Block.body()) {
    if (Behind && names(*S, *Plan.Var))
      return !leavesWithoutHandle(*S, *Plan.Var, Tu.ast()) &&
             !blockWithHandle(*S, *Plan.Var, Tu.ast());
    Behind |= S == Plan.Place->Declaration;
  }
  return true;
}

/// Where a handle may be null, the reset goes behind the code's own test for
/// that, or gets one.
void ClientHoister::reset(EditBuilder &Edits, const ClientPlan &Plan) {
  std::string Object = Plan.NewName;
  if (Plan.Site.How == Held::ByPointer)
    Object += ".get()";
  std::string Call = Plan.Site.Kind->Reset;
  for (size_t At = Call.find("{obj}"); At != std::string::npos;
       At = Call.find("{obj}", At + Object.size()))
    Call.replace(At, 5, Object);
  Call += ";\n";
  const auto &Block = *cast<CompoundStmt>(Plan.Place->Stack.back());
  const Stmt &Declaration = *Plan.Place->Declaration;
  bool Behind = false;
  for (const Stmt *S : Block.body()) {
    Behind |= S == &Declaration;
    if (!Behind || S == &Declaration || !names(*S, *Plan.Var))
      continue;
    if (leavesWithoutHandle(*S, *Plan.Var, Tu.ast())) {
      Edits.insertBelow(*S, Call);
      return;
    }
    if (const auto *Then = blockWithHandle(*S, *Plan.Var, Tu.ast())) {
      Edits.insertAtStart(*Then, Call);
      return;
    }
    break;
  }
  std::string Step = indentStep(Tu, Declaration.getBeginLoc());
  Edits.insertBelow(Declaration, "if (" + Plan.NewName + ")\n" + Step + Call);
}

/// One release behind the loop where that is reached; else a guard, which also
/// serves the ways out of the loop (an exception, where it never ends) and the
/// end of a suspended coroutine.
void ClientHoister::release(EditBuilder &Edits, const ClientPlan &Plan) {
  if (Plan.Site.How == Held::ByPointer && Plan.EndsBelow)
    Edits.insertBelow(*Plan.To.Loop, Plan.NewName + ".reset();\n");
  if (!Plan.Releases.Function)
    return;
  takeAway(Edits, Tu, Plan.Releases.Statements);
  const Client &Kind = *Plan.Site.Kind;
  if (Plan.Releases.LeavesEarly || F.isCoroutine() ||
      neverEnds(*Plan.To.Loop, Tu.ast()))
    return guard(Edits, Plan);
  // The last one may have a comment.
  const Stmt &Last = *Plan.Releases.Statements.back();
  std::string Call = Kind.Release + "(" + Plan.NewName + ");\n";
  if (isa<Expr>(Last))
    Call = movedText(Tu, Last, {{Plan.Var, Plan.NewName}}).value_or(Call);
  std::string Step = indentStep(Tu, Plan.Place->Declaration->getBeginLoc());
  Edits.insertBelow(*Plan.To.Loop,
                    Kind.ReleaseTakesNull
                        ? Call
                        : "if (" + Plan.NewName + ")\n" + Step + Call);
}

void ClientHoister::guard(EditBuilder &Edits, const ClientPlan &Plan) {
  const FunctionDecl *Function = Plan.Releases.Function;
  const PrintingPolicy &Policy = Tu.ast().getPrintingPolicy();
  QualType Handle = Function->getParamDecl(0)->getType();
  QualType Pointee = Handle->getPointeeType();
  if (Pointee.isNull())
    return void(Edits.refuse("the parameter of '" + Plan.Site.Kind->Release +
                             "' is no pointer"));
  bool Camel =
      llvm::any_of(Plan.NewName, [](char C) { return llvm::isUpper(C); });
  std::string Guard = Fresh.fresh(Plan.NewName + (Camel ? "Guard" : "_guard"));
  Place At{F.Function, Plan.To.Loop->getBeginLoc(), Ancestors(Plan.To.Stack)};
  Edits.insertAbove(*Plan.To.Loop,
                    (Plan.EndsBelow ? "" : "const ") +
                        spell("std::unique_ptr", At, Tu.ast()) + "<" +
                        Pointee.getAsString(Policy) + ", " +
                        Function->getReturnType().getAsString(Policy) +
                        " (*)(" + Handle.getAsString(Policy) + ")> " + Guard +
                        "(" + Plan.NewName + ", &" + Plan.Site.Kind->Release +
                        ");\n");
  if (Plan.EndsBelow)
    Edits.insertBelow(*Plan.To.Loop, Guard + ".reset();\n");
  Edits.include(Plan.To.Loop->getBeginLoc(), {{"memory"}, {}, {}}, {});
}

/// `T h;` and `h = value;` as one statement, where both are plain lines.
static std::string withValue(const std::string &Empty, const std::string &Value,
                             StringRef Name) {
  StringRef Declaration =
      StringRef(Empty).take_until([](char C) { return C == '=' || C == ';'; });
  StringRef Rest = Value;
  bool Plain =
      StringRef(Empty).ends_with(";\n") && !StringRef(Empty).contains("//") &&
      !StringRef(Empty).contains("/*") && StringRef(Empty).count('\n') == 1 &&
      Rest.consume_front(Name) && Rest.ltrim().starts_with("=");
  return Plain ? (Declaration.rtrim() + " " + Rest.ltrim()).str()
               : Empty + Value;
}

/// What fixes that come with this one take away, too.
std::vector<const Stmt *> ClientHoister::gone(const ClientPlan &Plan) const {
  std::vector<const Stmt *> Statements;
  for (const auto &[Var, Other] : Plans)
    if (&Other != &Plan && Other.Site && !Other.Silent && Other.Why.empty() &&
        Other.Level <= Plan.Level && !replacesInPlace(Other))
      llvm::append_range(Statements, Other.Moved);
  return Statements;
}

void ClientHoister::move(EditBuilder &Edits, const ClientPlan &Plan) {
  for (const ClientPlan *Other : Plan.BuiltFrom)
    move(Edits, *Other);
  Renames Names = {{Plan.Var, Plan.NewName}};
  for (const ClientPlan *Other : Plan.BuiltFrom)
    Names[Other->Var] = Other->NewName;
  std::string Empty; // What waits for its value.
  // What several clients need moves once: all write the same edits.
  for (const Stmt *S : Plan.Moved) {
    auto Text = movedText(Tu, *S, Names);
    if (!Text)
      return void(Edits.refuse("the text of what moves cannot be had in one "
                               "piece"));
    if (S == Plan.Empty)
      Empty = std::move(*Text);
    else
      Edits.insertAbove(
          *Plan.To.Loop,
          S == Plan.Place->Declaration ? withValue(Empty, *Text, Plan.NewName)
          : isa<Expr>(S) && hasBlankLineAbove(Tu, *S) ? "\n" + *Text
                                                      : *Text);
  }
  takeAway(Edits, Tu, Plan.Moved, /*Tidy=*/!replacesInPlace(Plan), gone(Plan));
  if (Plan.isRenamed()) {
    std::vector<const Stmt *> Gone = Plan.Moved;
    llvm::append_range(Gone, Plan.Releases.Statements);
    rename(Edits, Tu, *Plan.Place->Stack.back(), {{Plan.Var, Plan.NewName}},
           Gone);
  }
  if (!Plan.Site.Kind->Reset.empty())
    reset(Edits, Plan);
  release(Edits, Plan);
}

llvm::Expected<Fix> ClientHoister::fix(const ClientPlan &Plan) {
  EditBuilder Edits(Tu);
  if (!Plan.Why.empty())
    Edits.refuse(Plan.Why);
  else
    move(Edits, Plan);
  return std::move(Edits).done(Plan.Level,
                               "build '" + Plan.NewName + "' before the loop");
}

} // namespace asyncmend
