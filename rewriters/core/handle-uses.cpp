//===- handle-uses.cpp - What becomes of a raw handle ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/handle-uses.h"
#include "core/calls.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

bool isCallOf(const CallExpr &Call, ArrayRef<std::string> Names, bool ExternC) {
  const FunctionDecl *F = calleeOf(Call);
  return F && F->getIdentifier() && (!ExternC || F->isExternC()) &&
         llvm::is_contained(Names, qualifiedName(*F));
}

bool names(const Stmt &Root, const ValueDecl &D) {
  bool Found = false;
  walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      Found |= Ref->getDecl() == &D;
    else if (const auto *Member = dyn_cast<MemberExpr>(&S))
      Found |= Member->getMemberDecl() == &D;
    else if (const auto *L = dyn_cast<LambdaExpr>(&S))
      for (const LambdaCapture &C : L->captures())
        Found |= C.capturesVariable() && C.getCapturedVar() == &D;
  });
  return Found;
}

SmallVector<const ValueDecl *, 2> namedPath(const Expr &Whole) {
  SmallVector<const ValueDecl *, 2> Path;
  const Expr *E = Whole.IgnoreParenImpCasts();
  while (true) {
    E = ignoreTransparent(*E).IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      Path.insert(Path.begin(), Ref->getDecl());
      return Path;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      Path.insert(Path.begin(), Member->getMemberDecl());
      E = Member->getBase();
    } else if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(E);
               Arrow &&
               (Arrow->getOperator() == OO_Arrow ||
                (Arrow->getOperator() == OO_Star && Arrow->getNumArgs() == 1)))
      E = Arrow->getArg(0);
    else if (const auto *Deref = dyn_cast<UnaryOperator>(E);
             Deref && Deref->getOpcode() == UO_Deref)
      E = Deref->getSubExpr();
    else if (isa<CXXThisExpr>(E) && !Path.empty())
      return Path;
    else
      return {};
  }
}

namespace {

/// A field of a class that the C library declares (`pollfd`, `epoll_event`).
bool isPlainRecord(const TuModel &Tu, QualType T) {
  const RecordDecl *R = T.isNull() ? nullptr : T->getAsRecordDecl();
  return R && Tu.sources().isInSystemHeader(R->getLocation()) &&
         T.isTrivialType(Tu.ast());
}

bool soundsLikeRelease(StringRef Name) {
  for (StringRef Part : {"close", "free", "release", "destroy", "cleanup",
                         "clean_up", "delete", "dispose", "shutdown", "finish"})
    if (Name.contains_insensitive(Part))
      return true;
  return false;
}

class Classifier {
public:
  Classifier(const TuModel &Tu, const Resource &Kind) : Tu(Tu), Kind(Kind) {}

  Mention classify(const Expr &Ref, const Ancestors &Around) const {
    Mention M{HandleUse::Plain, &Ref, nullptr, Around.all().vec()};
    size_t I = M.Stack.size();
    // Casts do not change whose the handle is.
    while (I > 0 && (isTransparent(*M.Stack[I - 1]) ||
                     (isa<ExplicitCastExpr>(M.Stack[I - 1]) &&
                      !cast<Expr>(M.Stack[I - 1])->getType()->isRecordType())))
      --I;
    const Stmt *Child = I < M.Stack.size() ? M.Stack[I] : &Ref;
    if (I > 0)
      M.Use = under(*M.Stack[I - 1], *Child, M);
    return M;
  }

  bool releases(const CallExpr &Call) const {
    return isCallOf(Call, Kind.Release, Kind.ExternC) && Call.getNumArgs() > 0;
  }

  bool releasesIn(const Stmt &Body, const ValueDecl &D) const {
    bool Found = false;
    walkSpelled(Body, [&](const Stmt &S, const Ancestors &) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      if (!Call || !releases(*Call))
        return;
      const auto *Ref =
          dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenCasts());
      Found |= Ref && Ref->getDecl() == &D;
    });
    return Found;
  }

private:
  HandleUse under(const Stmt &Parent, const Stmt &Child, Mention &M) const {
    if (const auto *Op = dyn_cast<BinaryOperator>(&Parent))
      return operand(*Op, Child);
    if (const auto *Op = dyn_cast<UnaryOperator>(&Parent))
      return Op->getOpcode() == UO_AddrOf   ? HandleUse::Address
             : Op->isIncrementDecrementOp() ? HandleUse::Assign
                                            : HandleUse::Plain;
    if (const auto *Call = dyn_cast<CallExpr>(&Parent))
      return argument(*Call, Child, M);
    // `std::string(buffer)` copies.
    if (const auto *New = dyn_cast<CXXConstructExpr>(&Parent))
      return isText(New->getType()) ? HandleUse::Plain : HandleUse::Handed;
    if (const auto *Choice = dyn_cast<ConditionalOperator>(&Parent))
      return Choice->getCond() == &Child ? HandleUse::Plain : HandleUse::Handed;
    if (const auto *List = dyn_cast<InitListExpr>(&Parent))
      return isPlainRecord(Tu, List->getType()) ? HandleUse::Plain
                                                : HandleUse::Handed;
    if (const auto *Local = dyn_cast<DeclStmt>(&Parent))
      return initialiser(*Local, Child);
    return isa<CompoundStmt, IfStmt, WhileStmt, DoStmt, ForStmt, SwitchStmt,
               ArraySubscriptExpr, MemberExpr, ExplicitCastExpr, SwitchCase,
               LabelStmt>(Parent)
               ? HandleUse::Plain
               : HandleUse::Handed;
  }

  static bool isText(QualType T) {
    std::string Name = className(T);
    return Name == "std::basic_string" || Name == "std::basic_string_view";
  }

  HandleUse operand(const BinaryOperator &Op, const Stmt &Child) const {
    if (!Op.isAssignmentOp())
      return Op.isCommaOp() && Op.getRHS() == &Child ? HandleUse::Handed
                                                     : HandleUse::Plain;
    if (Op.getLHS() == &Child)
      return Op.getOpcode() == BO_Assign && isNone(*Op.getRHS())
                 ? HandleUse::Clear
                 : HandleUse::Assign;
    const Expr *To = Op.getLHS()->IgnoreParenImpCasts();
    if (const auto *Field = dyn_cast<MemberExpr>(To))
      return isPlainRecord(Tu, Field->getBase()->getType()) || isInUnion(*Field)
                 ? HandleUse::Plain
                 : HandleUse::Handed;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(To))
      return alias(dyn_cast<VarDecl>(Ref->getDecl()));
    return HandleUse::Handed;
  }

  /// `event.data.fd = fd` of epoll.
  bool isInUnion(const MemberExpr &Field) const {
    const auto *Outer = dyn_cast<MemberExpr>(Field.getBase()->IgnoreImpCasts());
    return Outer && isPlainRecord(Tu, Outer->getBase()->getType());
  }

  bool isNone(const Expr &E) const {
    if (isNullOrZero(E, Tu.ast()))
      return Kind.Kind == ResourceKind::Pointer;
    Expr::EvalResult Result;
    return !E.isValueDependent() && E.getType()->isIntegerType() &&
           E.EvaluateAsInt(Result, Tu.ast()) &&
           Result.Val.getInt().isNegative();
  }

  /// A second name of the handle is harmless unless it is used for a release.
  HandleUse alias(const VarDecl *Second) const {
    if (!Second || !Second->isLocalVarDecl() || Second->isStaticLocal())
      return HandleUse::Handed;
    if (Second->getType()->isReferenceType())
      return HandleUse::Address;
    if (!Second->getType()->isPointerType() &&
        !Second->getType()->isIntegerType())
      return HandleUse::Handed;
    return HandleUse::Plain;
  }

  HandleUse initialiser(const DeclStmt &Local, const Stmt &Child) const {
    for (const Decl *D : Local.decls())
      if (const auto *Second = dyn_cast<VarDecl>(D))
        if (Second->getInit() == &Child ||
            (Second->getInit() && Second->getInit()->IgnoreParenCasts() ==
                                      cast<Expr>(Child).IgnoreParenCasts()))
          return alias(Second);
    return HandleUse::Handed;
  }

  HandleUse argument(const CallExpr &Call, const Stmt &Child,
                     Mention &M) const {
    M.Call = &Call;
    if (isa<CXXOperatorCallExpr>(Call))
      return HandleUse::Plain;
    unsigned I = 0;
    while (I != Call.getNumArgs() && Call.getArg(I) != &Child)
      ++I;
    if (I == Call.getNumArgs())
      return HandleUse::Plain; // The callee's object.
    if (I == 0 && releases(Call))
      return HandleUse::Release;
    const FunctionDecl *F = calleeOf(Call);
    if (!F)
      return HandleUse::Passed;
    if (Tu.profiles().resources().takesOwnership(qualifiedName(*F)))
      return HandleUse::Handed;
    if (I < F->getNumParams()) {
      const ParmVarDecl *P = F->getParamDecl(I);
      const FunctionDecl *Defined = nullptr;
      if (F->hasBody(Defined) && Defined && I < Defined->getNumParams() &&
          releasesIn(*Defined->getBody(), *Defined->getParamDecl(I)))
        return HandleUse::Helper;
      if (P->getType()->isReferenceType())
        return HandleUse::Handed;
    }
    if (F->isExternC() || F->getBuiltinID())
      return HandleUse::Plain;
    return F->getIdentifier() && soundsLikeRelease(F->getName())
               ? HandleUse::Helper
               : HandleUse::Passed;
  }

  const TuModel &Tu;
  const Resource &Kind;
};

} // namespace

std::vector<Mention> mentionsOf(const TuModel &Tu, const Stmt &Body,
                                const VarDecl &Var, const Resource &Kind) {
  Classifier Uses(Tu, Kind);
  std::vector<Mention> Result;
  walkSpelled(Body, [&](const Stmt &S, const Ancestors &Around) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
      if (Ref->getDecl() == &Var)
        Result.push_back(Uses.classify(*Ref, Around));
    } else if (const auto *L = dyn_cast<LambdaExpr>(&S)) {
      for (const LambdaCapture &C : L->captures())
        if (C.capturesVariable() && C.getCapturedVar() == &Var)
          Result.push_back({Uses.releasesIn(*L->getBody(), Var)
                                ? HandleUse::Guarded
                                : HandleUse::Captured,
                            L, nullptr, Around.all().vec()});
    } else if (const auto *Local = dyn_cast<DeclStmt>(&S)) {
      // A second name that is released: the first one has lost its handle.
      for (const Decl *D : Local->decls())
        if (const auto *Second = dyn_cast<VarDecl>(D);
            Second && Second != &Var && Second->getInit()) {
          const auto *From =
              dyn_cast<DeclRefExpr>(Second->getInit()->IgnoreParenCasts());
          if (From && From->getDecl() == &Var && Uses.releasesIn(Body, *Second))
            Result.push_back(
                {HandleUse::Handed, From, nullptr, Around.all().vec()});
        }
    }
  });
  return Result;
}

} // namespace asyncmend
