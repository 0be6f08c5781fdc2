//===- deadlines.cpp - What ends an operation in time ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/deadlines.h"
#include "core/blocking-calls.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/error-delivery.h"
#include "core/handle-uses.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/races.h"
#include "core/walk.h"
#include "clang/AST/ExprCXX.h"
#include <set>

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

/// Where the variables and members are declared that `S` names.
static std::set<SourceLocation> namedIn(const Stmt &S) {
  std::set<SourceLocation> Places;
  walkDeep(S, [&](const Stmt &Inner, const Ancestors &) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&Inner)) {
      if (isa<VarDecl>(Ref->getDecl()) &&
          cast<VarDecl>(Ref->getDecl())->isLocalVarDeclOrParm())
        Places.insert(Ref->getDecl()->getLocation());
    } else if (const auto *Member = dyn_cast<MemberExpr>(&Inner)) {
      if (isa<FieldDecl>(Member->getMemberDecl()))
        Places.insert(Member->getMemberDecl()->getLocation());
    }
  });
  return Places;
}

/// By its token; or because no peer takes part in what the object does.
static bool hasDeadline(const FailureProfile &P, const CallExpr &Call) {
  // Without the conversion to the base that has the function.
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    if (const Expr &Object = *Member->getImplicitObjectArgument();
        P.Deadlines.contains(
            pointeeClass(Object.IgnoreParenImpCasts()->getType())))
      return true;
  return hasArgumentOf(Call, P.Deadlines);
}

/// Is one of these objects given a deadline, or closed by a function that
/// has a timer?
static bool isEndedElsewhere(const TuModel &Tu, const Coroutine &C,
                             const std::set<SourceLocation> &Objects) {
  const FailureProfile &P = C.framework()->Failures;
  for (const FunctionBody &F : Tu.functions()) {
    bool Here = F.Function->getLocation() == C.Function->getLocation();
    bool Sets = false, Closes = false, HasTimer = false;
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
      // Some expressions of patterns have no type at all.
      if (const auto *E = dyn_cast<Expr>(&S); E && !E->getType().isNull())
        HasTimer |=
            P.Timers.contains(className(E->getType().getNonReferenceType()));
      const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
      StringRef Name = Call ? calledName(*Call) : StringRef();
      bool Sets1 = P.Setters.contains(Name);
      bool Closes1 = Name == "close" || Name == "cancel" ||
                     Name == "shutdown" || Name == "async_close";
      if (!Sets1 && !Closes1)
        return;
      for (SourceLocation L : namedIn(*Call->getImplicitObjectArgument())) {
        Sets |= Sets1 && Objects.count(L);
        Closes |= Closes1 && Objects.count(L);
      }
    });
    if (Sets || (Closes && HasTimer && !Here))
      return true;
  }
  return false;
}

/// Is the whole coroutine somewhere run with a deadline, or beside a task
/// that keeps watch?
static bool isLimitedByCaller(const TuModel &Tu, const Coroutine &C) {
  const FailureProfile &P = C.framework()->Failures;
  bool Found = false;
  for (const FunctionBody &F : Tu.functions())
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
      if (Found || !Callee || !names(S, *C.Function))
        return;
      Found =
          P.Deadlines.contains(qualifiedName(*Callee)) || hasDeadline(P, *Call);
      if (qualifiedName(*Callee) == P.Combinators.Any ||
          qualifiedName(*Callee) == P.Combinators.All)
        for (const Expr *Part : Call->arguments())
          Found |=
              hasWord(calledName(*Part), Tu.profiles().failures().TimerWords) ||
              timedPart(Tu, C, *Part);
    });
  return Found;
}

bool endsInTime(const TuModel &Tu, const Coroutine &C,
                const CallExpr &Operation) {
  return hasDeadline(C.framework()->Failures, Operation) ||
         isEndedElsewhere(Tu, C, namedIn(Operation)) ||
         isLimitedByCaller(Tu, C);
}

} // namespace asyncmend
