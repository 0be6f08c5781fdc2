//===- mutex-exchange.cpp - A mutex that lets others run ------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/mutex-exchange.h"
#include "core/block-site.h"
#include "core/fill.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/spelling.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"
#include <map>

using namespace clang;
using llvm::Expected;

namespace asyncmend {

/// The arguments of a guard's constructor.
static ArrayRef<const Expr *> argumentsOf(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  const auto *Make =
      Init ? dyn_cast<CXXConstructExpr>(&ignoreTransparent(*Init)) : nullptr;
  return Make ? ArrayRef<const Expr *>(Make->getArgs(), Make->getNumArgs())
              : ArrayRef<const Expr *>();
}

const ValueDecl *threadMutexOf(const FunctionBody &F, const VarDecl &Var) {
  if (F.isCoroutine() || !F.Stackful || !Var.getInit())
    return nullptr;
  const AsyncMutexProfile &P = F.Stackful->Failures.Mutex;
  if (!P.SameGuards || !P.Guards.contains(className(Var.getType())))
    return nullptr;
  ArrayRef<const Expr *> Args = argumentsOf(Var);
  // With a second argument it need not wait.
  if (Args.empty() || (Args.size() > 1 && !Args[1]->isDefaultArgument()) ||
      !P.Replaces.contains(className(Args[0]->getType().getNonReferenceType())))
    return nullptr;
  return subjectOf(*Args[0]);
}

namespace {

class Exchange {
public:
  Exchange(const TuModel &Tu, const FunctionBody &F, const ValueDecl &Mutex)
      : Tu(Tu), F(F), Mutex(Mutex), P(F.Stackful->Failures.Mutex) {}

  Expected<Fix> fix() {
    if (std::string Why = whyNotSeen(); !Why.empty())
      return no(Why);
    for (const FunctionBody &Other : Tu.functions())
      if (std::string Why = collect(Other); !Why.empty())
        return no(Why);
    EditBuilder Edits(Tu);
    for (const auto &[Where, Guard] : Guards)
      if (std::string Why = retype(Edits, *Guard.second, *Guard.first);
          !Why.empty())
        return no(Why);
    return declare(std::move(Edits));
  }

private:
  std::string whyNotSeen() const {
    const auto *Var = dyn_cast<VarDecl>(&Mutex);
    const auto *Field = dyn_cast<FieldDecl>(&Mutex);
    if ((!Var && !Field) || isa<ParmVarDecl>(Mutex) ||
        !P.Replaces.contains(className(Mutex.getType())))
      return "it is given in from elsewhere: make it a " + P.Type +
             " where it is declared";
    if (sharesItsType())
      return "it is declared together with others: give it a declaration of "
             "its own";
    if (Mutex.getDeclContext()->isDependentContext() ||
        (Field &&
         isTemplateInstantiation(cast<CXXRecordDecl>(Field->getParent())
                                     ->getTemplateSpecializationKind())))
      return "it belongs to a template: make it a " + P.Type + " by hand";
    if (!Tu.sources().isInMainFile(Mutex.getLocation()))
      return "other files that include its declaration may use it: make it a " +
             P.Type + " there, and see that all that lock it are coroutines";
    if (Var && Var->isExternallyVisible() && Var->hasGlobalStorage())
      return "other files may use it: make it a " + P.Type +
             " if all that lock it are coroutines";
    return {};
  }

  /// `std::mutex a, b;`
  bool sharesItsType() const {
    SourceLocation Type = cast<DeclaratorDecl>(Mutex).getTypeSpecStartLoc();
    return llvm::any_of(Mutex.getDeclContext()->decls(), [&](const Decl *D) {
      const auto *Other = dyn_cast<DeclaratorDecl>(D);
      return Other && Other != &Mutex && Other->getTypeSpecStartLoc() == Type;
    });
  }

  std::string collect(const FunctionBody &Other) {
    std::string Why;
    walkSpelled(Other.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      const auto *Member = dyn_cast<MemberExpr>(&S);
      const ValueDecl *Named = Ref      ? Ref->getDecl()
                               : Member ? Member->getMemberDecl()
                                        : nullptr;
      if (!Named || Named->getCanonicalDecl() != Mutex.getCanonicalDecl() ||
          !Why.empty() || isa_and_nonnull<LambdaExpr>(Around.parent()))
        return;
      std::string Line = std::to_string(Tu.line(S.getBeginLoc()));
      const VarDecl *Guard = guardAround(Around);
      if (Other.home() != F.Stackful || Other.isCoroutine())
        Why = "the function of line " + Line +
              ", which locks it too, is not known to run on a coroutine of " +
              F.Stackful->Display + ", and others cannot lock a " + P.Type;
      else if (!Guard || threadMutexOf(Other, *Guard) != &Mutex)
        Why = "what is done with it in line " + Line +
              " is more than a guard does that locks it alone";
      else if (isHandedOn(Other, *Guard))
        Why = "'" + Guard->getNameAsString() + "' of line " + Line +
              " is handed on, to a condition variable perhaps: its namesake of "
              "the framework is needed as well";
      else
        Guards.emplace(Tu.span(Guard->getSourceRange()),
                       std::pair(&Other, Guard));
    });
    return Why;
  }

  static const VarDecl *guardAround(const Ancestors &Around) {
    const auto *Local = Around.enclosing<DeclStmt>();
    return Local && Local->isSingleDecl()
               ? dyn_cast<VarDecl>(Local->getSingleDecl())
               : nullptr;
  }

  /// `g.unlock()` is all that is done with a guard that stays.
  static bool isHandedOn(const FunctionBody &Other, const VarDecl &Guard) {
    bool Handed = false;
    walkSpelled(Other.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      Handed |= Ref && Ref->getDecl() == &Guard &&
                !isa_and_nonnull<MemberExpr>(Around.parent());
    });
    return Handed;
  }

  /// `std::lock_guard<std::mutex>`; without the argument nothing changes.
  std::string retype(EditBuilder &Edits, const VarDecl &Guard,
                     const FunctionBody &In) {
    if (!Guard.getTypeSourceInfo())
      return "the type of '" + Guard.getNameAsString() + "' cannot be had";
    TypeLoc T = Guard.getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc();
    if (auto Elaborated = T.getAs<ElaboratedTypeLoc>())
      T = Elaborated.getNamedTypeLoc();
    if (T.getAs<DeducedTemplateSpecializationTypeLoc>())
      return {};
    auto Named = T.getAs<TemplateSpecializationTypeLoc>();
    if (!Named || Named.getNumArgs() != 1)
      return "the type of the guard '" + Guard.getNameAsString() + "' (line " +
             std::to_string(Tu.line(Guard.getLocation())) +
             ") has a name of its own";
    Edits.replace(Named.getArgLoc(0).getSourceRange(),
                  spell(P.Type,
                        {In.Function, Guard.getLocation(), Ancestors({})},
                        Tu.ast()));
    return {};
  }

  Expected<Fix> declare(EditBuilder Edits) const {
    const auto &Decl = cast<DeclaratorDecl>(Mutex);
    if (!Decl.getTypeSourceInfo())
      return no("the type of its declaration cannot be had");
    TypeLoc T = Decl.getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc();
    Edits
        .replace(T.getSourceRange(),
                 spell(P.Type, {F.Function, Mutex.getLocation(), Ancestors({})},
                       Tu.ast()))
        .include(Mutex.getLocation(), P.Headers, F.Stackful->UmbrellaHeaders);
    return std::move(Edits).done(
        Safety::Unsafe, "make '" + Mutex.getNameAsString() + "' (line " +
                            std::to_string(Tu.line(Mutex.getLocation())) +
                            ") a mutex that lets other coroutines run");
  }

  const TuModel &Tu;
  const FunctionBody &F;
  const ValueDecl &Mutex;
  const AsyncMutexProfile &P;
  /// A pattern and its instances once.
  std::map<Span, std::pair<const FunctionBody *, const VarDecl *>> Guards;
};

} // namespace

Expected<Fix> exchangeMutex(const TuModel &Tu, const FunctionBody &F,
                            const ValueDecl &Mutex) {
  return Exchange(Tu, F, Mutex).fix();
}

} // namespace asyncmend
