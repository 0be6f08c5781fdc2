//===- cancellations.cpp - Where a cancellation is swallowed --------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/cancellations.h"
#include "core/awaited-work.h"
#include "core/blocking-calls.h"
#include "core/calls.h"
#include "core/fan-out.h"
#include "core/flow.h"
#include "core/handle-uses.h"
#include "core/iteration.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

namespace {

StringRef lastName(StringRef Qualified) {
  size_t Colon = Qualified.rfind(':');
  return Colon == StringRef::npos ? Qualified : Qualified.substr(Colon + 1);
}

bool leaves(const Stmt &S) {
  bool Leaves = false;
  walkSpelled(S, [&](const Stmt &Inner, const Ancestors &) {
    Leaves |=
        isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(Inner);
  });
  return Leaves;
}

class Swallowing {
public:
  Swallowing(const TuModel &Tu, const Coroutine &C)
      : Tu(Tu), C(C), F(*C.framework()), Known(F.Failures.Cancellation) {}

  std::vector<SwallowingHandler> handlers() {
    std::vector<SwallowingHandler> Result;
    std::optional<Flow> Graph;
    for (bool Later : {false, true})
      walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
        if (Later ? isa<CallExpr>(S)
                  : isSuspension(Tu, S) && !deliversErrors(F, cast<Expr>(S)))
          addTaker(Result, Graph, cast<Expr>(S), Around, Later);
      });
    return Result;
  }

  std::vector<SwallowingTest> tests() {
    std::vector<SwallowingTest> Result;
    walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *If = dyn_cast<IfStmt>(&S);
      if (!If || !If->getCond())
        return;
      auto Loops = loopsAround(S, Around, Tu.ast());
      if (Loops.empty() || (Loops.front().L.Kind != LoopKind::Endless &&
                            Loops.front().L.Kind != LoopKind::Condition))
        return;
      SwallowingTest T{If,      nullptr, If->getThen(),
                       nullptr, false,   Around.all().vec()};
      T.Code = codeIn(*If->getCond(), T);
      if (T.Code && goesOn(T, *Loops.front().L.Body) &&
          findSuspension(T, *Loops.front().L.Body) &&
          !isSignal(*T.Suspension) && !stops(Around))
        Result.push_back(T);
    });
    return Result;
  }

private:
  /// The handler that takes a cancellation of `E`, if it goes on.
  void addTaker(std::vector<SwallowingHandler> &Result,
                std::optional<Flow> &Graph, const Expr &E,
                const Ancestors &Around, bool Later) {
    for (size_t I = Around.all().size(); I-- > 0;) {
      const auto *Try = dyn_cast<CXXTryStmt>(Around.all()[I]);
      if (!Try || I + 1 == Around.all().size() ||
          Around.all()[I + 1] != Try->getTryBlock())
        continue;
      std::vector<std::string> Passed;
      const CXXCatchStmt *Taker = takerOf(*Try, Passed);
      if (!Taker)
        continue;
      if (!Graph) {
        Graph = Flow::of(Tu, C);
        findUnawaited();
      }
      if (Later && !throwsOnceAwaited(cast<CallExpr>(E)))
        return;
      AfterHandler After =
          Graph ? Graph->after(*Taker,
                               [&](const Stmt &Next) {
                                 return Unawaited.contains(&Next);
                               })
                : AfterHandler::Ends;
      if (After == AfterHandler::Throws)
        continue;
      auto Known = llvm::find_if(
          Result, [&](const auto &R) { return R.Handler == Taker; });
      if (After == AfterHandler::Suspends && Known == Result.end() &&
          !isSignal(E) && !isAware(*Taker) && !stops(Around.before(I)))
        Result.push_back(
            {Taker, &E, Around.before(I + 1).all().vec(), Passed, Later});
      return;
    }
  }

  bool throwsOnceAwaited(const CallExpr &Call) const {
    return Unawaited.contains(&Call) && !isTask(Call) &&
           !takesErrorCode(F, Call);
  }

  /// Sleeps, blocking operations and forgotten tasks ought to be suspensions.
  /// Mending them must not be what makes a handler guilty.
  void findUnawaited() {
    walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      if (Call && (sleepCalled(Tu, *Call) || !awaitedTwin(Tu, *Call).empty() ||
                   (isDiscarded(*Call, Around) && isTask(*Call))))
        Unawaited.insert(Call);
    });
  }

  bool isTask(const CallExpr &Call) const {
    return Call.isPRValue() && !Call.getType().isNull() &&
           Call.getType()->isRecordType() &&
           workOf(Tu, C, Call.getType()).Found;
  }

  /// The first handler that a cancellation ends in. Exceptions of a class of
  /// its own that a handler names are meant by it; `Passed` are those that get
  /// further.
  const CXXCatchStmt *takerOf(const CXXTryStmt &Try,
                              std::vector<std::string> &Passed) const {
    Passed = Known.Types;
    for (unsigned I = 0; I != Try.getNumHandlers(); ++I) {
      const CXXCatchStmt *Handler = Try.getHandler(I);
      QualType T = Handler->getCaughtType();
      std::string Class =
          T.isNull() ? std::string() : className(T.getNonReferenceType());
      llvm::erase(Passed, Class);
      if (!Known.Types.empty() && Passed.empty())
        return nullptr;
      if (T.isNull() || Known.Classes.contains(Class) ||
          Known.Bases.contains(Class))
        return Handler;
    }
    return nullptr;
  }

  /// Does the handler look at the code, or hand the exception on?
  bool isAware(const CXXCatchStmt &Handler) const {
    bool Aware = false;
    const Stmt &Block = *Handler.getHandlerBlock();
    visitNames(Block, /*IntoLambdas=*/true, [&](StringRef Name, QualType) {
      Aware |= Name == lastName(Known.Code) || Name == "current_exception";
    });
    walkSpelled(Block, [&](const Stmt &S, const Ancestors &) {
      const Stmt *Test = nullptr;
      if (const auto *If = dyn_cast<IfStmt>(&S))
        Test = If->getCond();
      else if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
        Test = Switch->getCond();
      else if (const auto *Choice = dyn_cast<ConditionalOperator>(&S))
        Test = Choice->getCond();
      if (Test)
        visitNames(*Test, true, [&](StringRef Name, QualType T) {
          Aware |= Name == "code" || isStop(Name) ||
                   (!T.isNull() &&
                    Known.Codes.contains(className(T.getNonReferenceType())));
        });
    });
    return Aware;
  }

  bool isStop(StringRef Name) const {
    return hasWord(Name, Tu.profiles().failures().StopWords);
  }

  bool namesStop(const Stmt *S) const {
    bool Found = false;
    if (S)
      visitNames(*S, true,
                 [&](StringRef Name, QualType) { Found |= isStop(Name); });
    return Found;
  }

  /// Does a loop around end when it is told to by other means?
  bool stops(const Ancestors &Around) const {
    for (const Stmt *S : Around.all()) {
      std::optional<Loop> L = loopOf(*S, Tu.ast());
      if (!L)
        continue;
      bool Found = namesStop(L->Condition);
      walkSpelled(*L->Body, [&](const Stmt &Inner, const Ancestors &) {
        const auto *If = dyn_cast<IfStmt>(&Inner);
        Found |= If && leaves(*If->getThen()) && namesStop(If->getCond());
      });
      if (Found)
        return true;
    }
    return false;
  }

  /// A timer that other code cancels or sets is a signal, and the end of its
  /// wait no cancellation.
  bool isSignal(const Expr &Suspension) const {
    const Expr *Operation = operandOf(Suspension);
    llvm::SmallVector<const ValueDecl *, 2> Path;
    if (!Operation || !isTimerWait(F, *Operation, &Path) || Path.empty())
      return false;
    const ValueDecl &Timer = *Path.back();
    if (const auto *Var = dyn_cast<VarDecl>(&Timer);
        Var &&
        (Var->getType()->isReferenceType() || Var->getType()->isPointerType() ||
         Var->getDeclContext() != C.Function))
      return true;
    for (const FunctionBody &Other : Tu.functions()) {
      bool Found = false;
      if (Other.Function->getLocation() != C.Function->getLocation())
        walkSpelled(Other.written(), [&](const Stmt &S, const Ancestors &) {
          const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
          const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
          if (!Callee || !Callee->getIdentifier())
            return;
          auto Named = namedPath(*Call->getImplicitObjectArgument());
          StringRef Name = Callee->getName();
          Found |= !Named.empty() &&
                   Named.back()->getLocation() == Timer.getLocation() &&
                   (Name.starts_with("cancel") || Name.starts_with("expires"));
        });
      if (Found)
        return true;
    }
    return false;
  }

  /// `ec`, `!ec`, `ec.failed()`.
  const ValueDecl *codeIn(const Expr &Condition, SwallowingTest &T) const {
    const Expr *E = ignoreTransparent(Condition).IgnoreParenImpCasts();
    if (const auto *Not = dyn_cast<UnaryOperator>(E);
        Not && Not->getOpcode() == UO_LNot) {
      T.Failed = T.If->getElse();
      E = ignoreTransparent(*Not->getSubExpr()).IgnoreParenImpCasts();
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      const auto *Method = Call->getMethodDecl();
      if (!isa_and_nonnull<CXXConversionDecl>(Method) &&
          !(Method && Method->getNameAsString() == "failed"))
        return nullptr;
      E = &ignoreTransparent(*Call->getImplicitObjectArgument());
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    if (!Ref || !Known.Codes.contains(
                    className(Ref->getDecl()->getType().getNonReferenceType())))
      return nullptr;
    return Ref->getDecl();
  }

  /// Does the loop go on after the error, whatever its kind?
  bool goesOn(const SwallowingTest &T, const Stmt &Body) const {
    if (T.Failed && leaves(*T.Failed))
      return false;
    // `if (!ec) break;` is how a loop tries again.
    if (T.Failed != T.If->getThen() && leaves(*T.If->getThen()))
      return false;
    bool Ends = false;
    walkSpelled(Body, [&](const Stmt &S, const Ancestors &Around) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      StringRef Name = Ref && Ref->getDecl()->getIdentifier()
                           ? Ref->getDecl()->getName()
                           : StringRef();
      Ends |= !Name.empty() &&
              (Name == lastName(Known.Code) || Name == lastName(Known.Closed));
      // Another test of the same code may end the loop.
      const auto *If = dyn_cast<IfStmt>(&S);
      SwallowingTest Other{If,      nullptr, If ? If->getThen() : nullptr,
                           nullptr, false,   {}};
      if (If && If != T.If && codeIn(*If->getCond(), Other) == T.Code)
        Ends |= Other.Failed && leaves(*Other.Failed);
      // `if (!ec) { …; continue; } co_return;`
      if (!T.Failed && isa<BreakStmt, CoreturnStmt, CXXThrowExpr>(S))
        Ends |= !llvm::is_contained(Around.all(), T.If);
    });
    return !Ends;
  }

  /// The await that sets the code, before the test.
  bool findSuspension(SwallowingTest &T, const Stmt &Body) const {
    walkSpelled(Body, [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      std::string Twin = Call ? awaitedTwin(Tu, *Call) : std::string();
      if ((Twin.empty() && !isSuspension(Tu, S)) ||
          !Tu.sources().isBeforeInTranslationUnit(
              S.getBeginLoc(), T.If->getCond()->getBeginLoc()))
        return;
      const Expr &Whole = fullExpression(cast<Expr>(S), Around);
      bool Sets = names(Whole, *T.Code);
      if (const auto *Binding = dyn_cast<BindingDecl>(T.Code))
        if (const auto *Local = Around.enclosing<DeclStmt>())
          Sets |=
              llvm::is_contained(Local->decls(), Binding->getDecomposedDecl());
      if (!Sets)
        return;
      T.Suspension = cast<Expr>(&S);
      if (Twin.empty())
        Call = dyn_cast_or_null<CallExpr>(operandOf(*T.Suspension));
      const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
      if (Twin.empty() && Callee)
        Twin = qualifiedName(*Callee);
      T.Accepting = Known.Accepting.contains(lastName(Twin));
    });
    return T.Suspension;
  }

  const TuModel &Tu;
  const Coroutine &C;
  const Framework &F;
  const CancellationProfile &Known;
  llvm::SmallPtrSet<const Stmt *, 4> Unawaited;
};

bool hasCodes(const Coroutine &C) {
  return C.framework() && !C.framework()->Failures.Cancellation.Code.empty();
}

bool hasCancellation(const Coroutine &C) {
  return hasCodes(C) ||
         (C.framework() && !C.framework()->Failures.Cancellation.Types.empty());
}

} // namespace

std::vector<SwallowingHandler> swallowingHandlers(const TuModel &Tu,
                                                  const Coroutine &C) {
  return hasCancellation(C) ? Swallowing(Tu, C).handlers()
                            : std::vector<SwallowingHandler>();
}

std::vector<SwallowingTest> swallowingTests(const TuModel &Tu,
                                            const Coroutine &C) {
  return hasCodes(C) ? Swallowing(Tu, C).tests()
                     : std::vector<SwallowingTest>();
}

} // namespace asyncmend
