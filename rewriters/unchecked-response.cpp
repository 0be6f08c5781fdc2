//===- unchecked-response.cpp - Bodies of responses nobody looked at ------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a local of a response class that a call fills (its initialiser, or
// one that reads into it), and a member that reads its body, with a path from
// the one to the other on which nothing looks at its status and nobody else is
// given the response; such a member of a call's or an await's own result; a
// call of a C function whose result is thrown away.
//
// Refused: reads that are no statement of a block, C functions.
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/edit-builder.h"
#include "core/escape.h"
#include "core/fill.h"
#include "core/flow.h"
#include "core/ignored-results.h"
#include "core/names.h"
#include "core/outlives.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

/// What an expression does with a response.
enum class Use { None, Filled, Read, Looked };

class UncheckedResponseRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const FunctionBody &F : Tu.functions()) {
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        if (const auto *Local = dyn_cast<DeclStmt>(&S)) {
          for (const Decl *D : Local->decls())
            if (const auto *Var = dyn_cast<VarDecl>(D))
              checkLocal(Tu, Sink, F, *Var);
        } else if (isa<CallExpr, CoroutineSuspendExpr>(S) &&
                   cast<Expr>(S).isPRValue()) {
          checkTemporary(Tu, Sink, F, cast<Expr>(S), Around);
        }
      });
      for (const IgnoredResult &I : ignoredResults(Tu, F))
        Sink.report(F, I.Call->getSourceRange(),
                    "nobody looks at the result of '" + I.Kind->Function +
                        "', so what it received may be no answer at all",
                    no(I.Kind->Advice));
    }
  }

private:
  /// Of the mention `Ref`, and at which statement it takes effect.
  static std::pair<Use, const Stmt *>
  useOf(const CheckedResponse &Kind, const Expr &Ref, const Ancestors &Around) {
    const Stmt *Parent = Around.parent();
    std::string Member;
    if (const auto *Access = dyn_cast_or_null<MemberExpr>(Parent))
      Member = Access->getMemberDecl()->getNameAsString();
    else if (const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(Parent))
      Member = Op->getDirectCallee() ? Op->getDirectCallee()->getNameAsString()
                                     : std::string();
    else if (const auto *Call = dyn_cast_or_null<CallExpr>(Parent)) {
      const FunctionDecl *F = calleeOf(*Call);
      bool Fills = F && Kind.Fills.contains(qualifiedName(*F));
      return {Fills ? Use::Filled : Use::Looked, Fills ? Call : Parent};
    }
    if (llvm::is_contained(Kind.Payload, Member))
      return {Use::Read, Parent};
    bool Looks = Member.empty() || llvm::is_contained(Kind.Checks, Member);
    return {Looks ? Use::Looked : Use::None, Parent};
  }

  /// `fetch().body()`
  static void checkTemporary(const TuModel &Tu, FindingSink &Sink,
                             const FunctionBody &F, const Expr &E,
                             const Ancestors &Around) {
    size_t I = Around.all().size();
    while (I > 0 && isTransparent(*Around.all()[I - 1]))
      --I;
    const CheckedResponse *Kind = responseKind(Tu, E.getType());
    if (Kind && useOf(*Kind, E, Around.before(I)).first == Use::Read)
      Sink.report(F, E.getSourceRange(),
                  "nobody can have looked at the status of this response",
                  no("keep it in a local and look at its status first"));
  }

  static void checkLocal(const TuModel &Tu, FindingSink &Sink,
                         const FunctionBody &F, const VarDecl &Var) {
    const CheckedResponse *Kind = responseKind(Tu, Var.getType());
    if (!Kind || !isOwnLocal(F, Var))
      return;
    const Expr *Init =
        Var.getInit() ? &ignoreTransparent(*Var.getInit()) : nullptr;
    bool FromCall = Init && isa<CallExpr, CoroutineSuspendExpr>(Init);
    llvm::DenseMap<const Stmt *, Use> At;
    llvm::SmallVector<std::pair<const Stmt *, std::vector<const Stmt *>>> Reads;
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      if (FromCall && &S == Init)
        At[&S] = Use::Filled;
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      if (!Ref || Ref->getDecl() != &Var)
        return;
      auto [How, Where] = useOf(*Kind, *Ref, Around);
      if (How == Use::Read)
        Reads.push_back({&S, Around.all().vec()});
      else if (How == Use::Filled || How == Use::Looked)
        At[How == Use::Filled ? Where : &S] = How;
    });
    std::optional<Flow> Paths = Reads.empty() ? std::nullopt : Flow::of(Tu, F);
    if (!Paths)
      return;
    FlowFacts Facts = Paths->follow(
        1,
        [&](const Stmt &S) -> Flow::Effect {
          switch (At.lookup(&S)) {
          case Use::Filled:
            return {{0}, {}};
          case Use::Looked:
            return {{}, {0}};
          default:
            return {};
          }
        },
        [](const Expr &, bool) { return SmallVector<unsigned, 1>(); });
    for (const auto &[Read, Stack] : Reads)
      if (Facts.holdsAt(*Read, 0))
        return Sink.report(
            F, Read->getSourceRange(),
            "the body of '" + Var.getNameAsString() +
                "' is used on a path on which nobody looked at its status",
            fix(Tu, F, *Kind, Var, Ancestors(Stack)));
  }

  static bool isDeclaredIn(const Stmt &Root, const VarDecl &Var) {
    bool Found = false;
    walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
      const auto *Local = dyn_cast<DeclStmt>(&S);
      Found |= Local && llvm::is_contained(Local->decls(), &Var);
    });
    return Found;
  }

  static Expected<Fix> fix(const TuModel &Tu, const FunctionBody &F,
                           const CheckedResponse &Kind, const VarDecl &Var,
                           const Ancestors &Around) {
    const Stmt *Anchor = nullptr;
    ArrayRef<const Stmt *> Stack = Around.all();
    for (size_t I = 0; I + 1 < Stack.size(); ++I)
      if (isa<CompoundStmt>(Stack[I]))
        Anchor = Stack[I + 1];
    if (Kind.To.empty() || !Anchor)
      return no("look at its status before, and decide what an error means "
                "here");
    if (!isa<DeclStmt>(Anchor) && isDeclaredIn(*Anchor, Var))
      return no(
          "it is declared in the head of this statement: declare it above "
          "and look at its status there");
    if (isa<SwitchCase, LabelStmt>(Anchor))
      return no("it stands behind a label, above which no path comes by: look "
                "at its status below");
    Place At{F.Function, Anchor->getBeginLoc(), Around};
    Filler Fill(Tu, F, At);
    Fill.set("obj", Var.getNameAsString());
    Fill.need(Kind.Headers);
    Expected<std::string> Text = Fill.fill(Kind.To);
    if (!Text)
      return Text.takeError();
    std::string Lines = *Text, Step = indentStep(Tu, Anchor->getBeginLoc());
    if (size_t Break = Lines.find("\n    "); Break != std::string::npos)
      Lines.replace(Break + 1, 4, Step);
    EditBuilder Edits(Tu);
    Edits.insertAbove(*Anchor, Lines + "\n")
        .include(Anchor->getBeginLoc(), Fill.needs(), {});
    return std::move(Edits).done(Safety::Unsafe, "refuse a bad response");
  }
};

ASYNCMEND_RULE(UncheckedResponseRewriter, "unchecked-response", Severity::Info,
               /*OnByDefault=*/false,
               "the body of a response whose status nobody looked at",
               /*FixesAnywhere=*/true);

} // namespace
