//===- lock-scan.cpp - Locks that may be held at a place ------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/lock-scan.h"
#include "core/lock-effect.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace clang;

namespace asyncmend {

QualType lockTypeOf(const ValueDecl &Lock) {
  QualType T = Lock.getType().getNonReferenceType();
  return T->isPointerType() ? T->getPointeeType() : T;
}

bool startsUnlocked(const ProfileSet &Profiles, const VarDecl &Guard) {
  std::string Name = className(Guard.getType());
  // What wraps a guard may give it a mutex of its own choice.
  bool NeedsMutex = Profiles.isThreadGuard(Name) || Name == "std::unique_ptr" ||
                    Name == "std::optional";
  if (!Guard.getInit())
    return NeedsMutex;
  const Expr &Init = ignoreTransparent(*Guard.getInit());
  ArrayRef<const Stmt *> Arguments;
  SmallVector<const Stmt *> Children(Init.child_begin(), Init.child_end());
  if (isa<CXXConstructExpr, ParenListExpr, InitListExpr,
          CXXUnresolvedConstructExpr>(Init))
    Arguments = Children;
  else
    return false;
  if (Arguments.empty())
    return NeedsMutex;
  return llvm::any_of(Arguments, [](const Stmt *Argument) {
    const auto *E = dyn_cast<Expr>(Argument);
    return E && className(E->getType()) == "std::defer_lock_t";
  });
}

namespace {

/// `std::unique_lock<Mutex>` with the mutex of a framework's own namespace was
/// awaited, and suspends whoever waits for it.
bool isOfFramework(const ProfileSet &Profiles, QualType Mutex) {
  std::string Class = Mutex.isNull() ? std::string() : className(Mutex);
  return llvm::any_of(Profiles.frameworks(), [&](const Framework &F) {
    if (!Class.empty() && F.Failures.Mutex.Type == Class)
      return true;
    return llvm::any_of(F.CoroutineTypes, [&](const TaskType &T) {
      StringRef Home = StringRef(T.Name).rsplit("::").first;
      StringRef Name = Class;
      return Name.consume_front(Home) && Name.starts_with("::");
    });
  });
}

bool isGuardTypeAt(const ProfileSet &Profiles, QualType T, unsigned Depth) {
  if (T.isNull() || Depth == 0 || T->isReferenceType())
    return false;
  std::string Name = className(T);
  if (Profiles.isThreadGuard(Name))
    return !isOfFramework(Profiles, templateArgument(T, 0));
  if (Name == "std::unique_ptr" || Name == "std::optional")
    return isGuardTypeAt(Profiles, templateArgument(T, 0), Depth - 1);
  const auto *Record = T->getAsCXXRecordDecl();
  // The insides of the standard library would only cost time.
  if (!Record || !Record->hasDefinition() || Record->isInStdNamespace())
    return false;
  auto IsGuard = [&](QualType Part) {
    return isGuardTypeAt(Profiles, Part, Depth - 1);
  };
  return llvm::any_of(
             Record->fields(),
             [&](const FieldDecl *F) { return IsGuard(F->getType()); }) ||
         llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &B) {
           return IsGuard(B.getType());
         });
}

bool jumps(const Stmt &S) {
  const Stmt &Inner = withoutLabels(S);
  const auto *E = dyn_cast<Expr>(&Inner);
  return isa<BreakStmt, ContinueStmt, GotoStmt, ReturnStmt, CoreturnStmt>(
             Inner) ||
         (E && isa<CXXThrowExpr>(ignoreTransparent(*E)));
}

/// The last word of the statements of `Block` before `Below`; nothing where
/// what stands further out decides.
std::optional<bool> heldByBlock(const LockEffects &Lock,
                                const CompoundStmt &Block, const Stmt &Below,
                                const DeclStmt *Declared, bool AtStart) {
  // Two ways lead to a label of a switch: past it from above, and from its
  // head, of which this block knows nothing.
  bool PastLabel = isa<SwitchCase>(Below);
  bool Reached = false;
  for (const Stmt *Child : llvm::reverse(Block.body())) {
    bool Earlier = Reached;
    Reached |= Child == &Below;
    if (!Earlier)
      continue;
    if (&withoutLabels(*Child) == Declared)
      return AtStart;
    if (PastLabel && jumps(*Child))
      break;
    LockEffect E = Lock.of(*Child);
    if (E == LockEffect::Lock)
      return true;
    if (E == LockEffect::Unlock && !PastLabel)
      return false;
    if (E == LockEffect::Unlock)
      break;
    PastLabel |= isa<SwitchCase>(Child);
  }
  return std::nullopt;
}

/// Looks back from the site, outwards, for what was last done to `Lock`.
/// `Declared` is the guard's own declaration, null where it is none of the
/// coroutine's blocks; `AtStart`, whether it is held from there on.
bool mayBeHeld(const LockEffects &Lock, const DeclStmt *Declared, bool AtStart,
               const Stmt &Site, const Ancestors &Around) {
  const Stmt *Below = &Site;
  for (const Stmt *S : llvm::reverse(Around.all())) {
    // The end of the last turn comes before the start of this one.
    if (isLoop(*S) && Lock.ofLoop(*S) == LockEffect::Lock)
      return true;
    if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      if (auto Held = heldByBlock(Lock, *Block, *Below, Declared, AtStart))
        return *Held;
    } else {
      const auto *If = dyn_cast<IfStmt>(S);
      SmallVector<const Stmt *> Earlier;
      for (const Stmt *Child : S->children()) {
        if (Child == Below)
          break;
        if (Child && !(If && Child == If->getThen()))
          Earlier.push_back(Child);
      }
      for (const Stmt *Child : llvm::reverse(Earlier)) {
        if (Child == Declared)
          return AtStart;
        if (Lock.mayLock(*Child))
          return true;
      }
    }
    Below = S;
  }
  return AtStart;
}

/// Mutexes, and guards that are no locals, which the coroutine itself locks.
SmallVector<const ValueDecl *> lockedByHand(const ProfileSet &Profiles,
                                            const Stmt &Body) {
  SmallVector<const ValueDecl *> Locks;
  walkSpelled(Body, [&](const Stmt &S, const Ancestors &Around) {
    const ValueDecl *D = namedBy(S);
    if (!D || llvm::is_contained(Locks, D))
      return;
    const auto *Var = dyn_cast<VarDecl>(D);
    bool IsMutex = Profiles.isThreadMutex(className(lockTypeOf(*D)));
    bool IsGuard = (!Var || !Var->isLocalVarDecl()) &&
                   isGuardType(Profiles, lockTypeOf(*D));
    if ((IsMutex || IsGuard) &&
        effectOfMention(Around, IsGuard) == LockEffect::Lock)
      Locks.push_back(D);
  });
  return Locks;
}

const FunctionDecl *functionOf(const TuModel &Tu, const Stmt &Body) {
  for (const Coroutine &C : Tu.coroutines())
    if (&C.written() == &Body)
      return C.Function;
  return nullptr;
}

} // namespace

bool isGuardType(const ProfileSet &Profiles, QualType T) {
  return isGuardTypeAt(Profiles, T, /*Depth=*/4);
}

static const ValueDecl *localGuardHeld(const TuModel &Tu, const Stmt &Site,
                                       const Ancestors &Around) {
  const SourceManager &Sources = Tu.sources();
  for (const Stmt *S : llvm::reverse(Around.all()))
    for (const Stmt *Child : S->children()) {
      const auto *Local = dyn_cast_or_null<DeclStmt>(Child);
      if (!Local || !Sources.isBeforeInTranslationUnit(Local->getEndLoc(),
                                                       Site.getBeginLoc()))
        continue;
      for (const Decl *D : Local->decls())
        if (const auto *Guard = dyn_cast<VarDecl>(D);
            Guard && isGuardType(Tu.profiles(), Guard->getType()) &&
            mayBeHeld({*Guard, true}, Local,
                      !startsUnlocked(Tu.profiles(), *Guard), Site, Around))
          return Guard;
    }
  return nullptr;
}

const ValueDecl *lockHeld(const TuModel &Tu, const Stmt &Site,
                          const Ancestors &Around) {
  if (const ValueDecl *Guard = localGuardHeld(Tu, Site, Around))
    return Guard;
  if (Around.all().empty())
    return nullptr;
  const Stmt &Body = *Around.all().front();
  if (const FunctionDecl *F = functionOf(Tu, Body))
    for (const ParmVarDecl *P : F->parameters())
      if (isGuardType(Tu.profiles(), P->getType()) &&
          mayBeHeld({*P, true}, nullptr, /*AtStart=*/true, Site, Around))
        return P;
  for (const ValueDecl *Lock : lockedByHand(Tu.profiles(), Body)) {
    bool IsGuard = !Tu.profiles().isThreadMutex(className(lockTypeOf(*Lock)));
    if (mayBeHeld({*Lock, IsGuard}, nullptr, /*AtStart=*/false, Site, Around))
      return Lock;
  }
  return nullptr;
}

} // namespace asyncmend
