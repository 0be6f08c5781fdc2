//===- work-holders.cpp - Objects that tasks run on -----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/work-holders.h"
#include "core/escape.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncmend {

WorkHolders::WorkHolders(const TuModel &Tu) : Tu(Tu) {
  auto AddClassesOf = [&](const llvm::StringSet<> &Members) {
    for (const auto &Member : Members)
      Classes.insert(Member.first().rsplit("::").first);
  };
  AddClassesOf(Tu.profiles().lifetimes().Waits);
  for (const Framework &F : Tu.profiles().frameworks()) {
    AddClassesOf(F.FanOut.Runs);
    AddClassesOf(F.Lifetimes.Polls);
    for (const auto &Context : F.Lifetimes.Contexts)
      Classes.insert(Context.first());
    for (const TaskType &T : F.CoroutineTypes)
      Classes.insert(T.DefaultAffinity);
  }
  // What keeps coroutines to go on with is a scheduler of some kind.
  Classes.insert("std::coroutine_handle");
  Classes.erase("");
}

bool WorkHolders::mayHold(QualType T, QualType Executor) const {
  return mayHold(T, Executor, /*Depth=*/4);
}

bool WorkHolders::isHolder(QualType T, QualType Executor) const {
  return Classes.contains(className(T)) || taskKind(Tu, T).IsTask ||
         (!Executor.isNull() &&
          Tu.ast().hasSameUnqualifiedType(T, Executor.getNonReferenceType()));
}

bool WorkHolders::mayHold(QualType Whole, QualType Executor,
                          unsigned Depth) const {
  QualType T = Whole.getNonReferenceType();
  while (T->isPointerType() || T->isArrayType())
    T = T->isPointerType() ? T->getPointeeType()
                           : Tu.ast().getBaseElementType(T);
  if (T->isDependentType() || Depth == 0)
    return T->isDependentType();
  const auto *Class = T->getAsCXXRecordDecl();
  if (!Class)
    return false;
  if (isHolder(T, Executor))
    return true;
  auto Inner = [&](QualType Part) {
    return mayHold(Part, Executor, Depth - 1);
  };
  // What a smart pointer or a container of the library holds.
  if (const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Class))
    for (const TemplateArgument &A : Made->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type && Inner(A.getAsType()))
        return true;
  if (Tu.sources().isInSystemHeader(Class->getLocation()))
    return false;
  // An interface, or an implementation that is somewhere else.
  if (!Class->hasDefinition() || Class->isAbstract())
    return true;
  for (const CXXBaseSpecifier &Base : Class->getDefinition()->bases())
    if (Inner(Base.getType()))
      return true;
  return llvm::any_of(
      Class->getDefinition()->fields(),
      [&](const FieldDecl *Field) { return Inner(Field->getType()); });
}

} // namespace asyncmend
