//===- bounded-text.cpp - The text of a bounded loop ----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/bounded-writer.h"
#include "core/detached.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/shared-state.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"

using namespace clang;
using llvm::Error;
using llvm::Expected;

namespace asyncmend {

Expected<Frame> LoopWriter::frame(StringRef Template) {
  Fill.set("fn", "\1");
  Expected<std::string> Text = Fill.fill(Template);
  if (!Text)
    return Text.takeError();
  auto [Before, Behind] = StringRef(*Text).split('\1');
  return Frame{Before.str(), Behind.str()};
}

Expected<std::string> LoopWriter::taskType() {
  bool Other = Site.F.isCoroutine() && Site.F.Task.Type->AffinityArg &&
               className(templateArgument(Site.F.Function->getReturnType(),
                                          *Site.F.Task.Type->AffinityArg)) !=
                   Site.F.Task.Type->DefaultAffinity;
  return Fill.fill(Other ? Profile.OtherTask : Profile.Task);
}

/// `co_await this_coro::executor`, or a local that was made of it.
bool LoopWriter::isOwnExecutor(const Expr &E) const {
  // All is spawned on one context, and the loop along with it.
  if (Wait == LoopWait::Context)
    return true;
  auto Awaits = [&](const Expr &Value) {
    bool Own = false, Calls = false;
    walkSpelled(Value, [&](const Stmt &S, const Ancestors &) {
      const auto *Operand = dyn_cast<DeclRefExpr>(&S);
      Own |= Operand && className(Operand->getType()) == Profile.OwnExecutor;
      Calls |= isa<CallExpr>(S);
    });
    return Own && !Calls;
  };
  if (Awaits(E))
    return true;
  const VarDecl *Var = variableOf(E);
  return Var && Var->getInit() && Var->getDeclContext() == Site.F.Function &&
         Awaits(*Var->getInit()) &&
         (Site.F.IsPattern || Var->getType().isConstQualified() ||
          !ExprMutationAnalyzer(Site.F.written(), Tu.ast()).isMutated(Var));
}

bool LoopWriter::losesComment() const {
  return llvm::any_of(Pieces, [&](const Piece &P) {
    return hasComment(code().slice(P.Begin, P.End), Tu.language());
  });
}

/// The code between two offsets with all pieces in it replaced.
std::string LoopWriter::composed(unsigned Begin, unsigned End) const {
  std::string Out;
  for (const Piece &P : Pieces) {
    Out += code().slice(Begin, P.Begin).str() + P.Text;
    Begin = P.End;
  }
  return Out + code().slice(Begin, End).str();
}

/// A name for a local above the loop. Another loop's fix may declare one in the
/// same block, so it has the number that the limit's name has.
std::string LoopWriter::localName(StringRef Wanted) const {
  StringRef Words = StringRef(Limit).rtrim("0123456789");
  StringRef Number = StringRef(Limit).drop_front(Words.size());
  return freshName(Site.F.written(), (Wanted + Number).str(), {});
}

Error LoopWriter::wrapInSpawn(EditBuilder &Edits) {
  const Expr &Executor = *Site.S.Executor;
  std::string Object = textOf(Executor), Captures = "&";
  if (Wait == LoopWait::Nobody) {
    bool Own = isOwnExecutor(Executor);
    auto List = capturesOf(Site.L, *Site.S.Task, Own ? &Executor : nullptr, SM);
    if (!List)
      return List.takeError();
    Captures = *List;
    if (Own && !variableOf(Executor)) {
      std::string Name = localName("executor");
      Above += "auto " + Name + " = " + Object + ";\n";
      Object = Name;
    }
  }
  Fill.set("obj", Object);
  Fill.set("handler", errorHandler(Tu, At, Site.L.S->getBeginLoc(),
                                   /*HasValue=*/false));
  HeaderNeeds Exceptions;
  Exceptions.Reachable = {"exception"};
  Fill.need(Exceptions);
  Expected<Frame> Call = frame(Profile.Spawn);
  if (!Call)
    return Call.takeError();
  Expected<std::string> Task = taskType();
  if (!Task)
    return Task.takeError();
  auto E = extentOf(Tu, *Site.L.S);
  if (!E || !E->OwnLines)
    return no("the loop does not stand on lines of its own");
  unsigned End = std::max(E->Code.end(), Pieces.back().End);
  std::string Inner = Indent + composed(E->Code.Offset, End);
  bool Newline = StringRef(Inner).ends_with("\n");
  auto Body = reindent(StringRef(Inner).rtrim("\n"), Indent, Indent + Step);
  if (!Body)
    return no("the loop holds text over several lines whose indentation must "
              "not change");
  // A profile's text may break its lines; ours here is one block.
  std::string Text = Call->Before + "[" + Captures + "]() -> " + *Task +
                     " {\n" + Indent + Step + StringRef(*Body).ltrim().str() +
                     "\n" + Indent + "}" + Call->Behind + ";" +
                     (Newline ? "\n" : "");
  Edits.replaceBytes(Site.L.S->getBeginLoc(),
                     {E->Code.Path, E->Code.Offset, End - E->Code.Offset},
                     Text);
  return Error::success();
}

/// The local that held the executor for the spawn alone.
void LoopWriter::removeUnusedExecutor(EditBuilder &Edits) const {
  const VarDecl *Var = variableOf(*Site.S.Executor);
  if (!Var || !isOwnExecutor(*Site.S.Executor))
    return;
  unsigned Uses = 0;
  const DeclStmt *Declaration = nullptr;
  walkDeep(Site.F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    Uses += Ref && Ref->getDecl() == Var;
    const auto *D = dyn_cast<DeclStmt>(&S);
    if (D && D->isSingleDecl() && D->getSingleDecl() == Var &&
        isa_and_nonnull<CompoundStmt>(Around.parent()))
      Declaration = D;
  });
  if (Uses == 1 && Declaration)
    Edits.remove(*Declaration);
}

Expected<Fix> LoopWriter::write() {
  EditBuilder Edits(Tu);
  for (SourceRange Range :
       {Site.L.S->getSourceRange(), Site.S.E->getSourceRange()})
    if (std::string Why = Edits.whyNotEditable(Range); !Why.empty())
      return no(Why);
  Fill.need(Profile.Headers);
  if (Error E = writeLoop())
    return E;
  if (Error E = writeSpawn())
    return E;
  if (losesComment())
    return no("a comment stands in what would be replaced: move it above the "
              "loop first");
  writeContinues();
  llvm::sort(Pieces, [](const Piece &A, const Piece &B) {
    return std::pair(A.Begin, A.End) < std::pair(B.Begin, B.End);
  });
  Above += limitLine(Tu, Limit);
  SourceLocation Loc = Site.L.S->getBeginLoc();
  if (Wait == LoopWait::Caller) {
    for (const Piece &P : Pieces)
      Edits.replaceBytes(Loc, {Tu.path(Loc), P.Begin, P.End - P.Begin}, P.Text);
    removeUnusedExecutor(Edits);
  } else if (Error E = wrapInSpawn(Edits)) {
    return E;
  }
  Edits.insertAbove(*lineAbove(*Site.L.S, Site.AroundLoop), Above)
      .include(Loc, Fill.needs(), Site.S.Home->UmbrellaHeaders)
      .include(Loc, Standard, {});
  if (Wait == LoopWait::Caller)
    return std::move(Edits).done(Safety::Unsafe,
                                 "run a limited number at a time");
  return std::move(Edits).done(
      Wait == LoopWait::Nobody ? Safety::Unsafe : Safety::Suggestion,
      "spawn a loop that runs a limited number at a time");
}

Expected<Fix> boundLoop(const TuModel &Tu, const FanOutLoop &Site,
                        LoopWait Wait, const std::string &Limit) {
  return LoopWriter(Tu, Site, Wait, Limit).write();
}

} // namespace asyncmend
