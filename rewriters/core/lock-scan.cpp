//===- lock-scan.cpp - Locks of the thread that may be held at a place ----===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/lock-scan.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

namespace {

enum class Event { None, Lock, Unlock };

bool isGuardTypeAt(const ProfileSet &Profiles, QualType T, unsigned Depth) {
  if (T.isNull() || Depth == 0 || T->isReferenceType())
    return false;
  std::string Name = className(T);
  if (Profiles.isThreadGuard(Name))
    return true;
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

/// The variable or member that a method is called on.
const ValueDecl *objectOf(const CXXMemberCallExpr &Call) {
  const Expr *Object = Call.getImplicitObjectArgument();
  if (!Object)
    return nullptr;
  Object = Object->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
    return Ref->getDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(Object))
    return Member->getMemberDecl();
  return nullptr;
}

/// What `S` itself (not something inside it) does to `Lock`.
Event eventOf(const Stmt &S, const ValueDecl &Lock) {
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Call =
      E ? dyn_cast<CXXMemberCallExpr>(&ignoreTransparent(*E)) : nullptr;
  if (!Call || objectOf(*Call) != &Lock || !Call->getMethodDecl() ||
      !Call->getMethodDecl()->getIdentifier())
    return Event::None;
  StringRef Name = Call->getMethodDecl()->getName();
  if (Name == "unlock" || Name == "release" || Name == "unlock_shared")
    return Event::Unlock;
  if (Name.contains("lock"))
    return Event::Lock;
  return Event::None;
}

bool contains(const Stmt &S, const ValueDecl &Lock, Event Wanted) {
  bool Found = false;
  walkSpelled(S, [&](const Stmt &Inner, const Ancestors &) {
    Found |= eventOf(Inner, Lock) == Wanted;
  });
  return Found;
}

bool isLoop(const Stmt &S) {
  return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
}

/// A guard made with std::defer_lock, or without a mutex, holds nothing yet.
bool startsUnlocked(const VarDecl &Guard) {
  const Expr *Init = Guard.getInit();
  const auto *Construct =
      Init ? dyn_cast<CXXConstructExpr>(&ignoreTransparent(*Init)) : nullptr;
  if (!Construct)
    return false;
  if (Construct->getNumArgs() == 0)
    return true;
  return llvm::any_of(Construct->arguments(), [](const Expr *Argument) {
    return className(Argument->getType()) == "std::defer_lock_t";
  });
}

/// Looks back from the site, block by block, for what was last done to `Lock`.
/// `Declared` is the guard's own declaration, null for a mutex.
bool mayBeHeld(const ValueDecl &Lock, const DeclStmt *Declared,
               const Stmt &Site, const Ancestors &Around) {
  ArrayRef<const Stmt *> Stack = Around.all();
  const Stmt *Below = &Site;
  for (const Stmt *S : llvm::reverse(Stack)) {
    // The end of the last turn comes before the start of this one.
    if (isLoop(*S) && contains(*S, Lock, Event::Lock))
      return true;
    if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      auto Children = llvm::make_range(Block->body_begin(), Block->body_end());
      SmallVector<const Stmt *> Earlier;
      for (const Stmt *Child : Children) {
        if (Child == Below)
          break;
        Earlier.push_back(Child);
      }
      for (const Stmt *Child : llvm::reverse(Earlier)) {
        // Another label of a switch is no way that leads here.
        if (isa<SwitchCase>(Below) || isa<SwitchCase>(Child))
          break;
        if (Child == Declared)
          return !startsUnlocked(*cast<VarDecl>(&Lock));
        Event E = eventOf(*Child, Lock);
        if (E != Event::None)
          return E == Event::Lock;
        if (contains(*Child, Lock, Event::Lock))
          return true;
      }
    }
    Below = S;
  }
  return Declared && !startsUnlocked(*cast<VarDecl>(&Lock));
}

/// Mutexes that some `m.lock();` of the coroutine names.
SmallVector<const ValueDecl *> lockedMutexes(const ProfileSet &Profiles,
                                             const Stmt &Body) {
  SmallVector<const ValueDecl *> Mutexes;
  walkSpelled(Body, [&](const Stmt &S, const Ancestors &) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    const ValueDecl *Object = Call ? objectOf(*Call) : nullptr;
    if (Object && !llvm::is_contained(Mutexes, Object) &&
        Profiles.isThreadMutex(className(Object->getType())) &&
        eventOf(S, *Object) == Event::Lock)
      Mutexes.push_back(Object);
  });
  return Mutexes;
}

} // namespace

bool isGuardType(const ProfileSet &Profiles, QualType T) {
  return isGuardTypeAt(Profiles, T, /*Depth=*/4);
}

const ValueDecl *lockHeld(const TuModel &Tu, const Stmt &Site,
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
            mayBeHeld(*Guard, Local, Site, Around))
          return Guard;
    }
  if (Around.all().empty())
    return nullptr;
  for (const ValueDecl *Mutex :
       lockedMutexes(Tu.profiles(), *Around.all().front()))
    if (mayBeHeld(*Mutex, nullptr, Site, Around))
      return Mutex;
  return nullptr;
}

} // namespace asyncmend
