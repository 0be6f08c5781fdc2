//===- detached.cpp - Tasks whose end nobody sees -------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/detached.h"
#include "core/blocking-calls.h"
#include "core/call-facts.h"
#include "core/calls.h"
#include "core/cancellations.h"
#include "core/escape.h"
#include "core/flow.h"
#include "core/layout.h"
#include "core/names.h"
#include "core/spawns.h"
#include "core/walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <set>

using namespace clang;

namespace asyncmend {

/// The function that runs when `Task` does: the one that is called, or the
/// operator() of a closure.
static const FunctionDecl *functionOf(const Expr &Task) {
  const Expr &E = ignoreTransparent(Task);
  if (const auto *Call = dyn_cast<CallExpr>(&E)) {
    const FunctionDecl *F = calleeOf(*Call);
    // `std::move(work)`, `std::ref(work)`
    if (F && F->isInStdNamespace() && Call->getNumArgs() == 1)
      return functionOf(*Call->getArg(0));
    return F;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return F;
  if (const auto *Address = dyn_cast<UnaryOperator>(&E))
    return functionOf(*Address->getSubExpr());
  const auto *Class = E.getType()->getAsCXXRecordDecl();
  return Class && Class->isLambda() ? Class->getLambdaCallOperator() : nullptr;
}

static bool isNoexcept(const FunctionDecl &F) {
  const auto *Proto = F.getType()->getAs<FunctionProtoType>();
  return Proto && !isUnresolvedExceptionSpec(Proto->getExceptionSpecType()) &&
         Proto->canThrow() == CT_Cannot;
}

namespace {

constexpr unsigned DepthLimit = 5;
constexpr unsigned CareDepth = 2;

class Failures {
public:
  Failures(const TuModel &Tu, const Framework *F) : Tu(Tu), F(F) {}

  /// What is known after the functions below have been asked.
  TaskErrors take(bool Fails) {
    return {Fails, {Unseen.begin(), Unseen.end()}};
  }

  /// A function of somebody careful is taken for careful, too.
  bool of(const FunctionDecl &Function, unsigned Depth,
          bool ForCareful = false) {
    const FunctionDecl *Definition = nullptr;
    if (isNoexcept(Function))
      return false;
    if (Depth == 0)
      return true;
    if (!Function.hasBody(Definition))
      return unseen(Function);
    if (Tu.hasErrorsIn(Definition->getSourceRange()))
      return false;
    const Stmt *Body = Definition->getBody();
    const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body);
    if (Coroutine)
      Body = Coroutine->getBody();
    if (!Body)
      return true;
    bool Careful = ForCareful || isCareful(*Body, CareDepth), Fails = false;
    walkSpelled(*Body, [&](const Stmt &S, const Ancestors &Around) {
      if (!Fails && !isCaught(S, Around))
        Fails = throws(S, Careful, !Coroutine, Depth);
    });
    return Fails;
  }

  /// The end of a timer's wait is no error that anybody wants to hear of.
  bool operationFails(const Expr &Operation, unsigned Depth) {
    const Expr &E = ignoreTransparent(Operation);
    if (F && (isTimerWait(*F, E) || carriesErrors(*F, E)))
      return false;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
        Operator && Operator->getNumArgs() == 2)
      return operationFails(*Operator->getArg(0), Depth) ||
             operationFails(*Operator->getArg(1), Depth);
    const auto *Call = dyn_cast<CallExpr>(&E);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    const FunctionDecl *Definition = nullptr;
    if (!Callee)
      return true;
    if (F && F->Failures.Unfailing.contains(qualifiedName(*Callee)))
      return false;
    if (!Callee->hasBody(Definition))
      return unseen(*Callee);
    return !isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody()) ||
           of(*Callee, Depth - 1);
  }

private:
  /// A function of the program's own that returns a task is a coroutine of
  /// some TU, most likely.
  bool makesTask(const FunctionDecl &Function) const {
    QualType Result = Function.getReturnType().getNonReferenceType();
    return !isOfLibrary(Function) && !Result->isDependentType() &&
           Tu.profiles().awaitable(className(Result));
  }

  bool unseen(const FunctionDecl &Function) {
    // What overrides it decides, and nobody here knows which one that is.
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    if (Method && Method->isVirtual())
      return false;
    if (!makesTask(Function))
      return true;
    Unseen.insert(keyOf(Tu, Function));
    return false;
  }

  /// `a || b`, one of which at least gives its errors as codes.
  bool isCodedRace(const Expr &Operation) const {
    const auto *Race =
        dyn_cast<CXXOperatorCallExpr>(&ignoreTransparent(Operation));
    return Race && llvm::any_of(Race->arguments(), [&](const Expr *Part) {
             return carriesErrors(*F, ignoreTransparent(*Part)) ||
                    isCodedRace(*Part);
           });
  }

  /// Does the function deal with errors at all, or do the coroutines that it
  /// awaits?
  bool isCareful(const Stmt &Body, unsigned Depth) const {
    bool Careful = false;
    walkSpelled(Body, [&](const Stmt &S, const Ancestors &) {
      if (Careful || isa<CXXTryStmt>(S)) {
        Careful = true;
      } else if (F && isSuspension(Tu, S)) {
        const Expr *Operation = operandOf(cast<Expr>(S));
        const auto *Call = dyn_cast_or_null<CallExpr>(Operation);
        const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
        const FunctionDecl *Awaited = nullptr;
        Careful = deliversErrors(*F, cast<Expr>(S)) ||
                  (Operation && isCodedRace(*Operation)) ||
                  (Depth > 0 && Callee && Callee->hasBody(Awaited) &&
                   isCoroutine(*Awaited) &&
                   isCareful(*writtenBody(*Awaited), Depth - 1));
      }
    });
    return Careful;
  }

  /// In a try block whose handlers take all errors, or all that there are in
  /// practice, or in such a handler.
  bool isCaught(const Stmt &S, const Ancestors &Around) const {
    ArrayRef<const Stmt *> Stack = Around.all();
    for (size_t I = Stack.size(); I-- > 0;) {
      if (isa<CXXCatchStmt>(Stack[I]) && !isa<CXXThrowExpr>(S))
        return true;
      const auto *Try = dyn_cast<CXXTryStmt>(Stack[I]);
      if (!Try || I + 1 == Stack.size() || Stack[I + 1] != Try->getTryBlock())
        continue;
      for (unsigned H = 0; H != Try->getNumHandlers(); ++H) {
        const CXXCatchStmt &Handler = *Try->getHandler(H);
        if (takes(Handler, S) && !hasThrow(*Handler.getHandlerBlock()))
          return true;
      }
    }
    return false;
  }

  /// Operations of the framework throw its own exception and no other.
  bool takes(const CXXCatchStmt &Handler, const Stmt &S) const {
    if (!Handler.getExceptionDecl())
      return true;
    std::string Class =
        className(Handler.getCaughtType().getNonReferenceType());
    if (Class == "std::exception")
      return true;
    if (!F || !isSuspension(Tu, S) ||
        !F->Failures.Cancellation.Classes.contains(Class))
      return false;
    const auto *Call = dyn_cast_or_null<CallExpr>(operandOf(cast<Expr>(S)));
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return Callee && isOfLibrary(*Callee);
  }

  static bool hasThrow(const Stmt &S) {
    bool Found = false;
    walkSpelled(S, [&](const Stmt &Inner, const Ancestors &) {
      Found |= isa<CXXThrowExpr>(Inner);
    });
    return Found;
  }

  bool throws(const Stmt &S, bool Careful, bool Plain, unsigned Depth) {
    if (isa<CXXThrowExpr>(S))
      return true;
    if (isSuspension(Tu, S)) {
      const auto &Await = cast<Expr>(S);
      const Expr *Operation = operandOf(Await);
      return !(F && deliversErrors(*F, Await)) &&
             (!Operation || operationFails(*Operation, Depth));
    }
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    if (!Callee || !mayThrow(Tu, S))
      return false;
    if (isOfLibrary(*Callee))
      return failsLikeItsTwin(*Call);
    const FunctionDecl *Definition = nullptr;
    // A coroutine's task is judged where it is awaited; plain code hands it on.
    if (!Callee->hasBody(Definition))
      return makesTask(*Callee) ? Plain && unseen(*Callee)
                                : !Careful && !Callee->isOverloadedOperator();
    return (Plain ||
            !isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody())) &&
           of(*Callee, Depth - 1, Careful);
  }

  /// A blocking operation throws what the awaited one does, unless it is given
  /// an error code.
  bool failsLikeItsTwin(const CallExpr &Call) const {
    return F && !awaitedTwin(Tu, Call).empty() && !takesErrorCode(*F, Call);
  }

  /// Also where the framework's headers are no system headers of this build.
  bool isOfLibrary(const FunctionDecl &Callee) const {
    auto Root = [](llvm::StringRef Name) { return Name.split("::").first; };
    return Tu.sources().isInSystemHeader(Callee.getLocation()) ||
           (F && Root(qualifiedName(Callee)) ==
                     Root(F->CoroutineTypes.front().Name));
  }

  const TuModel &Tu;
  const Framework *F;
  std::set<std::string> Unseen;
};

} // namespace

TaskErrors errorsOf(const TuModel &Tu, const Framework *F, const Expr &Task) {
  const FunctionDecl *Function = functionOf(withoutWrappers(Tu, Task));
  if (!Function)
    return {true};
  Failures Found(Tu, F);
  bool Fails = Found.of(*Function, DepthLimit);
  return Found.take(Fails);
}

TaskFacts taskFactsOf(const TuModel &Tu, const Coroutine &C) {
  Failures Found(Tu, C.framework());
  bool Fails = Found.of(*C.Function, DepthLimit);
  TaskErrors Errors = Found.take(Fails);
  return {keyOf(Tu, *C.Function), Errors.Fails, std::move(Errors.IfFails)};
}

bool mayFail(const TuModel &Tu, const Framework *F, const Expr &Task) {
  TaskErrors Errors = errorsOf(Tu, F, Task);
  return Errors.Fails || !Errors.IfFails.empty();
}

bool operationMayFail(const TuModel &Tu, const Framework &F,
                      const Expr &Operation) {
  Failures Found(Tu, &F);
  bool Fails = Found.operationFails(Operation, DepthLimit);
  TaskErrors Errors = Found.take(Fails);
  return Errors.Fails || !Errors.IfFails.empty();
}

QualType resultOf(const Expr &Task) {
  QualType T = Task.getType().getNonReferenceType();
  const auto *Class = T->getAsCXXRecordDecl();
  if (Class && Class->isLambda() && Class->getLambdaCallOperator())
    T = Class->getLambdaCallOperator()->getReturnType();
  else if (const FunctionDecl *F = functionOf(Task);
           F && T->isFunctionPointerType())
    T = F->getReturnType();
  return templateArgument(T, 0);
}

std::string errorHandler(const TuModel &Tu, const Place &At,
                         SourceLocation Near, bool HasValue) {
  const std::string &Named = Tu.settings().DetachedHandler;
  if (!Named.empty() && !HasValue)
    return Named;
  std::string Indent = indentAt(Tu, Near), Step = indentStep(Tu, Near);
  std::string Body = Named.empty()
                         ? Indent + Step + "if (e)\n" + Indent + Step + Step +
                               spell("std::rethrow_exception", At, Tu.ast()) +
                               "(e);\n"
                         : Indent + Step + Named + "(e);\n";
  return "[](" + spell("std::exception_ptr", At, Tu.ast()) + " e" +
         (HasValue ? ", const auto &" : "") + ") {\n" + Body + Indent + "}";
}

} // namespace asyncmend
