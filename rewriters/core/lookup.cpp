//===- lookup.cpp - What a qualified name means in a TU -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/lookup.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

/// What a name of one part means inside of `D`.
static const NamedDecl *member(const ASTContext &Context, const Decl &D,
                               StringRef Name) {
  const Decl *Scope = &D;
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(Scope))
    Scope = Template->getTemplatedDecl();
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(Scope))
    Scope = Alias->getNamespace();
  if (const auto *Typedef = dyn_cast<TypedefNameDecl>(Scope))
    if (const CXXRecordDecl *Class =
            Typedef->getUnderlyingType()->getAsCXXRecordDecl())
      Scope = Class;
  const auto *DC = dyn_cast<DeclContext>(Scope);
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Scope)) {
    Class = Class->getDefinition() ? Class->getDefinition() : Class;
    DC = Class;
  }
  if (!DC)
    return nullptr;
  auto Found = DC->lookup(&Context.Idents.get(Name));
  if (!Found.empty())
    return Found.front()->getUnderlyingDecl();
  if (const auto *Class = dyn_cast<CXXRecordDecl>(DC);
      Class && Class->hasDefinition())
    for (const CXXBaseSpecifier &Base : Class->bases()) {
      const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
      // The members of a dependent base are not known: it may be one.
      if (!Record)
        return Class;
      if (const NamedDecl *Inherited = member(Context, *Record, Name))
        return Inherited;
    }
  return nullptr;
}

const NamedDecl *lookUp(const ASTContext &Context, StringRef Qualified) {
  llvm::SmallVector<StringRef> Parts;
  Qualified.split(Parts, "::");
  const Decl *Scope = Context.getTranslationUnitDecl();
  for (StringRef Part : Parts)
    if (!(Scope = member(Context, *Scope, Part)))
      return nullptr;
  return dyn_cast<NamedDecl>(Scope);
}

} // namespace asyncmend
