//===- names.cpp - Qualified names as profiles write them -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncmend {

std::string qualifiedName(const NamedDecl &D) {
  std::string Name = D.getNameAsString();
  for (const DeclContext *DC = D.getDeclContext();
       DC && !DC->isTranslationUnit(); DC = DC->getParent()) {
    const auto *Outer = dyn_cast<NamedDecl>(DC);
    if (!Outer || !Outer->getIdentifier())
      continue;
    if (const auto *NS = dyn_cast<NamespaceDecl>(Outer); NS && NS->isInline())
      continue;
    Name = (Outer->getName() + "::" + Name).str();
  }
  return Name;
}

const NamedDecl *classOf(QualType T) {
  if (T.isNull())
    return nullptr;
  QualType Written = T.getNonReferenceType();
  T = T.getCanonicalType().getNonReferenceType();
  if (const auto *RD = T->getAsCXXRecordDecl()) {
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(RD))
      return Spec->getSpecializedTemplate();
    if (const ClassTemplateDecl *CTD = RD->getDescribedClassTemplate())
      return CTD;
    return RD;
  }
  // In a template's pattern `awaitable<T>` is no class yet.
  if (const auto *TST = T->getAs<TemplateSpecializationType>())
    return TST->getTemplateName().getAsTemplateDecl();
  // And `scoped_lock g(m);` has no arguments to be one.
  if (const auto *Deduced = T->getAs<DeducedTemplateSpecializationType>())
    return Deduced->getTemplateName().getAsTemplateDecl();
  // An alias of a member class, `task<T>` for `typename task_of<T>::type`, is
  // all that is known of it there.
  if (const auto *Alias = Written->getAs<TemplateSpecializationType>();
      Alias && T->isDependentType())
    return Alias->getTemplateName().getAsTemplateDecl();
  return nullptr;
}

static const TemplateArgument *argumentOf(QualType T, unsigned Index) {
  if (T.isNull())
    return nullptr;
  T = T.getCanonicalType().getNonReferenceType();
  ArrayRef<TemplateArgument> Args;
  if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          T->getAsCXXRecordDecl()))
    Args = Spec->getTemplateArgs().asArray();
  else if (const auto *TST = T->getAs<TemplateSpecializationType>())
    Args = TST->template_arguments();
  // `std::tuple<A, B>` has one argument, which is a pack.
  for (const TemplateArgument &A : Args) {
    ArrayRef<TemplateArgument> Pack(A);
    if (A.getKind() == TemplateArgument::Pack)
      Pack = A.pack_elements();
    if (Index < Pack.size())
      return &Pack[Index];
    Index -= Pack.size();
  }
  return nullptr;
}

QualType templateArgument(QualType T, unsigned Index) {
  const TemplateArgument *A = argumentOf(T, Index);
  return A && A->getKind() == TemplateArgument::Type ? A->getAsType()
                                                     : QualType();
}

std::optional<int64_t> templateInteger(QualType T, unsigned Index) {
  const TemplateArgument *A = argumentOf(T, Index);
  if (!A || A->getKind() != TemplateArgument::Integral)
    return std::nullopt;
  return A->getAsIntegral().getExtValue();
}

std::string className(QualType T) {
  const NamedDecl *D = classOf(T);
  return D ? qualifiedName(*D) : std::string();
}

} // namespace asyncmend
