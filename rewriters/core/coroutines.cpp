//===- coroutines.cpp - Every function of one TU --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/coroutines.h"
#include "core/names.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

namespace {

/// A lambda in an instantiation is no instantiation of its own in the AST.
bool isInstance(const FunctionDecl &F) {
  for (const DeclContext *DC = &F; DC; DC = DC->getParent()) {
    const auto *Function = dyn_cast<FunctionDecl>(DC);
    const auto *Class = dyn_cast<CXXRecordDecl>(DC);
    if ((Function && Function->isTemplateInstantiation()) ||
        (Class &&
         isTemplateInstantiation(Class->getTemplateSpecializationKind())))
      return true;
  }
  return false;
}

class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  Visitor(ASTContext &Context, const ProfileSet &Profiles,
          std::vector<FunctionBody> &Out)
      : Sources(Context.getSourceManager()), Profiles(Profiles), Out(Out) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  /// Most of a TU is system headers, in which nothing is ever reported.
  bool TraverseDecl(Decl *D) {
    if (D && !isa<TranslationUnitDecl>(D) &&
        Sources.isInSystemHeader(Sources.getExpansionLoc(D->getLocation())))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitFunctionDecl(FunctionDecl *F) {
    record(*F);
    return true;
  }

  /// The visitor walks a lambda's body without visiting its call operator, and
  /// never sees the instantiations of a generic one.
  bool VisitLambdaExpr(LambdaExpr *L) {
    if (const FunctionDecl *Operator = L->getCallOperator())
      record(*Operator);
    FunctionTemplateDecl *Generic =
        L->getLambdaClass()->getDependentLambdaCallOperator();
    if (!Generic)
      return true;
    for (FunctionDecl *Instance : Generic->specializations())
      if (Instance->doesThisDeclarationHaveABody()) {
        record(*Instance);
        TraverseStmt(Instance->getBody());
      }
    return true;
  }

private:
  void record(const FunctionDecl &F) {
    if (!F.doesThisDeclarationHaveABody() || F.isImplicit() ||
        F.isDefaulted() || !F.getBody())
      return;
    FunctionBody C;
    C.Function = &F;
    C.Body = dyn_cast<CoroutineBodyStmt>(F.getBody());
    if (C.Body)
      C.Task = Profiles.coroutineType(className(F.getReturnType()));
    C.IsPattern = F.isDependentContext();
    C.IsInstance = isInstance(F);
    Out.push_back(C);
  }

  const SourceManager &Sources;
  const ProfileSet &Profiles;
  std::vector<FunctionBody> &Out;
};

} // namespace

FunctionIndex::FunctionIndex(ASTContext &Context, const ProfileSet &Profiles) {
  std::vector<FunctionBody> Found;
  Visitor(Context, Profiles, Found)
      .TraverseDecl(Context.getTranslationUnitDecl());
  markStackful(Found, Profiles);
  // A member that is defined outside its class template is met after the
  // template's instantiations.
  for (bool Instances : {false, true})
    llvm::copy_if(
        Found, std::back_inserter(Functions),
        [&](const FunctionBody &F) { return F.IsInstance == Instances; });
  llvm::copy_if(Functions, std::back_inserter(Coroutines),
                [](const FunctionBody &F) { return F.isCoroutine(); });
}

} // namespace asyncmend
