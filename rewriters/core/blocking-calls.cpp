//===- blocking-calls.cpp - Calls that block the calling thread -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/blocking-calls.h"
#include "core/calls.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

const BlockingSleep *sleepCalled(const TuModel &Tu, const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || !Callee->getIdentifier())
    return nullptr;
  const BlockingSleep *Sleep =
      Tu.profiles().blockingSleep(qualifiedName(*Callee));
  if (!Sleep || (Sleep->ExternC && !Callee->isExternC()))
    return nullptr;
  for (unsigned I : Sleep->OnlyIfNull)
    if (I >= Call.getNumArgs() || !isNullOrZero(*Call.getArg(I), Tu.ast()))
      return nullptr;
  return Sleep;
}

const Expr *objectOf(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  const Expr *Base = nullptr;
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    Base = Member->getBase();
  else if (const auto *Overloads = dyn_cast<UnresolvedMemberExpr>(Callee);
           Overloads && !Overloads->isImplicitAccess())
    Base = Overloads->getBase();
  else if (const auto *Later = dyn_cast<CXXDependentScopeMemberExpr>(Callee);
           Later && !Later->isImplicitAccess())
    Base = Later->getBase();
  return Base && !Base->isImplicitCXXThis() ? &ignoreTransparent(*Base)
                                            : nullptr;
}

StringRef memberNameOf(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  DeclarationName Name;
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    Name = Member->getMemberDecl()->getDeclName();
  else if (const auto *Overloads = dyn_cast<UnresolvedMemberExpr>(Callee))
    Name = Overloads->getMemberName();
  else if (const auto *Later = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    Name = Later->getMember();
  const IdentifierInfo *Word = Name.getAsIdentifierInfo();
  return Word ? Word->getName() : StringRef();
}

static QualType pointee(QualType T) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return T->getPointeeType();
  std::string Name = className(T);
  if (Name == "std::unique_ptr" || Name == "std::shared_ptr" ||
      Name == "std::optional" || Name == "std::reference_wrapper")
    if (QualType Inner = templateArgument(T, 0); !Inner.isNull())
      return Inner;
  return T;
}

std::string pointeeClass(QualType T) {
  return T.isNull() ? std::string() : className(pointee(T));
}

bool isOfClass(QualType T, const llvm::StringSet<> &Classes) {
  if (T.isNull())
    return false;
  T = pointee(T);
  if (Classes.contains(className(T)))
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() &&
         llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
           return isOfClass(Base.getType(), Classes);
         });
}

/// A stream that ends at a peer, however many layers lie between.
static bool isIoObject(const BlockingProfile &Known, QualType T) {
  if (T.isNull())
    return false;
  T = pointee(T);
  if (Known.Layers.contains(className(T)))
    return isIoObject(Known, templateArgument(T, 0));
  if (Known.IoObjects.contains(className(T)))
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() &&
         llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
           return isIoObject(Known, Base.getType());
         });
}

bool isZeroDuration(const Expr &E, ASTContext &Context) {
  const Expr *Value = &ignoreTransparent(E);
  if (const VarDecl *Var = variableOf(*Value);
      Var && Var->getInit() && Var->getType().isConstQualified())
    Value = &ignoreTransparent(*Var->getInit());
  if (const auto *Call = dyn_cast<CallExpr>(Value)) {
    const FunctionDecl *F = calleeOf(*Call);
    if (F && F->getIdentifier() && F->getName() == "now")
      return true; // A wait until now.
  }
  Expr::EvalResult Result;
  if (Value->isValueDependent() || Value->isTypeDependent() ||
      !Value->getType()->isRecordType() ||
      !Value->EvaluateAsRValue(Result, Context) || !Result.Val.isStruct() ||
      Result.Val.getStructNumFields() != 1)
    return false;
  const APValue &Count = Result.Val.getStructField(0);
  return (Count.isInt() && Count.getInt() == 0) ||
         (Count.isFloat() && Count.getFloat().isZero());
}

static bool subtracts(const Expr &E, unsigned Depth) {
  bool Found = false;
  walkSpelled(E, [&](const Stmt &S, const Ancestors &) {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S))
      Found |= Operator->getOperator() == OO_Minus;
    else if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
      Found |= Binary->getOpcode() == BO_Sub;
    else if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
      Found |= Unary->getOpcode() == UO_Minus;
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (Depth > 0 && Var && Var->isLocalVarDecl() && Var->getInit())
        Found |= subtracts(*Var->getInit(), Depth - 1);
    }
  });
  return Found;
}

bool mayBeNegative(const Expr &E) { return subtracts(E, /*Depth=*/3); }

static bool saysInstant(const TuModel &Tu, const CallExpr &Call,
                        const llvm::StringSet<> &Names) {
  return !Names.empty() && llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
    std::optional<StringRef> Text = Tu.text(Arg->getSourceRange());
    StringRef Rest = Text.value_or(StringRef());
    while (!Rest.empty()) {
      Rest =
          Rest.drop_until([](char C) { return llvm::isAlpha(C) || C == '_'; });
      StringRef Word =
          Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
      if (Names.contains(Word))
        return true;
      Rest = Rest.drop_front(Word.size());
    }
    return false;
  });
}

namespace {

/// Looks one call up in all that is known.
class Query {
public:
  Query(const TuModel &Tu, const CallExpr &Call) : Tu(Tu), Call(Call) {
    const FunctionDecl *F = calleeOf(Call);
    if (!F || !F->getIdentifier())
      return;
    Callee = F;
    Names.push_back(qualifiedName(*F));
    Object = objectOf(Call);
    if (Object && isa<CXXMethodDecl>(F))
      if (std::string Class = pointeeClass(Object->getType()); !Class.empty())
        Names.push_back(Class + "::" + F->getName().str());
  }

  std::optional<BlockingCall> answer() const {
    if (!Callee)
      return std::nullopt;
    if (const BlockingSleep *Sleep = sleepCalled(Tu, Call))
      return BlockingCall{BlockingKind::Sleep, Sleep->Function};
    for (const Framework &F : Tu.profiles().frameworks()) {
      if (auto Found = operation(F))
        return Found;
      if (auto Found = run(F))
        return Found;
    }
    return function();
  }

private:
  template <typename T>
  const T *find(const llvm::StringMap<T> &Known, std::string &Name) const {
    for (const std::string &Candidate : Names)
      if (auto It = Known.find(Candidate); It != Known.end()) {
        Name = Candidate;
        return &It->second;
      }
    return nullptr;
  }

  std::optional<BlockingCall> operation(const Framework &F) const {
    const BlockingProfile &Known = F.Blocking;
    BlockingCall Found{BlockingKind::Io, {}};
    Found.Operation = find(Known.Operations, Found.Name);
    if (!Found.Operation || saysInstant(Tu, Call, Known.InstantArgs))
      return std::nullopt;
    Found.Home = &F;
    Found.Object = Object;
    Found.NoFix = Found.Operation->NoFix;
    if (!isa<CXXMethodDecl>(Callee)) {
      if (Call.getNumArgs() == 0)
        return std::nullopt;
      Found.Object = &ignoreTransparent(*Call.getArg(0));
      if (!isIoObject(Known, Found.Object->getType()))
        return std::nullopt;
    } else if (Object &&
               Known.Layers.contains(pointeeClass(Object->getType()))) {
      if (!isIoObject(Known, Object->getType()))
        return std::nullopt;
    }
    if (Found.Object &&
        isOfClass(Found.Object->getType(), Found.Operation->InstantOn))
      return std::nullopt;
    return Found;
  }

  std::optional<BlockingCall> run(const Framework &F) const {
    BlockingCall Found{BlockingKind::SyncWait, {}};
    const std::string *Why = find(F.Blocking.Runs, Found.Name);
    if (!Why)
      return std::nullopt;
    Found.Home = &F;
    Found.Object = Object;
    Found.NoFix = *Why;
    return Found;
  }

  std::optional<BlockingCall> function() const {
    BlockingCall Found{BlockingKind::Wait, {}};
    const BlockingTable &Known = Tu.profiles().blocking();
    const BlockingFunction *F = find(Known.Functions, Found.Name);
    if (!F || (F->ExternC && !Callee->isExternC()))
      return std::nullopt;
    if (F->TimeoutArg && *F->TimeoutArg < Call.getNumArgs() &&
        isZeroDuration(*Call.getArg(*F->TimeoutArg), Tu.ast()))
      return std::nullopt;
    Found.Function = F;
    Found.NoFix = F->NoFix;
    Found.Object = Object;
    if (F->Kind == WaitKind::File) {
      Found.Kind = BlockingKind::File;
      bool OnFile = !F->OnStreams ||
                    (Call.getNumArgs() > 0 &&
                     isOfClass(ignoreTransparent(*Call.getArg(0)).getType(),
                               Known.FileStreams));
      if (!OnFile || saysInstant(Tu, Call, Known.InstantArgs))
        return std::nullopt;
    } else if (F->Kind == WaitKind::Future && Object) {
      addStart(Found);
    }
    return Found;
  }

  /// `start(…, token).get()`, or the same by a local that holds the future.
  void addStart(BlockingCall &Found) const {
    const Expr *Future = Object;
    if (const VarDecl *Var = variableOf(*Future)) {
      if (!Var->hasLocalStorage() || !Var->getInit())
        return;
      Found.Kept = Var;
      Future = &ignoreTransparent(*Var->getInit());
    }
    const auto *Start = dyn_cast<CallExpr>(Future);
    if (!Start)
      return void(Found.Kept = nullptr);
    for (const Framework &Home : Tu.profiles().frameworks())
      for (const Expr *Arg : Start->arguments()) {
        auto It = Home.FanOut.Tokens.find(
            className(Arg->getType().getNonReferenceType()));
        if (It == Home.FanOut.Tokens.end() || It->second != TokenKind::Future ||
            isa<CXXDefaultArgExpr>(Arg))
          continue;
        Found.Kind = BlockingKind::SyncWait;
        Found.Home = &Home;
        Found.Started = Start;
        Found.Token = Arg;
        return;
      }
    Found.Kept = nullptr;
  }

  const TuModel &Tu;
  const CallExpr &Call;
  const FunctionDecl *Callee = nullptr;
  const Expr *Object = nullptr;
  llvm::SmallVector<std::string, 2> Names;
};

} // namespace

std::optional<BlockingCall> blockingCall(const TuModel &Tu,
                                         const CallExpr &Call) {
  return Query(Tu, Call).answer();
}

std::string awaitedTwin(const TuModel &Tu, const CallExpr &Call) {
  std::optional<BlockingCall> Blocks = blockingCall(Tu, Call);
  if (!Blocks || Blocks->Kind != BlockingKind::Io)
    return {};
  std::string Name = Blocks->Name;
  size_t Colon = Name.rfind(':');
  return Name.insert(Colon == std::string::npos ? 0 : Colon + 1,
                     Blocks->Operation->Prefix);
}

} // namespace asyncmend
