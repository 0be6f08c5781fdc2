//===- client-temporary.cpp - Clients without a name ----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a CXXTemporaryObjectExpr (several arguments) or the constructor call
// below a CXXFunctionalCastExpr (one argument), as the object of a member call.
//
//===----------------------------------------------------------------------===//

#include "core/client-temporary.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

ClientTemporary temporaryAt(const TuModel &Tu, const Stmt &S,
                            const Ancestors &Around) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  if (!Call || !Call->getMethodDecl())
    return {};
  const Expr &Object = ignoreTransparent(*Call->getImplicitObjectArgument());
  if (!isa<CXXTemporaryObjectExpr, CXXFunctionalCastExpr>(Object))
    return {};
  const Client *Kind =
      Tu.profiles().clients().type(className(Object.getType()));
  if (!Kind || isOrdinary(*Kind) || Kind->Connects ||
      loopsAround(Around, S, Tu.ast()).empty())
    return {};
  return {Kind, &Object, Call, Around.all().vec(), false};
}

/// `tcp::resolver` and `(ex)` of `tcp::resolver(ex)`.
static std::optional<std::pair<std::string, std::string>>
typeAndArguments(const TuModel &Tu, const Expr &Object) {
  SourceLocation Open, Close;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&Object)) {
    Open = Cast->getLParenLoc();
    Close = Cast->getRParenLoc();
    if (Open.isInvalid()) { // `T{x}`
      Open = Cast->getSubExpr()->getBeginLoc();
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(
              &ignoreTransparent(*Cast->getSubExpr())))
        Open = Construct->getParenOrBraceRange().getBegin();
      Close = Cast->getEndLoc();
    }
  } else {
    SourceRange Range =
        cast<CXXTemporaryObjectExpr>(Object).getParenOrBraceRange();
    Open = Range.getBegin();
    Close = Range.getEnd();
  }
  auto Arguments = Tu.text(SourceRange(Open, Close));
  if (!Arguments || Open.isMacroID() || Object.getBeginLoc().isMacroID())
    return std::nullopt;
  StringRef Type = Lexer::getSourceText(
      CharSourceRange::getCharRange(Object.getBeginLoc(), Open), Tu.sources(),
      Tu.language());
  if (Type.trim().empty() || Arguments->contains('\n'))
    return std::nullopt;
  return std::pair(Type.trim().str(), Arguments->str());
}

namespace {

/// The outermost loop that a temporary can leave.
struct Way {
  HoistTarget To;
  llvm::SmallVector<const VarDecl *> Needs;
  Safety Level = Safety::Safe;
  std::string Why; ///< Why it cannot leave even the innermost one.
};

Way wayOut(const TuModel &Tu, const FunctionBody &F, const Locals &Known,
           ClientTemporary &Temporary) {
  Way Out;
  Ancestors Around(Temporary.Stack);
  for (const LoopPlace &Loop : loopsAround(Around, *Temporary.Call, Tu.ast())) {
    HoistTarget Next =
        targetAbove(Tu, F, *Loop.Loop, Around.before(Loop.Index));
    Invariance Reads(Tu, F, Known, *Loop.Loop);
    Reads.read(*Temporary.Object);
    Temporary.OfPeer |= !Out.To.Loop && Reads.isOfPeer();
    std::string Why = !Reads.why().empty() ? Reads.why() : Next.Why;
    for (const VarDecl *Needed : Reads.needs())
      if (Why.empty() && clientOf(Tu, *Needed))
        Why = ("it is built from '" + Needed->getName() + "'").str();
    if (Why.empty())
      Why = whyBound(Tu, Next, *Temporary.Object, Around);
    if (!Out.To.Loop)
      Out.Why = Why;
    if (!Reads.why().empty())
      break;
    if (!Why.empty())
      continue;
    Out.To = Next;
    Out.Needs.assign(Reads.needs().begin(), Reads.needs().end());
    Out.Level = Reads.isWeak() ? Safety::Unsafe : Safety::Safe;
  }
  for (const Stmt *S :
       ArrayRef(Temporary.Stack).drop_front(Out.To.Stack.size()))
    if (isa<IfStmt, SwitchStmt, CXXTryStmt, CXXCatchStmt>(S)) {
      Out.Level = Safety::Unsafe;
      if (!Temporary.Kind->Harmless)
        Out.Why = "it is built in a part of the loop that not every turn runs";
    }
  return Out;
}

void write(EditBuilder &Edits, const TuModel &Tu, const Locals &Known,
           const Way &Out, const Expr &Object, const std::string &Declaration,
           const std::string &Name) {
  std::vector<const Stmt *> Moved;
  for (const VarDecl *Needed : Out.Needs) {
    Moved.push_back(Known.find(Needed)->Declaration);
    auto Lines = movedText(Tu, *Moved.back(), {});
    if (!Lines)
      return void(Edits.refuse("the text of what moves cannot be had in one "
                               "piece"));
    Edits.insertAbove(*Out.To.Loop, *Lines);
  }
  takeAway(Edits, Tu, Moved);
  Edits.insertAbove(*Out.To.Loop, Declaration);
  Edits.replace(Object.getSourceRange(), Name);
}

} // namespace

llvm::Expected<Fix> nameBeforeLoop(const TuModel &Tu, const FunctionBody &F,
                                   const Locals &Known, FreshNames &Fresh,
                                   ClientTemporary &Temporary) {
  EditBuilder Edits(Tu);
  const Client &Kind = *Temporary.Kind;
  const auto *Method = cast<CXXMemberCallExpr>(Temporary.Call)->getMethodDecl();
  auto Text = typeAndArguments(Tu, *Temporary.Object);
  Way Out = wayOut(Tu, F, Known, Temporary);
  std::string Name;
  if (!Kind.NoFix.empty())
    Edits.refuse(Kind.NoFix);
  else if (!Out.Why.empty())
    Edits.refuse(Out.Why);
  else if (!Text)
    Edits.refuse("its text cannot be had in one piece");
  else if (!Method->getIdentifier() ||
           !llvm::is_contained(Kind.Stateless, Method->getName()))
    Edits.refuse("what this call leaves behind in it would be seen by the next "
                 "turn");
  else {
    Name = Fresh.fresh(Kind.Name);
    write(Edits, Tu, Known, Out, *Temporary.Object,
          Text->first + " " + Name + Text->second + ";\n", Name);
  }
  return std::move(Edits).done(Out.Level,
                               "build '" + Name + "' before the loop");
}

} // namespace asyncmend
