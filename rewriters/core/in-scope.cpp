//===- in-scope.cpp - Objects that code at a place can name ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/in-scope.h"
#include "core/blocking-calls.h"
#include "core/fan-out.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace asyncmend {

static std::optional<NamedObject> asWanted(const ScopeObject &Wanted,
                                           const ValueDecl &D) {
  QualType Type = D.getType().getNonReferenceType();
  if (!D.getIdentifier() || !isOfClass(Type, Wanted.Types) ||
      (!Wanted.Words.empty() && !hasWord(D.getName(), Wanted.Words)))
    return std::nullopt;
  std::string Class = className(Type);
  if (!Wanted.Pointer.empty() && Class != Wanted.Pointer)
    return std::nullopt;
  // A wrapped reference has no arrow.
  if (Class == "std::reference_wrapper")
    return std::nullopt;
  std::string Name = D.getNameAsString();
  bool Held = Type->isPointerType() || pointeeClass(Type) != Class;
  return NamedObject{&D, Name, Name + (Held ? "->" : ".")};
}

static std::optional<NamedObject> member(const ScopeObject &Wanted,
                                         const CXXRecordDecl &Class) {
  for (const FieldDecl *Field : Class.fields())
    if (auto Found = asWanted(Wanted, *Field))
      return Found;
  return std::nullopt;
}

static std::optional<NamedObject> captured(const ScopeObject &Wanted,
                                           const CXXRecordDecl &Closure) {
  const CXXRecordDecl *This = nullptr;
  for (const LambdaCapture &C : Closure.captures())
    if (C.capturesVariable()) {
      if (auto Found = asWanted(Wanted, *C.getCapturedVar()))
        return Found;
    } else if (C.capturesThis()) {
      for (const DeclContext *DC = &Closure; DC && !This; DC = DC->getParent())
        if (const auto *Class = dyn_cast<CXXRecordDecl>(DC);
            Class && !Class->isLambda())
          This = Class;
    }
  return This ? member(Wanted, *This) : std::nullopt;
}

std::optional<NamedObject> objectInScope(const ScopeObject &Wanted,
                                         const Place &At,
                                         const SourceManager &Sources) {
  for (const Stmt *S : llvm::reverse(At.Around.all()))
    for (const Stmt *Child : S->children()) {
      const auto *Local = dyn_cast_or_null<DeclStmt>(Child);
      if (!Local ||
          !Sources.isBeforeInTranslationUnit(Local->getEndLoc(), At.Loc))
        continue;
      for (const Decl *D : Local->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (auto Found = asWanted(Wanted, *Var))
            return Found;
    }
  for (const ParmVarDecl *P : At.Function->parameters())
    if (auto Found = asWanted(Wanted, *P))
      return Found;
  const auto *Method = dyn_cast<CXXMethodDecl>(At.Function);
  if (!Method)
    return std::nullopt;
  if (Method->getParent()->isLambda())
    return captured(Wanted, *Method->getParent());
  return Method->isInstance() ? member(Wanted, *Method->getParent())
                              : std::nullopt;
}

} // namespace asyncmend
