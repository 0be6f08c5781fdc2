//===- guarded-uses.cpp - What a lock may protect -------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/guarded-uses.h"
#include "core/calls.h"
#include "core/iteration.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

static bool ownsAll(const TuModel &Tu, QualType T, unsigned Depth);

static bool argumentsOwnAll(const TuModel &Tu, QualType T, unsigned Depth) {
  const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (!Record)
    return false;
  auto Owns = [&](const TemplateArgument &A) {
    return A.getKind() != TemplateArgument::Type ||
           ownsAll(Tu, A.getAsType(), Depth - 1);
  };
  // Comparators, hashes and allocators are the library's own, mostly.
  unsigned Left = llvm::StringSwitch<unsigned>(className(T))
                      .Cases("std::map", "std::unordered_map", "std::pair", 2)
                      .Cases("std::multimap", "std::unordered_multimap", 2)
                      .Cases("std::tuple", "std::variant", 100)
                      .Default(1);
  for (const TemplateArgument &A : Record->getTemplateArgs().asArray()) {
    if (A.getKind() == TemplateArgument::Pack)
      return llvm::all_of(A.pack_elements(), Owns);
    if (Left-- == 0)
      break;
    if (!Owns(A))
      return false;
  }
  return true;
}

static bool libraryTypeOwnsAll(const TuModel &Tu, QualType T,
                               const CXXRecordDecl &Record, unsigned Depth) {
  std::string Name = className(T);
  if (Record.isInStdNamespace())
    return llvm::StringSwitch<bool>(Name)
               .Cases("std::basic_string", "std::chrono::duration", true)
               .Cases("std::chrono::time_point", "std::error_code", true)
               .Cases("std::__exception_ptr::exception_ptr",
                      "std::filesystem::path", true)
               .Default(false) ||
           (llvm::StringSwitch<bool>(Name)
                .Cases("std::vector", "std::deque", "std::list", true)
                .Cases("std::map", "std::set", "std::multimap", true)
                .Cases("std::multiset", "std::unordered_map", true)
                .Cases("std::unordered_set", "std::queue", "std::stack", true)
                .Cases("std::pair", "std::tuple", "std::optional", true)
                .Cases("std::array", "std::variant", "std::unique_ptr", true)
                .Default(false) &&
            argumentsOwnAll(Tu, T, Depth));
  for (const Framework &F : Tu.profiles().frameworks())
    if (F.Failures.Cancellation.Codes.contains(Name))
      return true;
  // Sockets and timers are the owners of what they stand for; buffers and
  // iterators, which are views, have nothing to do when they are destroyed.
  return !Record.hasTrivialDestructor() && !Record.isLambda() &&
         !StringRef(Name).ends_with("_ptr");
}

static bool ownsAll(const TuModel &Tu, QualType T, unsigned Depth) {
  if (T.isNull() || T->isDependentType() || Depth == 0)
    return false;
  T = T.getCanonicalType().getUnqualifiedType();
  if (T->isArithmeticType() || T->isEnumeralType())
    return true;
  if (const auto *Array = Tu.ast().getAsConstantArrayType(T))
    return ownsAll(Tu, Array->getElementType(), Depth - 1);
  const auto *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->isLambda() ||
      Record->isPolymorphic())
    return false;
  if (Tu.sources().isInSystemHeader(Record->getLocation()))
    return libraryTypeOwnsAll(Tu, T, *Record, Depth);
  return llvm::all_of(Record->fields(),
                      [&](const FieldDecl *Field) {
                        return ownsAll(Tu, Field->getType(), Depth - 1);
                      }) &&
         llvm::all_of(Record->bases(), [&](const CXXBaseSpecifier &B) {
           return ownsAll(Tu, B.getType(), Depth - 1);
         });
}

bool ownsAll(const TuModel &Tu, QualType T) { return ownsAll(Tu, T, 6); }

namespace {

class SharedUse {
public:
  SharedUse(const TuModel &Tu, const Coroutine &C, const LockOf &Lock)
      : Tu(Tu), C(C) {
    const auto *Var =
        Lock.Mutex.empty() ? nullptr : dyn_cast<VarDecl>(Lock.Mutex.front());
    const auto *Field =
        Lock.Mutex.empty() ? nullptr : dyn_cast<FieldDecl>(Lock.Mutex.front());
    // Functions can reach what a lock that is nobody's member protects.
    Reachable = !Field && !(Var && Var->hasLocalStorage());
  }

  std::string in(const Stmt &Code) {
    walkDeep(Code, [&](const Stmt &S, const Ancestors &Around) {
      const Stmt *What = &S;
      if (!Found.empty() || !isShared(S))
        return;
      if (isa<CXXThisExpr>(S) && isa_and_nonnull<MemberExpr>(Around.parent()))
        What = Around.parent();
      Found = describe(cast<Expr>(*What));
    });
    return Found;
  }

private:
  std::string describe(const Expr &E) const {
    std::string Name = "something that is known only in an instantiation";
    if (isa<CXXThisExpr>(E))
      Name = "this object";
    else if (const auto *Member = dyn_cast<MemberExpr>(&E))
      Name = "'" + Member->getMemberDecl()->getNameAsString() + "'";
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
      Name = "'" + Ref->getDecl()->getNameAsString() + "'";
    return Name + " (line " + std::to_string(Tu.line(E.getBeginLoc())) + ")";
  }

  bool isShared(const Stmt &S) const {
    if (isa<CXXThisExpr, CXXDependentScopeMemberExpr, OverloadExpr>(S))
      return true;
    if (const auto *Make = dyn_cast<CXXConstructExpr>(&S))
      return isReachable(*Make->getConstructor());
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S))
      return Call->getMethodDecl() && isReachable(*Call->getMethodDecl());
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref)
      return false;
    const ValueDecl *D = Ref->getDecl();
    if (const auto *Function = dyn_cast<FunctionDecl>(D))
      return !isOfLibrary(*Function) &&
             (Reachable || (isa<CXXMethodDecl>(Function) &&
                            !Function->isOverloadedOperator()));
    if (const auto *Var = dyn_cast<VarDecl>(D))
      return isShared(*Var);
    return isa<BindingDecl>(D) && !ownsAll(Tu, D->getType());
  }

  bool isOfLibrary(const FunctionDecl &F) const {
    return Tu.sources().isInSystemHeader(F.getLocation()) || F.isImplicit();
  }

  bool isReachable(const FunctionDecl &F) const {
    return Reachable && !isOfLibrary(F);
  }

  bool isShared(const VarDecl &Var) const {
    if (!Var.hasLocalStorage())
      return !(Var.isConstexpr() || Var.getType().isConstQualified());
    return !ownsAll(Tu, Var.getType()) || isReferredTo(Var);
  }

  /// By a lambda's capture or by its address.
  bool isReferredTo(const VarDecl &Var) const {
    bool Referred = false;
    walkDeep(C.written(), [&](const Stmt &S, const Ancestors &Around) {
      if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
        for (const LambdaCapture &Capture : Lambda->captures())
          Referred |= Capture.capturesVariable() &&
                      Capture.getCapturedVar() == &Var &&
                      Capture.getCaptureKind() == LCK_ByRef;
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      const auto *Address = dyn_cast_or_null<UnaryOperator>(Around.parent());
      Referred |= Ref && Ref->getDecl() == &Var && Address &&
                  Address->getOpcode() == UO_AddrOf;
    });
    return Referred;
  }

  const TuModel &Tu;
  const Coroutine &C;
  bool Reachable = true;
  std::string Found;
};

} // namespace

std::string sharedUse(const TuModel &Tu, const Coroutine &C, const LockOf &Lock,
                      const Stmt &Code) {
  return SharedUse(Tu, C, Lock).in(Code);
}

} // namespace asyncmend
