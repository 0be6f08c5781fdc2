//===- bounded-loop.cpp - Making a loop of spawns a bounded one -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/bounded-loop.h"
#include "core/await-site.h"
#include "core/closures.h"
#include "core/flow.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/shared-state.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::Expected;
using llvm::Twine;

namespace asyncmend {

bool hasComment(StringRef Code, const LangOptions &Language) {
  std::string Text = Code.str();
  Lexer Raw(SourceLocation(), Language, Text.data(), Text.data(),
            Text.data() + Text.size());
  Raw.SetCommentRetentionState(true);
  for (Token T;;) {
    Raw.LexFromRawLexer(T);
    if (T.is(tok::comment))
      return true;
    if (T.is(tok::eof))
      return false;
  }
}

std::string freshName(const Stmt &Function, StringRef Wanted,
                      const llvm::StringSet<> &Taken) {
  llvm::StringSet<> Used;
  walkDeep(Function, [&](const Stmt &S, const Ancestors &) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S);
        Ref && !Ref->hasQualifier())
      Used.insert(Ref->getDecl()->getNameAsString());
    if (const auto *Member = dyn_cast<MemberExpr>(&S))
      Used.insert(Member->getMemberDecl()->getNameAsString());
    if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
      for (const Decl *D : Declaration->decls())
        if (const auto *Named = dyn_cast<NamedDecl>(D))
          Used.insert(Named->getNameAsString());
  });
  std::string Name = Wanted.str();
  for (unsigned I = 2; Used.contains(Name) || Taken.contains(Name); ++I)
    Name = (Wanted + Twine(I)).str();
  return Name;
}

std::string limitLine(const TuModel &Tu, StringRef Name) {
  return "constexpr std::size_t " + Name.str() + " = " +
         std::to_string(Tu.settings().FanOutLimit) + ";\n";
}

const Stmt *lineAbove(const Stmt &S, const Ancestors &Around) {
  const Stmt *Anchor = &S;
  for (const Stmt *Outer : llvm::reverse(Around.all())) {
    if (isa<CompoundStmt>(Outer))
      return Anchor;
    if (!isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, IfStmt, Expr,
             DeclStmt, CoreturnStmt>(Outer))
      return nullptr;
    Anchor = Outer;
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// What stands behind the loop
//===----------------------------------------------------------------------===//

/// Everything that runs after the loop: what follows it in the blocks around
/// it, and all of each loop that it is a part of.
static void visitFollowing(const Stmt &Loop, const Ancestors &Around,
                           llvm::function_ref<void(const Stmt &)> Visit) {
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;) {
    const Stmt *Child = I + 1 < Stack.size() ? Stack[I + 1] : &Loop;
    if (const auto *Block = dyn_cast<CompoundStmt>(Stack[I])) {
      const auto *At = llvm::find(Block->body(), Child);
      for (const Stmt *Next : llvm::make_range(At + 1, Block->body_end()))
        Visit(*Next);
    } else if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Stack[I])) {
      Visit(*Stack[I]);
    }
  }
}

bool mustGoOn(const TuModel &Tu, const FanOutLoop &Site) {
  bool Found = false;
  visitFollowing(*Site.L.S, Site.AroundLoop, [&](const Stmt &Next) {
    Found |= suspends(Tu, Next);
    walkSpelled(Next, [&](const Stmt &S, const Ancestors &Around) {
      Found |= &S != Site.S.E && spawnAt(Tu, S, Around).has_value();
    });
    visitNames(Next, /*IntoLambdas=*/false, [&](StringRef Name, QualType) {
      Found |= Name == "run" || Name == "run_one" || Name == "poll";
    });
  });
  return Found;
}

bool runsAfter(const TuModel &Tu, const FanOutLoop &Site) {
  bool Found = false;
  visitFollowing(*Site.L.S, Site.AroundLoop, [&](const Stmt &Next) {
    walkSpelled(Next, [&](const Stmt &S, const Ancestors &) {
      const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
      const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
      Found |=
          Method && Site.S.Home->FanOut.Runs.contains(qualifiedName(*Method));
    });
  });
  return Found;
}

//===----------------------------------------------------------------------===//
// Refusals
//===----------------------------------------------------------------------===//

static std::string whyNotShape(const Loop &L) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(L.S);
      Range && Range->getInit())
    return "the loop has an init-statement: write it in front of the loop";
  switch (L.Kind) {
  case LoopKind::Range:
  case LoopKind::Counter:
    return {};
  case LoopKind::Iterator:
    return "a loop over iterators has no range that could be handed on: write "
           "it as a range-based for";
  case LoopKind::Condition:
    return "the loop runs over no range, so nothing can be handed to a bounded "
           "loop: collect the items first, or acquire a permit (a channel "
           "with room for the limit) before each spawn";
  case LoopKind::Endless:
    return "the loop has no end: acquire a permit (a channel with room for the "
           "limit) before each spawn, and give it back when the task ends";
  }
  return {};
}

const Stmt *jumpTarget(const Stmt &Jump, const Ancestors &Around,
                       const Loop &L) {
  for (const Stmt *S : llvm::reverse(Around.all()))
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S) ||
        (isa<SwitchStmt>(S) && isa<BreakStmt>(Jump)))
      return S;
  return L.S;
}

static std::string whyNotBody(const TuModel &Tu, const FanOutLoop &Site) {
  std::string Why;
  auto Say = [&](const char *Reason) {
    if (Why.empty())
      Why = Reason;
  };
  walkSpelled(*Site.L.Body, [&](const Stmt &S, const Ancestors &Around) {
    if (isa<BreakStmt>(S) && jumpTarget(S, Around, Site.L) == Site.L.S)
      Say("the loop can be left early by 'break', and turns that overlap "
          "cannot be left together");
    else if (isa<ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(S))
      Say("the loop can be left early by a return, a throw or a goto, and "
          "turns that overlap cannot be left together");
    else if (isa<CoyieldExpr>(S))
      Say("the loop yields values");
    else if (isSuspension(Tu, S) &&
             !llvm::is_contained(Around.all(), Site.S.Executor))
      Say("the loop awaits something in each turn, one turn after the other, "
          "and the turns of a bounded loop overlap: move that into the task");
    else if (&S != Site.S.E && spawnAt(Tu, S, Around))
      Say("the loop starts more than one task in a turn: make one task of "
          "them, which is then spawned");
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(&S);
        Member && Member->hasExplicitTemplateArgs())
      Say("in a lambda it would need 'template' in front of a member");
    if (const auto *Member = dyn_cast<MemberExpr>(&S);
        Member && Member->hasExplicitTemplateArgs() && Site.L.Item &&
        Site.L.Item->getType()->getContainedDeducedType())
      Say("a member template is called on what the loop variable stands for: "
          "write the variable's type instead of 'auto' first");
  });
  return Why;
}

/// A handler that only throws on says what the bounded loop does by itself.
static bool onlyRethrows(const TuModel &Tu, const Expr &Token) {
  auto Text = Tu.text(Token.getSourceRange());
  if (!Text || !isa<LambdaExpr>(ignoreTransparent(Token)))
    return false;
  std::string Dense;
  for (char C : *Text)
    if (!isspace(C))
      Dense += C;
  StringRef D = Dense;
  if (!D.consume_front("[](") || !D.contains("exception_ptr") ||
      !D.contains("){"))
    return false;
  D = D.substr(D.find("){") + 2);
  if (!D.consume_front("if("))
    return false;
  StringRef Name = D.take_until([](char C) { return C == ')'; });
  return D == (Name + ")std::rethrow_exception(" + Name + ");}").str() ||
         D == (Name + "){std::rethrow_exception(" + Name + ");}}").str();
}

static std::string whyNotSpawn(const TuModel &Tu, const FanOutLoop &Site) {
  const Spawn &S = Site.S;
  if (!S.How || !S.Home)
    return {};
  if (!S.How->NoFix.empty())
    return S.How->NoFix;
  if (!S.Executor || S.Home->FanOut.Bounded.empty())
    return "the profile of " + S.Home->Display +
           " has no bounded loop: acquire a permit of a semaphore before each "
           "spawn, and give it back when the task ends";
  if (S.Kind == TokenKind::Future)
    return "its results are asked for later: await a bounded loop that returns "
           "them, or acquire a permit before each spawn";
  if (S.Kind == TokenKind::Handler && !onlyRethrows(Tu, *S.Token))
    return "a completion handler looks at the end of each task: move what it "
           "does into the task, so that the task can be awaited";
  if (!isFullStatement(*S.E, Site.AroundSpawn))
    return "the result of the spawn is used";
  return {};
}

std::string whyNotBounded(const TuModel &Tu, const FanOutLoop &Site) {
  const FunctionBody &F = Site.F;
  if (std::string Why = whyNotShape(Site.L); !Why.empty())
    return Why;
  if (std::string Why = whyNotSpawn(Tu, Site); !Why.empty())
    return Why;
  if (Site.S.Home->FanOut.Bounded.empty())
    return "the profile of " + Site.S.Home->Display + " has no bounded loop";
  if (F.isCoroutine() && F.framework() != Site.S.Home)
    return "the task belongs to " + Site.S.Home->Display +
           ", which this coroutine does not";
  if (F.isCoroutine() && !F.Task.Type->NoFix.empty())
    return F.Task.Type->NoFix;
  if (std::string Why = whyNotBody(Tu, Site); !Why.empty())
    return Why;
  if (std::string Name = changedFromOutside(Site.L, Tu.sources());
      !Name.empty())
    return "the loop changes '" + Name +
           "', which all turns share, and the turns of a bounded loop overlap";
  if (!lineAbove(*Site.L.S, Site.AroundLoop))
    return "there is no room for a declaration in front of the loop: put it "
           "into braces first";
  for (const Expr *E : {Site.L.Range, Site.L.First, Site.L.Bound})
    if (E && F.isCoroutine())
      if (std::string Why = whyNoAwaitAround(*E); !Why.empty())
        return Why;
  if (F.isCoroutine())
    return whyNoAwait(Tu, *Site.S.E, Site.AroundSpawn);
  return {};
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

/// Why a group that is started with a token cannot be bounded.
static std::string whyNotStarted(const FunctionBody &F, const Group &G,
                                 const Ancestors &Around) {
  const auto *Await = dyn_cast_or_null<CoroutineSuspendExpr>(Around.parent());
  if (!F.isCoroutine() || F.framework() != G.Home || !Await)
    return "it is not awaited where it is started";
  if (!G.WaitsForAll)
    return "its end does not wait for all operations, and some would never be "
           "started";
  auto Token = G.Home->FanOut.Tokens.find(className(G.Token->getType()));
  if (Token == G.Home->FanOut.Tokens.end() || Token->second != TokenKind::Lazy)
    return "its completion token does more than await it";
  return {};
}

static std::string whyNotGroup(const FunctionBody &F, const Group &G,
                               const Ancestors &Around) {
  if (!G.How->NoFix.empty())
    return G.How->NoFix;
  if (G.Token)
    if (std::string Why = whyNotStarted(F, G, Around); !Why.empty())
      return Why;
  if (G.Function && !waitsInStatement(Around))
    return "it is not awaited here, and the bounded form looks at the range "
           "as long as it runs: the range might be gone by then";
  return {};
}

Expected<Fix> boundGroup(const TuModel &Tu, const FunctionBody &F,
                         const Group &G, const Ancestors &Around,
                         const std::string &Limit) {
  if (std::string Why = whyNotGroup(F, G, Around); !Why.empty())
    return no(Why);
  const Stmt *Statement = lineAbove(*G.Whole, Around);
  if (!Statement)
    return no("there is no room for a declaration in front of it");
  auto Container =
      Tu.text({G.Container->getBeginLoc(),
               G.Last ? G.Last->getEndLoc() : G.Container->getEndLoc()});
  auto Function =
      G.Function ? Tu.text(G.Function->getSourceRange()) : std::nullopt;
  if (!Container || (G.Function && !Function))
    return no("its source text cannot be had in one piece");
  Place At{F.Function, G.Whole->getBeginLoc(), Around};
  Filler Fill(Tu, F, At);
  Fill.set("range", Container->str());
  Fill.set("limit", Limit);
  if (Function)
    Fill.set("fn", Function->str());
  Fill.need(G.How->Headers);
  Expected<std::string> Text = Fill.fill(G.How->To);
  if (!Text)
    return Text.takeError();
  EditBuilder Edits(Tu);
  Edits.replace(G.Whole->getSourceRange(), *Text)
      .insertAbove(*Statement, limitLine(Tu, Limit))
      .include(G.Whole->getBeginLoc(), Fill.needs(), G.Home->UmbrellaHeaders);
  return std::move(Edits).done(Safety::Unsafe,
                               "run a limited number at a time");
}

} // namespace asyncmend
