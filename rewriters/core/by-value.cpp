//===- by-value.cpp - Parameters that own what they are given -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/by-value.h"
#include "core/calls.h"
#include "core/escape.h"
#include "core/last-use.h"
#include "core/names.h"
#include "core/walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asyncmend {

static bool isTextView(QualType T) {
  if (className(T) != "std::basic_string_view")
    return false;
  QualType Char = templateArgument(T, 0);
  return !Char.isNull() && Char->isCharType();
}

/// Why a value of the referred type cannot stand for the reference.
static std::string whyNoValue(const ParmVarDecl &P) {
  std::string Name = "'" + P.getNameAsString() + "'";
  QualType T = P.getType();
  if (!T->isReferenceType())
    return isTextView(T) ? ""
                         : Name + " is a pointer, view or iterator: pass an "
                                  "object that owns what it refers to";
  QualType Value = T.getNonReferenceType();
  if (T->isLValueReferenceType() && !Value.isConstQualified())
    return Name + " is a reference that the coroutine may write through: keep "
                  "its object alive (in a shared_ptr, say) or move it into the "
                  "coroutine";
  const auto *Class = Value->getAsCXXRecordDecl();
  if (!Class)
    return Value->isScalarType() ? "" : Name + " is no object of a class";
  if (!Class->hasDefinition() || Class->isPolymorphic())
    return Name + " may be of a derived class, which a copy would cut off";
  if (T->isLValueReferenceType() && (!Class->hasSimpleCopyConstructor() &&
                                     !Class->hasUserDeclaredCopyConstructor()))
    return Name + " cannot be copied: move it in, or share it";
  for (const CXXConstructorDecl *C : Class->ctors())
    if (C->isDeleted() && C->isCopyConstructor() && T->isLValueReferenceType())
      return Name + " cannot be copied: move it in, or share it";
  return {};
}

/// Is `F` named other than to call it?
static bool isAddressTaken(const TuModel &Tu, const FunctionDecl &F) {
  bool Taken = false;
  for (const FunctionBody &Other : Tu.functions())
    walkSpelled(Other.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      if (!Ref || Ref->getDecl()->getCanonicalDecl() != F.getCanonicalDecl())
        return;
      const auto *Call = dyn_cast_or_null<CallExpr>(Around.parent());
      Taken |= !Call || Call->getCallee()->IgnoreParenImpCasts() != Ref;
    });
  return Taken;
}

static std::string whyFixed(const TuModel &Tu, const FunctionDecl &F,
                            const ParmVarDecl &P) {
  std::string Name = "'" + F.getNameAsString() + "'";
  const FunctionDecl *Definition = nullptr;
  if (!F.hasBody(Definition))
    return Name + " is defined elsewhere, and its definition must change with "
                  "its declaration: take the parameter by value in both";
  if (!isCoroutine(F))
    return Name + " hands the reference on to another coroutine, which would "
                  "outlive its copy: take it by value there";
  if (F.isTemplateInstantiation() || F.isDependentContext() ||
      F.getPrimaryTemplate())
    return Name + " is a template: change its parameter by hand";
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F);
      Method && Method->isVirtual())
    return Name + " is virtual, so all its overriders would have to change";
  if (!isa<CXXMethodDecl>(F) || !cast<CXXMethodDecl>(F).getParent()->isLambda())
    if (isAddressTaken(Tu, F))
      return "the address of " + Name + " is taken, so its type must stay";
  // A caller in another TU may have a view and no string.
  bool Local = !F.isExternallyVisible() ||
               llvm::all_of(F.redecls(), [&](const FunctionDecl *D) {
                 return Tu.sources().isInMainFile(D->getLocation());
               });
  if (!P.getType()->isReferenceType() && !Local)
    return "callers of " + Name +
           " in other files may pass a view: take a "
           "std::string there and here";
  return {};
}

/// The type as it is written, without its reference.
static void changeType(EditBuilder &Edits, const TuModel &Tu,
                       const ParmVarDecl &P) {
  if (!P.getTypeSourceInfo()) {
    Edits.refuse("the type of the parameter is not written");
    return;
  }
  SourceLocation Begin = P.getBeginLoc();
  auto Ref = P.getTypeSourceInfo()->getTypeLoc().getAs<ReferenceTypeLoc>();
  SourceLocation End =
      Ref ? Ref.getSigilLoc() : P.getTypeSourceInfo()->getTypeLoc().getEndLoc();
  auto Text = Tu.text({Begin, End});
  if (!Text || (P.getType()->isReferenceType() && !Ref)) {
    Edits.refuse("the type of the parameter is hidden by an alias");
    return;
  }
  StringRef Type = *Text;
  std::string New = "std::string";
  if (Ref) {
    Type = Type.rtrim("&").trim();
    // The front of a pointer's type is about what it points to.
    if (!P.getType().getNonReferenceType()->isPointerType())
      Type.consume_front("const ");
    else
      Type.consume_back("const");
    Type.consume_back(" const");
    New = Type.trim().str();
  }
  if (!Ref)
    Edits.include(Begin, HeaderNeeds{{}, {"string"}, {}}, {});
  bool Touches = New.back() != '*' && P.getIdentifier() &&
                 P.getLocation().isValid() &&
                 Tu.span({Begin, End}).end() == Tu.span(P.getLocation()).Offset;
  Edits.replace({Begin, End}, New + (Touches ? " " : ""));
}

void takeByValue(EditBuilder &Edits, const TuModel &Tu, const FunctionDecl &F,
                 const Borrowed &What) {
  if (!What.Param) {
    Edits.refuse("the object itself must outlive the task: hold it in a "
                 "shared_ptr that the coroutine keeps, or wait for the task");
    return;
  }
  for (const std::string &Why :
       {whyNoValue(*What.Param), whyFixed(Tu, F, *What.Param)})
    if (!Why.empty()) {
      Edits.refuse(Why);
      return;
    }
  unsigned Index = What.Param->getFunctionScopeIndex();
  for (const FunctionDecl *D : F.redecls())
    changeType(Edits, Tu, *D->getParamDecl(Index));
}

void moveLastUse(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
                 const Borrowed &What) {
  const auto *Ref =
      dyn_cast<DeclRefExpr>(What.Argument->IgnoreUnlessSpelledInSource());
  if (!What.Param || !Ref || !What.Of.Var || Ref->getDecl() != What.Of.Var)
    return;
  QualType T = What.Of.Var->getType(), To = What.Param->getType();
  bool Same = To->isReferenceType()
                  ? Tu.ast().hasSameUnqualifiedType(T, To.getNonReferenceType())
                  : className(T) == "std::basic_string";
  // Nothing is won by moving what is copied as fast.
  if (!Same || T.isConstQualified() || !T->isRecordType() ||
      T.isTriviallyCopyableType(Tu.ast()) ||
      !Edits.whyNotEditable(Ref->getSourceRange()).empty())
    return;
  bool IsLast = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (&S == Ref)
      IsLast = isLastUse(Tu, F, *What.Of.Var, *Ref, Around);
  });
  if (IsLast)
    Edits.wrap(*Ref, "std::move(", ")")
        .include(Ref->getBeginLoc(), HeaderNeeds{{}, {"utility"}, {}}, {});
}

} // namespace asyncmend
