//===- held-locks.cpp - Locks that a coroutine is suspended with ----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/held-locks.h"
#include "core/calls.h"
#include "core/handle-uses.h"
#include "core/lock-scan.h"
#include "core/names.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

std::string LockOf::name() const {
  if (Path.empty())
    return "a temporary guard";
  return "'" + Path.back()->getNameAsString() + "'";
}

namespace {

enum class Step { None, Lock, Unlock };

/// By name, since each library has its own: lock, lock_shared, try_lock_for,
/// relock, WriterLock; unlock_shared, ReaderUnlock.
Step stepOf(StringRef Name) {
  std::string Lower = Name.lower();
  StringRef N = Lower;
  if (N == "owns_lock" || N == "is_locked")
    return Step::None;
  if (N.contains("unlock") || N == "release")
    return Step::Unlock;
  return N.starts_with("lock") || N.ends_with("lock") ||
                 N.starts_with("try_lock") || N.starts_with("trylock")
             ? Step::Lock
             : Step::None;
}

/// The object and the name of a member call, also in a template's pattern.
std::pair<const Expr *, StringRef> memberCall(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *M = dyn_cast<MemberExpr>(Callee))
    return {M->getBase(), M->getMemberDecl()->getIdentifier()
                              ? M->getMemberDecl()->getName()
                              : StringRef()};
  const auto *Later = dyn_cast<CXXDependentScopeMemberExpr>(Callee);
  if (Later && !Later->isImplicitAccess())
    if (const IdentifierInfo *Id = Later->getMember().getAsIdentifierInfo())
      return {Later->getBase(), Id->getName()};
  return {nullptr, {}};
}

bool isLockType(const ProfileSet &Profiles, const ValueDecl &D) {
  QualType T = lockTypeOf(D);
  return Profiles.isThreadMutex(className(T)) || isGuardType(Profiles, T);
}

/// `auto &&g = std::lock_guard(m);` keeps the guard as long as `g` lives.
bool isGuardVariable(const ProfileSet &Profiles, const VarDecl &Var) {
  if (isGuardType(Profiles, Var.getType()))
    return true;
  const Expr *Init = Var.getInit();
  if (!Init || !Var.getType()->isReferenceType())
    return false;
  if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
    Init = Full->getSubExpr();
  const auto *Kept = dyn_cast<MaterializeTemporaryExpr>(
      Init->IgnoreParenImpCasts() == Init ? Init : Init->IgnoreParens());
  return Kept && isGuardType(Profiles, Kept->getType());
}

bool isOf(const Expr &E, StringRef Class) {
  QualType T = E.getType();
  return !T.isNull() && className(T.getNonReferenceType()) == Class;
}

/// The first mutex that is named below `S`.
LockPath mutexIn(const ProfileSet &Profiles, const Stmt &S) {
  LockPath Path;
  walkSpelled(S, [&](const Stmt &Inner, const Ancestors &) {
    const auto *E = dyn_cast<Expr>(&Inner);
    if (Path.empty() && E && isa<DeclRefExpr, MemberExpr>(E)) {
      LockPath Named = namedPath(*E);
      if (!Named.empty() &&
          Profiles.isThreadMutex(className(lockTypeOf(*Named.back()))))
        Path = Named;
    }
  });
  return Path;
}

} // namespace

HeldLocks::HeldLocks(const TuModel &Tu, const Coroutine &C) : Tu(Tu), C(C) {
  collect();
  std::optional<Flow> Graph;
  if (!Locks.empty())
    Graph = Flow::of(Tu, C);
  // Parameters come first, and are locked from the start.
  llvm::SmallVector<unsigned, 1> AtStart;
  for (unsigned I = 0; I != Locks.size(); ++I)
    if (Locks[I]->Guard && !Locks[I]->Declared)
      AtStart.push_back(I);
  std::optional<FlowFacts> Facts;
  if (Graph)
    Facts = Graph->follow(
        Locks.size(), [&](const Stmt &S) { return effectOf(S); },
        [&](const Expr &E, bool Value) { return endsIf(E, Value); }, AtStart);
  walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (!isSuspension(Tu, S))
      return;
    HeldAt At{cast<Expr>(&S), Around.all().vec(), {}};
    for (unsigned I = 0; Facts && I != Locks.size(); ++I)
      if (Facts->holdsAt(S, I) && isInScope(*Locks[I], *At.Suspension, Around))
        At.Locks.push_back(Locks[I].get());
    addTemporaries(At);
    if (!At.Locks.empty())
      Found.push_back(std::move(At));
  });
}

void HeldLocks::collect() {
  for (const ParmVarDecl *P : C.Function->parameters())
    if (isGuardType(Tu.profiles(), P->getType())) {
      LockOf L;
      L.Path = {P};
      L.Guard = P;
      Locks.push_back(std::make_unique<LockOf>(std::move(L)));
    }
  walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (const auto *Local = dyn_cast<DeclStmt>(&S))
      addGuards(*Local, Around);
    else if (const auto *Call = dyn_cast<CallExpr>(&S))
      addByHand(*Call, Around);
  });
}

void HeldLocks::addGuards(const DeclStmt &S, const Ancestors &Around) {
  for (const Decl *D : S.decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var || !Var->hasLocalStorage() || Around.all().empty() ||
        !isGuardVariable(Tu.profiles(), *Var))
      continue;
    LockOf L;
    L.Path = {Var};
    L.Guard = Var;
    L.Declared = &S;
    L.Scope = Around.all().back();
    L.Where = &S;
    L.Stack = Around.all().vec();
    if (Var->getInit())
      L.Mutex = mutexIn(Tu.profiles(), *Var->getInit());
    Locks.push_back(std::make_unique<LockOf>(std::move(L)));
  }
}

/// `m.lock()`, and `std::lock(a, b)`.
void HeldLocks::addByHand(const CallExpr &Call, const Ancestors &Around) {
  llvm::SmallVector<const Expr *> Objects;
  const FunctionDecl *F = calleeOf(Call);
  if (auto [Object, Name] = memberCall(Call);
      Object && stepOf(Name) == Step::Lock)
    Objects.push_back(Object);
  else if (!Object && F && F->getIdentifier() &&
           (F->getName() == "lock" || F->getName() == "try_lock"))
    Objects.append(Call.arg_begin(), Call.arg_end());
  for (const Expr *Object : Objects) {
    LockPath Path = namedPath(*Object);
    if (Path.empty() || find(*Object) ||
        !isLockType(Tu.profiles(), *Path.back()))
      continue;
    LockOf L;
    L.Path = L.Mutex = Path;
    L.Where = &Call;
    L.Stack = Around.all().vec();
    Locks.push_back(std::make_unique<LockOf>(std::move(L)));
  }
}

LockOf *HeldLocks::find(const Expr &E) {
  LockPath Path = namedPath(E);
  if (!Path.empty())
    for (auto &L : Locks)
      if (L->Path == Path)
        return L.get();
  return nullptr;
}

unsigned HeldLocks::indexOf(const LockOf &L) const {
  for (unsigned I = 0; I != Locks.size(); ++I)
    if (Locks[I].get() == &L)
      return I;
  return 0;
}

Flow::Effect HeldLocks::effectOf(const Stmt &S) {
  Flow::Effect E;
  if (const auto *Local = dyn_cast<DeclStmt>(&S)) {
    for (auto &L : Locks)
      if (L->Declared == Local) {
        E.Ends.push_back(indexOf(*L));
        if (!startsUnlocked(Tu.profiles(), *L->Guard))
          E.Begins.push_back(indexOf(*L));
      }
  } else if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    callEffect(*Call, E);
  } else if (const auto *Make = dyn_cast<CXXConstructExpr>(&S)) {
    // A guard that adopts a lock is what unlocks it from then on.
    if (llvm::any_of(Make->arguments(), [](const Expr *A) {
          return isOf(*A, "std::adopt_lock_t");
        }))
      for (const Expr *A : Make->arguments())
        if (LockOf *L = find(*A))
          E.Ends.push_back(indexOf(*L));
  } else if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(&S)) {
    if (LockOf *L = Cast->isXValue() ? find(*Cast->getSubExpr()) : nullptr)
      E.Ends.push_back(indexOf(*L));
  }
  return E;
}

void HeldLocks::callEffect(const CallExpr &Call, Flow::Effect &E) {
  auto Do = [&](LockOf *L, Step How) {
    if (L && How != Step::None)
      (How == Step::Lock ? E.Begins : E.Ends).push_back(indexOf(*L));
  };
  auto IsNothing = [](const Expr &Value) {
    const Expr &V = ignoreTransparent(Value);
    const auto *Make = dyn_cast<CXXConstructExpr>(&V);
    const auto *List = dyn_cast<InitListExpr>(&V);
    return isa<CXXNullPtrLiteralExpr>(V) || isOf(V, "std::nullopt_t") ||
           (Make && Make->getNumArgs() == 0) ||
           (List && List->getNumInits() == 0);
  };
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Operator->getOperator() == OO_Equal && Call.getNumArgs() == 2)
      Do(find(*Call.getArg(0)),
         IsNothing(*Call.getArg(1)) ? Step::Unlock : Step::Lock);
    return;
  }
  if (auto [Object, Name] = memberCall(Call); Object) {
    Step How = stepOf(Name);
    if (Name == "emplace")
      How = Step::Lock;
    else if (Name == "reset")
      How = Call.getNumArgs() == 0 || IsNothing(*Call.getArg(0)) ? Step::Unlock
                                                                 : Step::Lock;
    return Do(find(*Object), How);
  }
  const FunctionDecl *F = calleeOf(Call);
  if (!F || !F->getIdentifier())
    return;
  StringRef Name = F->getName();
  for (const Expr *A : Call.arguments()) {
    LockOf *L = find(*A);
    if (Name == "lock" || Name == "try_lock")
      Do(L, Step::Lock);
    // What a guard is moved into holds its lock from then on.
    else if ((Name == "move" && L && L->Guard) || stepOf(Name) == Step::Unlock)
      Do(L, Step::Unlock);
  }
}

/// `if (lk.owns_lock())`, `if (!m.try_lock())`, `if (lk)`.
llvm::SmallVector<unsigned, 1> HeldLocks::endsIf(const Expr &Condition,
                                                 bool Value) {
  const Expr *E = ignoreTransparent(Condition).IgnoreParenImpCasts();
  while (const auto *Not = dyn_cast<UnaryOperator>(E)) {
    if (Not->getOpcode() != UO_LNot)
      return {};
    Value = !Value;
    E = ignoreTransparent(*Not->getSubExpr()).IgnoreParenImpCasts();
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->getType()->isBooleanType() && Var->getInit())
      E = ignoreTransparent(*Var->getInit()).IgnoreParenImpCasts();
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || Value)
    return {};
  auto [Object, Name] = memberCall(*Call);
  bool Tells = Name == "owns_lock" || Name == "has_value" ||
               Name == "isLocked" || stepOf(Name) == Step::Lock ||
               isa_and_nonnull<CXXConversionDecl>(calleeOf(*Call));
  LockOf *L = Object && Tells ? find(*Object) : nullptr;
  if (!L)
    return {};
  return {indexOf(*L)};
}

bool HeldLocks::isInScope(const LockOf &L, const Expr &Suspension,
                          const Ancestors &Around) const {
  // What is handed to the operation itself may be unlocked by it.
  bool Handed = false;
  walkSpelled(Suspension, [&](const Stmt &S, const Ancestors &Above) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    Handed |= L.Guard && Ref && Ref->getDecl() == L.Guard &&
              !isa_and_nonnull<MemberExpr>(Above.parent());
  });
  if (Handed)
    return false;
  if (!L.Declared)
    return true;
  ArrayRef<const Stmt *> Stack = Around.all();
  const auto *At = llvm::find(Stack, L.Scope);
  if (At == Stack.end())
    return false;
  const Stmt *Child = At + 1 == Stack.end() ? &Suspension : *(At + 1);
  return Child != L.Declared &&
         Tu.sources().isBeforeInTranslationUnit(L.Declared->getEndLoc(),
                                                Child->getBeginLoc());
}

/// A temporary lives to the end of the full expression, and so does its lock.
void HeldLocks::addTemporaries(HeldAt &At) {
  Ancestors Around(At.Stack);
  const Expr &Whole = fullExpression(*At.Suspension, Around);
  walkSpelled(Whole, [&](const Stmt &S, const Ancestors &) {
    const auto *Made = dyn_cast<MaterializeTemporaryExpr>(&S);
    if (!Made || Made->getExtendingDecl() ||
        !isGuardType(Tu.profiles(), Made->getType()) ||
        llvm::is_contained(At.Stack, Made) ||
        Tu.sources().isBeforeInTranslationUnit(At.Suspension->getEndLoc(),
                                               Made->getBeginLoc()))
      return;
    LockOf L;
    L.Where = Made;
    L.Mutex = mutexIn(Tu.profiles(), *Made);
    Temporaries.push_back(std::make_unique<LockOf>(std::move(L)));
    At.Locks.push_back(Temporaries.back().get());
  });
}

} // namespace asyncmend
