//===- early-unlock.cpp - Unlocking before a suspension -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/early-unlock.h"
#include "core/calls.h"
#include "core/guarded-uses.h"
#include "core/handle-uses.h"
#include "core/hoist.h"
#include "core/layout.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/spelling.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

namespace {

/// The statements of a block, and where in it the lock is taken, where the
/// first suspension with it stands, and where it was to end.
struct Section {
  const CompoundStmt *Block = nullptr;
  ArrayRef<Stmt *> Guarded; ///< After the lock, before the suspension.
  ArrayRef<Stmt *> Rest;    ///< From the suspension on.
  const Stmt *Taken = nullptr;
};

class EarlyUnlock {
public:
  EarlyUnlock(const TuModel &Tu, const Coroutine &C, const HeldLocks &All,
              const HeldAt &At)
      : Tu(Tu), C(C), All(All), At(At), Lock(*At.Locks.front()) {}

  Expected<Fix> fix() {
    if (At.Locks.size() > 1)
      return no("several locks are held here: end the scope of each before "
                "the suspension by hand");
    if (!Lock.Where)
      return no("the caller took the lock: unlock it before the suspension, or "
                "let the caller pass what was read under it");
    if (Lock.Path.empty())
      return no("the guard is a temporary of the same expression: read what is "
                "needed in a statement of its own, and await in the next");
    std::string Why = findSection();
    if (Why.empty() && Lock.Guard)
      Why = whyKept();
    else if (Why.empty())
      Why = findUnlock();
    if (Why.empty())
      Why = whyNeeded();
    if (!Why.empty())
      return no(Why);
    return Lock.Guard ? ofGuard() : ofUnlock();
  }

private:
  /// The whole statement that takes the lock must stand in a block.
  std::string findSection() {
    const Stmt *Taken = Lock.Where;
    S.Block = dyn_cast_or_null<CompoundStmt>(
        Lock.Stack.empty() ? nullptr : Lock.Stack.back());
    if (!Lock.Guard)
      for (size_t I = Lock.Stack.size(); I-- > 0 && !S.Block;) {
        if (!isTransparent(*Lock.Stack[I]))
          S.Block = dyn_cast<CompoundStmt>(Lock.Stack[I]);
        if (!S.Block)
          Taken = Lock.Stack[I];
      }
    if (!S.Block)
      return "the lock is taken in the head of another statement: take it in "
             "a block of its own that ends before the suspension";
    ArrayRef<Stmt *> Body(S.Block->body_begin(), S.Block->size());
    size_t From = llvm::find(Body, Taken) - Body.begin();
    size_t First = Body.size();
    for (const HeldAt &Other : All.found())
      if (Other.Locks.front() == &Lock)
        for (size_t I = From + 1; I < Body.size(); ++I)
          if (Body[I] == Other.Suspension ||
              llvm::is_contained(Other.Stack, Body[I]))
            First = std::min(First, I);
    if (From == Body.size() || First == Body.size())
      return "the suspension stands in another block than the lock: unlock on "
             "each path to it";
    for (const Stmt *Each : Body.drop_front(From))
      if (isa<SwitchCase, LabelStmt>(Each))
        return "jumps lead into the middle of the locked section";
    S.Taken = Taken;
    S.Guarded = Body.slice(From + 1, First - From - 1);
    S.Rest = Body.drop_front(First);
    return {};
  }

  /// Why the guard cannot end before the suspension, whatever it guards.
  std::string whyKept() {
    if (!Lock.Declared->isSingleDecl())
      return "the guard is declared together with something else";
    for (const Stmt *Each : S.Rest)
      if (names(*Each, *Lock.Guard))
        return Lock.name() + " is used again after the suspension";
    for (const Stmt *Each : S.Guarded)
      if (names(*Each, *Lock.Guard))
        return Lock.name() + " is used between the lock and the suspension";
    return {};
  }

  /// `m.unlock();` in the same block, and no other mention of it.
  std::string findUnlock() {
    unsigned Mentions = 0;
    for (const Stmt *Each : S.Block->body())
      walkSpelled(*Each, [&](const Stmt &Inner, const Ancestors &Around) {
        const auto *Call = dyn_cast<CXXMemberCallExpr>(&Inner);
        if (!Call || namedPath(*Call->getImplicitObjectArgument()) != Lock.Path)
          return;
        ++Mentions;
        if (Around.all().empty() || llvm::all_of(Around.all(), [](auto *A) {
              return isTransparent(*A);
            }))
          if (Each != S.Taken)
            Unlock = Each;
      });
    const auto *Found = llvm::find(S.Rest, Unlock);
    if (!Unlock || Mentions != 2 || Found == S.Rest.end())
      return "it is unlocked in several places, or in another block: use a "
             "guard whose scope ends before the suspension";
    S.Rest = S.Rest.take_front(Found - S.Rest.begin());
    return {};
  }

  /// Why something after the suspension may need the lock, or why the lock may
  /// be meant for just that.
  std::string whyNeeded() {
    for (const Stmt *Each : S.Rest)
      if (std::string Use = sharedUse(Tu, C, Lock, *Each); !Use.empty())
        return Use + " may be what the lock protects, and is used while or "
                     "after the coroutine is suspended: copy what is needed "
                     "before, or use an asynchronous mutex";
    bool Guards = llvm::any_of(S.Guarded, [&](const Stmt *Each) {
      return !sharedUse(Tu, C, Lock, *Each).empty();
    });
    if (!Guards)
      return "nothing before the suspension needs the lock, so it seems to be "
             "meant for the awaited operation: use an asynchronous mutex";
    return whyDestroyed();
  }

  /// What is destroyed at the end of the block was destroyed under the lock.
  std::string whyDestroyed() {
    for (const Stmt *Each : S.Guarded) {
      const auto *Local = dyn_cast<DeclStmt>(Each);
      if (!Local || !Lock.Guard)
        continue;
      for (const Decl *D : Local->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D); Var && endMatters(*Var))
          return "'" + Var->getNameAsString() +
                 "' is destroyed under the lock: end its scope by hand";
    }
    return {};
  }

  bool endMatters(const VarDecl &Var) const {
    const auto *Record = Var.getType()->getAsCXXRecordDecl();
    return Record &&
           !(Record->hasDefinition() && Record->hasTrivialDestructor()) &&
           !ownsAll(Tu, Var.getType());
  }

  /// Is something that the locked section declares named later?
  bool isUsedLater() const {
    for (const Stmt *Each : S.Guarded) {
      const auto *Local = dyn_cast<DeclStmt>(Each);
      if (!Local)
        continue;
      for (const Decl *D : Local->decls()) {
        const auto *Var = dyn_cast<VarDecl>(D);
        if (!Var || isa<DecompositionDecl>(Var))
          return true;
        for (const Stmt *Later : S.Rest)
          if (names(*Later, *Var))
            return true;
      }
    }
    return false;
  }

  Expected<Fix> ofGuard() {
    EditBuilder Edits(Tu);
    if (isUsedLater())
      unlockBy(Edits);
    else
      brace(Edits);
    return std::move(Edits).done(Safety::Safe,
                                 "end the lock before the suspension");
  }

  /// Puts braces around the guard and what it guards.
  void brace(EditBuilder &Edits) {
    auto From = extentOf(Tu, *S.Taken);
    auto To = extentOf(Tu, *S.Guarded.back());
    if (!From || !To || !From->OwnLines || !To->OwnLines) {
      Edits.refuse("other code stands on the lines of the locked section");
      return;
    }
    if (std::string Why = Edits.whyNotEditable(
            {S.Taken->getBeginLoc(), S.Guarded.back()->getEndLoc()});
        !Why.empty())
      Edits.refuse(Why);
    SourceLocation Loc = S.Taken->getBeginLoc();
    Span Where = From->Whole;
    Where.Length = To->Whole.end() - Where.Offset;
    std::string Indent = indentAt(Tu, Loc);
    auto Text =
        reindent(textOf(Tu, Loc, Where), Indent, Indent + indentStep(Tu, Loc));
    if (!Text) {
      Edits.refuse("a raw string or a long comment in the locked section would "
                   "change");
      return;
    }
    Edits.replaceBytes(Loc, Where, Indent + "{\n" + *Text + Indent + "}\n");
  }

  void unlockBy(EditBuilder &Edits) {
    std::string Class = className(Lock.Guard->getType());
    std::string Name = Lock.Guard->getNameAsString();
    if (Class == "std::unique_ptr" || Class == "std::optional") {
      Edits.insertAbove(*S.Rest.front(), Name + ".reset();\n");
      return;
    }
    auto Other = Tu.profiles().failures().Unlockable.find(Class);
    if (Other == Tu.profiles().failures().Unlockable.end()) {
      Edits.refuse("a variable of the locked section is used later, and the "
                   "guard has no unlock()");
      return;
    }
    if (Other->second != Class || Lock.Guard->getType().isConstQualified())
      respell(Edits, Other->second);
    Edits.insertAbove(*S.Rest.front(), Name + ".unlock();\n");
  }

  /// `const std::lock_guard<M> g(m)` becomes `std::unique_lock<M> g(m)`,
  /// and `Lock g(m)` of an alias `std::unique_lock g(m)`.
  void respell(EditBuilder &Edits, StringRef Class) {
    TypeLoc T = Lock.Guard->getTypeSourceInfo()->getTypeLoc();
    T = T.getUnqualifiedLoc();
    if (auto Elaborated = T.getAs<ElaboratedTypeLoc>())
      T = Elaborated.getNamedTypeLoc();
    SourceLocation Name;
    if (auto Written = T.getAs<TemplateSpecializationTypeLoc>())
      Name = Written.getTemplateNameLoc();
    else if (auto Deduced = T.getAs<DeducedTemplateSpecializationTypeLoc>())
      Name = Deduced.getTemplateNameLoc();
    else if (T.getAs<TypedefTypeLoc>())
      Name = T.getEndLoc(); // The arguments are deduced then.
    const auto *Init = Lock.Guard->getInit();
    unsigned Mutexes = 0;
    if (Init)
      walkSpelled(*Init, [&](const Stmt &Inner, const Ancestors &) {
        const ValueDecl *D = nullptr;
        if (const auto *E = dyn_cast<Expr>(&Inner))
          if (LockPath Path = namedPath(*E);
              !Path.empty() && isa<DeclRefExpr, MemberExpr>(Inner))
            D = Path.back();
        Mutexes += D && D->getType().getNonReferenceType()->isRecordType();
      });
    auto Text = Name.isValid() ? Tu.text({Lock.Declared->getBeginLoc(), Name})
                               : std::nullopt;
    if (!Text || Text->contains('<') || Text->contains('[') ||
        Text->contains("static") || Mutexes > 1 || !Init) {
      Edits.refuse("a variable of the locked section is used later, and the "
                   "guard's type has no unlock(): declare the variable before "
                   "the guard, and end the guard's scope");
      return;
    }
    Place Here{C.Function, Name, Ancestors(Lock.Stack)};
    Edits.replace({Lock.Declared->getBeginLoc(), Name},
                  spell(Class, Here, Tu.ast()));
  }

  Expected<Fix> ofUnlock() {
    EditBuilder Edits(Tu);
    auto Text = movedText(Tu, *Unlock, {});
    if (!Text)
      return no("the text of the unlock cannot be moved");
    takeAway(Edits, Tu, {Unlock});
    Edits.insertAbove(*S.Rest.front(), *Text);
    return std::move(Edits).done(Safety::Safe, "unlock before the suspension");
  }

  const TuModel &Tu;
  const Coroutine &C;
  const HeldLocks &All;
  const HeldAt &At;
  const LockOf &Lock;
  Section S;
  const Stmt *Unlock = nullptr;
};

} // namespace

Expected<Fix> unlockEarly(const TuModel &Tu, const Coroutine &C,
                          const HeldLocks &All, const HeldAt &At) {
  return EarlyUnlock(Tu, C, All, At).fix();
}

} // namespace asyncmend
