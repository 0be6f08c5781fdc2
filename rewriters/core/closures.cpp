//===- closures.cpp - Closures of coroutine lambdas -----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/closures.h"
#include "core/await-site.h"
#include "core/borrowing.h"
#include "core/edit-builder.h"
#include "core/fill.h"
#include "core/handle-uses.h"
#include "core/hoist.h"
#include "core/mutation.h"
#include "core/naming.h"
#include "core/outlives.h"
#include "core/refusal.h"
#include "core/shared-state.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;
using llvm::Expected;

namespace asyncmend {

Closure closureAt(const Expr &Whole) {
  const Expr *E = &Whole;
  while (isPassThrough(*E)) {
    const auto *Call = dyn_cast<CallExpr>(E);
    const Stmt *Child = Call ? Call->getArg(0) : *E->child_begin();
    if (!Child)
      return {};
    E = cast<Expr>(Child);
  }
  if (const auto *L = dyn_cast<LambdaExpr>(E))
    return {L, nullptr, L};
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->getInit() || Var->getType()->isReferenceType())
    return {};
  const auto *L = dyn_cast<LambdaExpr>(&ignoreTransparent(*Var->getInit()));
  return L ? Closure{L, Var, Ref} : Closure();
}

Closure closureCalled(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (Operator && Operator->getOperator() == OO_Call)
    return closureAt(*Operator->getArg(0));
  // In a template the call of a closure is not resolved yet.
  return isa<CXXMemberCallExpr>(Call) || Operator
             ? Closure()
             : closureAt(*Call.getCallee());
}

std::string nameOf(const LambdaCapture &C) {
  return C.capturesVariable()
             ? "'" + C.getCapturedVar()->getNameAsString() + "'"
             : "'this'";
}

SmallVector<const LambdaCapture *, 2>
usedCaptures(const TuModel &Tu, const LambdaExpr &L, Start Begins) {
  SmallVector<const LambdaCapture *, 2> Used;
  const Stmt *Body = writtenBody(*L.getCallOperator());
  for (const LambdaCapture &C : L.captures()) {
    if (!Body || C.capturesVLAType())
      continue;
    bool Late = runsLater(Tu, *Body, Begins, [&](const Stmt &S) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      return C.capturesVariable() ? Ref && Ref->getDecl() == C.getCapturedVar()
                                  : isa<CXXThisExpr>(S);
    });
    if (Late)
      Used.push_back(&C);
  }
  return Used;
}

SmallVector<const LambdaCapture *, 2>
deadReferences(const TuModel &Tu, const FunctionBody &F,
               ArrayRef<const LambdaCapture *> Captures, const Escape &Task) {
  SmallVector<const LambdaCapture *, 2> Dead;
  for (const LambdaCapture *C : Captures) {
    const auto *Var = C->getCaptureKind() == LCK_ByRef
                          ? dyn_cast<VarDecl>(C->getCapturedVar())
                          : nullptr;
    if (!Var)
      continue;
    // `[&y = x]` refers to what its initialiser denotes.
    if (Var->isInitCapture() && Var->getInit())
      Var = referentOf(Tu, *Var->getInit()).Var;
    else if (Var->getType()->isReferenceType())
      Var = referentOf(Tu, *Var).Var;
    if (Var && diesFirst(Tu, F, *Var, Task))
      Dead.push_back(C);
  }
  return Dead;
}

/// The parentheses behind `Callee`, which end `Call`.
static std::optional<Span> argumentList(const TuModel &Tu, const Expr &Callee,
                                        const CallExpr &Call) {
  Span C = Tu.span(Callee.getSourceRange());
  Span Whole = Tu.span(Call.getSourceRange());
  if (C.Path != Whole.Path || C.end() >= Whole.end())
    return std::nullopt;
  return Span{C.Path, C.end(), Whole.end() - C.end()};
}

static bool hasAwait(const Stmt &Root) {
  bool Found = false;
  walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
    Found |= isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S);
  });
  return Found;
}

/// g++ 12 destroys such a closure twice if co_await stands in the same
/// expression, so the executor is fetched in a statement of its own.
static void fetchExecutorFirst(EditBuilder &Edits, const TuModel &Tu,
                               const FunctionBody &F, const Escape &Task) {
  const Expr &Executor = *Task.By->Executor;
  auto Text = Tu.text(Executor.getSourceRange());
  Ancestors Around = Task.around();
  if (!Text || !hasAwait(Executor) ||
      !isFullStatement(*Task.By->Call, Around) ||
      !isa_and_nonnull<CompoundStmt>(Around.parent())) {
    Edits.refuse("g++ 12 destroys the closure twice when co_await stands in "
                 "the same expression: fetch the executor in a statement "
                 "before");
    return;
  }
  FreshNames Names(Tu, F);
  std::string Name = Names.fresh(inStyleOf(F, "executor"));
  Edits.replace(Executor.getSourceRange(), Name)
      .insertAbove(*Task.By->Call,
                   ("auto " + Name + " = " + *Text + ";\n").str());
}

/// The `()` of a call without arguments, which may be taken away.
static Expected<Span> emptyList(const TuModel &Tu, const EditBuilder &Edits,
                                const CallExpr &Call) {
  if (std::string Why = Edits.whyNotEditable(Call.getSourceRange());
      !Why.empty())
    return no(Why);
  const Expr &Callee =
      isa<CXXOperatorCallExpr>(Call) ? *Call.getArg(0) : *Call.getCallee();
  std::optional<Span> List = argumentList(Tu, Callee, Call);
  if (!List ||
      textOf(Tu, Call.getBeginLoc(), *List).find_first_not_of("() \t\r\n") !=
          StringRef::npos)
    return no("a comment stands between the parentheses of the call");
  return *List;
}

Expected<Fix> passClosure(const TuModel &Tu, const FunctionBody &F,
                          const Closure &C, const CallExpr &Call,
                          const Escape &Task) {
  EditBuilder Edits(Tu);
  Expected<Span> List = emptyList(Tu, Edits, Call);
  if (!List)
    return List.takeError();
  const CXXRecordDecl *Class = C.Lambda->getLambdaClass();
  if (!C.Name) {
    const Expr &Full = fullExpression(*Task.At, Task.around());
    if (hasAwait(Full) && !whyNoAwaitAround(Full).empty() && Task.By->Executor)
      fetchExecutorFirst(Edits, Tu, F, Task);
  } else if (Class->hasDefinition() && !Class->isDependentType() &&
             !Class->hasSimpleCopyConstructor())
    return no("the closure cannot be copied: write the lambda in the call");
  Edits.replaceBytes(Call.getBeginLoc(), *List, "");
  return std::move(Edits).done(
      Safety::Safe, "pass the lambda itself, which is kept until it is done");
}

Expected<Fix> keepClosure(const TuModel &Tu, const FunctionBody &F,
                          const Framework &Home, const CallRewrite &How,
                          const CallExpr &Call, const Ancestors &Around) {
  EditBuilder Edits(Tu);
  Expected<Span> List = emptyList(Tu, Edits, Call);
  if (!List)
    return List.takeError();
  if (!whyNoAwaitAround(Call).empty() && hasAwait(fullExpression(Call, Around)))
    return no("g++ 12 destroys the closure twice when co_await stands in the "
              "same expression: give the task a name in a statement before");
  Filler Fill(Tu, F, {F.Function, Call.getBeginLoc(), Around});
  Fill.need(How.Headers);
  Fill.set("task", "\n");
  Expected<std::string> Text = Fill.fill(How.To);
  if (!Text)
    return Text.takeError();
  auto [Before, Behind] = StringRef(*Text).split('\n');
  Span Begin = Tu.span(Call.getBeginLoc());
  Edits
      .replaceBytes(Call.getBeginLoc(), {Begin.Path, Begin.Offset, 0},
                    Before.str())
      .replaceBytes(Call.getBeginLoc(), *List, Behind.str())
      .include(Call.getBeginLoc(), Fill.needs(), Home.UmbrellaHeaders);
  return std::move(Edits).done(How.Level, How.Title);
}

/// One capture as a parameter and its argument; an error if it cannot be one.
static Expected<std::pair<std::string, std::string>>
parameterFor(const TuModel &Tu, const LambdaCapture &C) {
  if (!C.capturesVariable())
    return no("'this' cannot become a parameter without changes in the body: "
              "make a member function of the lambda, or keep the object alive "
              "with a shared_ptr parameter");
  const auto *Var = dyn_cast<VarDecl>(C.getCapturedVar());
  if (!Var || C.isPackExpansion() || Var->getType()->isArrayType())
    return no(nameOf(C) + " cannot become a parameter: it is an array or pack");
  std::string Name = Var->getNameAsString(), Value = Name;
  if (Var->isInitCapture()) {
    const Expr *Init = Var->getInit();
    auto Text = Init ? Tu.text(ignoreTransparent(*Init).getSourceRange())
                     : std::nullopt;
    if (!Text)
      return no("the initialiser of " + nameOf(C) + " cannot be read");
    Value = Text->str();
  }
  bool ByRef = C.getCaptureKind() == LCK_ByRef;
  return std::pair((ByRef ? "auto &" : "auto ") + Name, Value);
}

Expected<Fix> capturesToParameters(const TuModel &Tu, const Closure &C,
                                   const CallExpr &Call) {
  const LambdaExpr &L = *C.Lambda;
  EditBuilder Edits(Tu);
  if (std::string Why = Edits.whyNotEditable(Call.getSourceRange());
      !Why.empty())
    return no(Why);
  auto Type = L.getCallOperator()
                  ->getTypeSourceInfo()
                  ->getTypeLoc()
                  .IgnoreParens()
                  .getAs<FunctionProtoTypeLoc>();
  const Expr &Callee =
      isa<CXXOperatorCallExpr>(Call) ? *Call.getArg(0) : *Call.getCallee();
  std::optional<Span> List = argumentList(Tu, Callee, Call);
  if (!Type || !L.hasExplicitParameters() || !List)
    return no("the lambda has no parameter list");
  std::string Params, Args;
  for (const LambdaCapture &Each : L.captures()) {
    auto One = parameterFor(Tu, Each);
    if (!One)
      return One.takeError();
    Params += (Params.empty() ? "" : ", ") + One->first;
    Args += (Args.empty() ? "" : ", ") + One->second;
  }
  StringRef Behind = textOf(Tu, Call.getBeginLoc(), *List);
  size_t Open = Behind.find('(');
  if (Open == StringRef::npos)
    return no("the call has no argument list");
  if (!L.getCallOperator()->param_empty()) {
    Params += ", ";
    Args += ", ";
  }
  Span Parameters = Tu.span(Type.getLParenLoc());
  Edits.replace(L.getIntroducerRange(), "[]")
      .replaceBytes(L.getBeginLoc(), {Parameters.Path, Parameters.end(), 0},
                    Params)
      .replaceBytes(Call.getBeginLoc(),
                    {List->Path, unsigned(List->Offset + Open + 1), 0}, Args);
  return std::move(Edits).done(
      Safety::Unsafe,
      "make parameters of the captures: a coroutine keeps them");
}

Expected<Fix> captureByCopy(const TuModel &Tu, const LambdaExpr &L,
                            ArrayRef<const LambdaCapture *> Dead) {
  EditBuilder Edits(Tu);
  for (const LambdaCapture *C : Dead) {
    const auto *Var = cast<VarDecl>(C->getCapturedVar());
    std::string Advice = nameOf(*C) + " is captured by reference and dies "
                                      "first: move it into the lambda, share "
                                      "it, or wait for the task before";
    if (C->isImplicit() || Var->isInitCapture() ||
        !isValueLike(Var->getType().getNonReferenceType()) ||
        mayChange(*L.getBody(), *Var, Tu.ast()))
      return no(Advice);
    SourceLocation Name = C->getLocation();
    SourceLocation And = Name.getLocWithOffset(-1);
    auto Text = Tu.text({And, Name});
    if (Name.isMacroID() || !Text || !Text->starts_with("&"))
      return no(Advice);
    Edits.replace({And, Name}, Var->getName());
  }
  return std::move(Edits).done(Safety::Suggestion, "capture by copy");
}

} // namespace asyncmend
