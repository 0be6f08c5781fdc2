//===- async-mutex.cpp - A mutex of the thread becomes an awaited one -----===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/async-mutex.h"
#include "core/await-site.h"
#include "core/executor-source.h"
#include "core/fill.h"
#include "core/handle-uses.h"
#include "core/names.h"
#include "core/refusal.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

namespace {

/// A mention of the mutex, and the guard that it is given to.
struct Acquisition {
  const FunctionBody *In;
  const Expr *Mutex;
  const VarDecl *Guard;
  std::vector<const Stmt *> Stack; ///< Around `Mutex`.
};

class MutexSwap {
public:
  MutexSwap(const TuModel &Tu, const Coroutine &C, const ValueDecl &Mutex)
      : Tu(Tu), C(C), Mutex(Mutex), P(C.framework()->Failures.Mutex) {}

  Expected<Fix> fix() {
    if (std::string Why = whyNotSeen(); !Why.empty())
      return no(Why);
    for (const FunctionBody &F : Tu.functions())
      if (std::string Why = collect(F); !Why.empty())
        return no(Why);
    Expected<ExecutorSource> Source =
        P.Argument ? ExecutorSource{*P.Argument, nullptr, {}, {}}
                   : executorFor(Tu, C, Mutex, P.ExecutorOf);
    if (!Source)
      return Source.takeError();
    return edit(*Source);
  }

private:
  /// Why somebody unseen could use the mutex, or rely on what it is.
  std::string whyNotSeen() const {
    const auto *Var = dyn_cast<VarDecl>(&Mutex);
    const auto *Field = dyn_cast<FieldDecl>(&Mutex);
    if (!P.Replaces.contains(className(Mutex.getType())))
      return "it is no plain mutex of its own";
    if (Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var))
      return {};
    if (Mutex.getDeclContext()->isDependentContext() ||
        (Field &&
         isTemplateInstantiation(cast<CXXRecordDecl>(Field->getParent())
                                     ->getTemplateSpecializationKind())))
      return "it belongs to a template";
    if (!Tu.sources().isInMainFile(Mutex.getLocation()))
      return "other files that include its declaration may use it";
    if (Var && Var->isExternallyVisible() && Var->hasGlobalStorage())
      return "other files may use it";
    return Field || Var ? "" : "its declaration is not seen as a whole";
  }

  /// Why `F` keeps the mutex from being changed.
  std::string collect(const FunctionBody &F) {
    std::string Why;
    if (const auto *Made = dyn_cast<CXXConstructorDecl>(F.Function))
      for (const CXXCtorInitializer *I : Made->inits())
        if (I->isWritten() && names(*I->getInit(), Mutex))
          return "a constructor hands it on in line " +
                 std::to_string(Tu.line(I->getSourceLocation()));
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      const auto *Member = dyn_cast<MemberExpr>(&S);
      const ValueDecl *Named = Ref      ? Ref->getDecl()
                               : Member ? Member->getMemberDecl()
                                        : nullptr;
      if (!Named || Named->getCanonicalDecl() != Mutex.getCanonicalDecl() ||
          !Why.empty() || isCapture(Around))
        return;
      Acquisition A{&F, cast<Expr>(&S), nullptr, Around.all().vec()};
      Why = readGuard(A);
      if (Why.empty())
        Found.emplace(Tu.span(A.Guard->getSourceRange()), A);
      else
        Why = "what is done with it in line " +
              std::to_string(Tu.line(S.getBeginLoc())) +
              " cannot follow: " + Why;
    });
    return Why;
  }

  /// `[&mutex]`: the lambda's body is looked at for itself.
  bool isCapture(const Ancestors &Around) const {
    const auto *Lambda = dyn_cast_or_null<LambdaExpr>(Around.parent());
    return Lambda && llvm::any_of(Lambda->captures(), [&](const auto &Capture) {
             return Capture.capturesVariable() &&
                    Capture.getCapturedVar() == &Mutex;
           });
  }

  /// `guard g(mutex);`, and nothing else is done with `g`.
  std::string readGuard(Acquisition &A) const {
    const DeclStmt *Local = nullptr;
    for (const Stmt *S : llvm::reverse(A.Stack)) {
      Local = dyn_cast<DeclStmt>(S);
      if (Local || !isInit(*S))
        break;
    }
    A.Guard = Local && Local->isSingleDecl()
                  ? dyn_cast<VarDecl>(Local->getSingleDecl())
                  : nullptr;
    if (!A.Guard || !P.Guards.contains(className(A.Guard->getType())))
      return "that is no plain guard which locks it alone";
    if (!A.In->isCoroutine() || A.In->framework() != C.framework())
      return "the function is no coroutine that could wait for it";
    if (names(A.In->written(), *A.Guard))
      return "'" + A.Guard->getNameAsString() +
             "' is used for more than locking";
    size_t At = llvm::find(A.Stack, Local) - A.Stack.begin();
    return whyNoAwait(Tu, *Local, Ancestors(A.Stack).before(At));
  }

  /// An initialiser with one argument.
  static bool isInit(const Stmt &S) {
    if (const auto *Make = dyn_cast<CXXConstructExpr>(&S))
      return Make->getNumArgs() == 1 || Make->getArg(1)->isDefaultArgument();
    if (const auto *List = dyn_cast<ParenListExpr>(&S))
      return List->getNumExprs() == 1;
    if (const auto *List = dyn_cast<InitListExpr>(&S))
      return List->getNumInits() == 1;
    return isTransparent(S) ||
           isa<CXXFunctionalCastExpr, CXXUnresolvedConstructExpr>(S);
  }

  Expected<Fix> edit(const ExecutorSource &Source) {
    EditBuilder Edits(Tu);
    for (auto &[Where, A] : Found)
      if (llvm::Error E = lock(Edits, A))
        return E;
    auto Old = Mutex.getSourceRange();
    SourceLocation Type = cast<DeclaratorDecl>(Mutex).getTypeSpecStartLoc();
    Place At{C.Function, Mutex.getLocation(), Ancestors({})};
    std::string Name = Mutex.getNameAsString();
    std::string Text = spell(P.Type, At, Tu.ast()) + " " + Name;
    if (!Source.Argument.empty())
      Text += isa<FieldDecl>(Mutex) ? "{" + Source.Argument + "}"
                                    : "(" + Source.Argument + ")";
    Edits.replace({Type, Old.getEnd()}, Text)
        .include(Mutex.getLocation(), P.Headers,
                 C.framework()->UmbrellaHeaders);
    if (Source.Above)
      Edits.insertAbove(*Source.Above, Source.Lines);
    for (const auto &[Where, Initialiser] : Source.Initialisers)
      Edits.replace(Where, Initialiser);
    return std::move(Edits).done(
        Safety::Suggestion, "make '" + Name + "' (line " +
                                std::to_string(Tu.line(Mutex.getLocation())) +
                                ") a mutex that is awaited");
  }

  llvm::Error lock(EditBuilder &Edits, const Acquisition &A) {
    Place At{A.In->Function, A.Guard->getBeginLoc(), Ancestors(A.Stack)};
    Filler Fill(Tu, *A.In, At);
    auto Object = Tu.text(A.Mutex->getSourceRange());
    Fill.set("obj", Object ? Object->str() : Mutex.getNameAsString());
    Expected<std::string> Wait = Fill.fill(P.Lock);
    if (!Wait)
      return Wait.takeError();
    Edits.replace(A.Guard->getSourceRange(),
                  "auto " + A.Guard->getNameAsString() + " = " + *Wait);
    return llvm::Error::success();
  }

  const TuModel &Tu;
  const Coroutine &C;
  const ValueDecl &Mutex;
  const AsyncMutexProfile &P;
  std::map<Span, Acquisition> Found; ///< A pattern and its instances once.
};

} // namespace

Expected<Fix> asyncMutex(const TuModel &Tu, const Coroutine &C,
                         const HeldAt &At) {
  const LockPath &Path = At.Locks.front()->Mutex;
  if (Path.empty())
    return no("");
  const ValueDecl &Mutex = *Path.back();
  std::string What =
      "'" + Mutex.getNameAsString() + "', declared at " +
      llvm::sys::path::filename(Tu.path(Mutex.getLocation())).str() + ":" +
      std::to_string(Tu.line(Mutex.getLocation()));
  if (!C.framework() || C.framework()->Failures.Mutex.Type.empty())
    return no("(" + What + ")");
  if (At.Locks.size() > 1)
    return no("(the first is " + What + ")");
  Expected<Fix> F = MutexSwap(Tu, C, Mutex).fix();
  if (F)
    return F;
  return no("(" + What + ", cannot become " +
            C.framework()->Failures.Mutex.Type +
            " here: " + llvm::toString(F.takeError()) + ")");
}

} // namespace asyncmend
