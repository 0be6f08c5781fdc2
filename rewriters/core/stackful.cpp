//===- stackful.cpp - Coroutines with a stack of their own ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/stackful.h"
#include "core/calls.h"
#include "core/coroutines.h"
#include "core/names.h"
#include "core/walk.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <nlohmann/json.hpp>

using namespace clang;
using nlohmann::json;

namespace asyncmend {

FiberProfile readStackful(const json &Profile, const ProfileText &P) {
  FiberProfile S;
  json J = Profile.value("stackful", json::object());
  for (auto [Key, Set] :
       {std::pair("params", &S.Params), std::pair("entries", &S.Entries),
        std::pair("bases", &S.Bases)})
    for (const std::string &Name : P.texts(J, Key))
      Set->insert(Name);
  S.Wait = P.text(J, "wait");
  return S;
}

namespace {

using Homes = llvm::DenseMap<const FunctionDecl *, const Framework *>;

/// Finds what is handed to functions that run it on a stack of its own.
class EntryFinder {
public:
  EntryFinder(ArrayRef<Framework> Known, Homes &Found)
      : Known(Known), Found(Found) {}

  void look(const Stmt &S) {
    if (const auto *Make = dyn_cast<CXXConstructExpr>(&S)) {
      if (const Framework *Home = homeOf(className(Make->getType())))
        take(*Home, {Make->getArgs(), Make->getNumArgs()});
      return;
    }
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
    if (!F || !F->getIdentifier())
      return;
    const Framework *Home = homeOf(qualifiedName(*F));
    // `fibers.emplace_back([] {…})` makes one without naming the class.
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
        Member && !Home && F->getName().starts_with("emplace"))
      Home = homeOf(className(
          templateArgument(Member->getImplicitObjectArgument()->getType(), 0)));
    if (Home)
      take(*Home, {Call->getArgs(), Call->getNumArgs()});
  }

private:
  const Framework *homeOf(const std::string &Name) const {
    for (const Framework &F : Known)
      if (F.Stackful.Entries.contains(Name))
        return &F;
    return nullptr;
  }

  void take(const Framework &Home, ArrayRef<const Expr *> Args) {
    for (const Expr *Arg : Args) {
      const Expr &E = ignoreTransparent(*Arg);
      if (const auto *L = dyn_cast<LambdaExpr>(&E))
        Found[L->getCallOperator()->getCanonicalDecl()] = &Home;
      else if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
        if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
          Found[F->getCanonicalDecl()] = &Home;
    }
  }

  ArrayRef<Framework> Known;
  Homes &Found;
};

} // namespace

static bool derivesFrom(const CXXRecordDecl &Class,
                        const llvm::StringSet<> &Bases) {
  if (!Class.hasDefinition())
    return false;
  return llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
    return Bases.contains(className(Base.getType())) ||
           (Record && derivesFrom(*Record, Bases));
  });
}

static void markBySignature(FunctionBody &F, const Framework &Home) {
  for (const ParmVarDecl *P : F.Function->parameters())
    if (Home.Stackful.Params.contains(
            className(P->getType().getNonReferenceType()))) {
      F.Stackful = &Home;
      F.StackParam = P;
    }
  const auto *Method = dyn_cast<CXXMethodDecl>(F.Function);
  // A constructor runs where the program is set up.
  if (Method && !isa<CXXConstructorDecl, CXXDestructorDecl>(Method) &&
      derivesFrom(*Method->getParent(), Home.Stackful.Bases))
    F.Stackful = &Home;
}

void markStackful(std::vector<FunctionBody> &Functions,
                  const ProfileSet &Profiles) {
  if (llvm::none_of(Profiles.frameworks(),
                    [](const Framework &F) { return F.Stackful.any(); }))
    return;
  Homes Entered;
  EntryFinder Finder(Profiles.frameworks(), Entered);
  for (const FunctionBody &F : Functions)
    walkSpelled(F.written(),
                [&](const Stmt &S, const Ancestors &) { Finder.look(S); });
  for (FunctionBody &F : Functions) {
    if (F.isCoroutine())
      continue;
    F.Stackful = Entered.lookup(F.Function->getCanonicalDecl());
    for (const Framework &Home : Profiles.frameworks())
      if (!F.Stackful && Home.Stackful.any())
        markBySignature(F, Home);
  }
}

} // namespace asyncmend
