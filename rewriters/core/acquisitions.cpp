//===- acquisitions.cpp - Where raw resources are acquired ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: `T *v = f(…)`, `v = f(…)`, both in conditions too, and `f(…, &v)`,
// where a profile lists f; `o.acquire()` as a statement of its own, awaited or
// not, where o is a variable or a member.
//
//===----------------------------------------------------------------------===//

#include "core/acquisitions.h"
#include "core/calls.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

std::string Acquisition::name() const {
  if (Var)
    return Var->getNameAsString();
  return Object.empty() ? "it" : Object.back()->getNameAsString();
}

namespace {

bool isLocalHandle(const VarDecl *Var) {
  return Var && Var->isLocalVarDecl() && !Var->isStaticLocal() &&
         !Var->getType()->isReferenceType();
}

const VarDecl *namedLocal(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return isLocalHandle(Var) ? Var : nullptr;
}

/// The local that the value of `E` goes into, casts left out.
const VarDecl *resultOf(const Expr &E, const Ancestors &Around) {
  const Stmt *Below = &E;
  for (const Stmt *S : llvm::reverse(Around.all())) {
    if (const auto *Local = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Local->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D);
            Var && Var->getInit() == Below)
          return isLocalHandle(Var) ? Var : nullptr;
      return nullptr;
    }
    if (const auto *Assign = dyn_cast<BinaryOperator>(S))
      return Assign->getOpcode() == BO_Assign && Assign->getRHS() == Below
                 ? namedLocal(*Assign->getLHS())
                 : nullptr;
    // `int fd{open(…)};`
    const auto *List = dyn_cast<InitListExpr>(S);
    bool IsBraced =
        List && List->getNumInits() == 1 && !List->getType()->isRecordType();
    if (!isTransparent(*S) && !isa<ExplicitCastExpr>(S) && !IsBraced)
      return nullptr;
    Below = S;
  }
  return nullptr;
}

class Finder {
public:
  Finder(const TuModel &Tu, const FunctionBody &F) : Tu(Tu), F(F) {}

  std::vector<Acquisition> run() {
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&S))
        member(*Member, Around);
      else if (const auto *Call = dyn_cast<CallExpr>(&S))
        handle(*Call, Around);
    });
    for (Acquisition &A : Found)
      releases(A);
    return std::move(Found);
  }

private:
  void handle(const CallExpr &Call, const Ancestors &Around) {
    const FunctionDecl *Callee = calleeOf(Call);
    if (!Callee || !Callee->getIdentifier())
      return;
    const Resource *R =
        Tu.profiles().resources().acquiredBy(qualifiedName(*Callee));
    if (!R || (R->ExternC && !Callee->isExternC()))
      return;
    Acquisition A;
    A.Kind = R;
    A.At = A.Call = &Call;
    A.Stack = Around.all().vec();
    A.Var = resultOf(Call, Around);
    if (R->OutArg) {
      A.Status = A.Var;
      const auto *Address =
          *R->OutArg < Call.getNumArgs()
              ? dyn_cast<UnaryOperator>(
                    Call.getArg(*R->OutArg)->IgnoreParenCasts())
              : nullptr;
      A.Var = Address && Address->getOpcode() == UO_AddrOf
                  ? namedLocal(*Address->getSubExpr())
                  : nullptr;
    }
    // What a lambda gets for the function around it is that one's to release.
    if (!A.Var || A.Var->getDeclContext() != F.Function)
      return;
    bool IsPointer = A.Var->getType()->isPointerType();
    if (IsPointer != (R->Kind == ResourceKind::Pointer) ||
        (!IsPointer && !A.Var->getType()->isIntegerType()))
      return;
    A.Mentions = mentionsOf(Tu, F.written(), *A.Var, *R);
    Found.push_back(std::move(A));
  }

  void member(const CXXMemberCallExpr &Call, const Ancestors &Around) {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    if (!Method || !Method->getIdentifier() ||
        !Call.getImplicitObjectArgument())
      return;
    const auto *Await = dyn_cast_or_null<CoawaitExpr>(Around.parent());
    const Resource *R = Tu.profiles().resources().acquiredByMember(
        qualifiedName(*Method), Await != nullptr);
    if (!R)
      return;
    size_t Depth = Around.all().size();
    while (Await && Around.all()[Depth - 1] != Await)
      --Depth;
    Ancestors Outside = Await ? Around.before(Depth - 1) : Around;
    const Expr *At = Await ? static_cast<const Expr *>(Await) : &Call;
    if (!isFullStatement(*At, Outside))
      return;
    const Expr &Object = *Call.getImplicitObjectArgument();
    if (R->Kind == ResourceKind::Lock && !isThreadMutex(Object.getType()))
      return;
    Acquisition A;
    A.Kind = R;
    A.At = At;
    A.Call = &Call;
    A.ObjectExpr = &Object;
    A.Object = namedPath(Object);
    A.Stack = Outside.all().vec();
    if (!A.Object.empty())
      Found.push_back(std::move(A));
  }

  bool isThreadMutex(QualType T) const {
    if (T->isPointerType())
      T = T->getPointeeType();
    return Tu.profiles().isThreadMutex(className(T));
  }

  void releases(Acquisition &A) {
    if (A.isHandle()) {
      for (const Mention &M : A.Mentions)
        if (M.Use == HandleUse::Release) {
          // The stack around the call, not around the name in it.
          std::vector<const Stmt *> Stack = M.Stack;
          while (!Stack.empty() && Stack.back() != M.Call)
            Stack.pop_back();
          if (!Stack.empty())
            Stack.pop_back();
          A.Releases.push_back({M.Call, std::move(Stack)});
        }
      return;
    }
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
      const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
      if (Method && Method->getIdentifier() &&
          Call->getImplicitObjectArgument() &&
          isOneOf(qualifiedName(*Method), A.Kind->Release) &&
          namedPath(*Call->getImplicitObjectArgument()) == A.Object)
        A.Releases.push_back({Call, Around.all().vec()});
    });
  }

  const TuModel &Tu;
  const FunctionBody &F;
  std::vector<Acquisition> Found;
};

} // namespace

std::vector<Acquisition> acquisitionsIn(const TuModel &Tu,
                                        const FunctionBody &F) {
  return Finder(Tu, F).run();
}

static bool ends(const Mention &M) {
  return M.Use == HandleUse::Handed || M.Use == HandleUse::Helper ||
         M.Use == HandleUse::Guarded || M.Use == HandleUse::Assign ||
         M.Use == HandleUse::Clear;
}

Flow::Effect effectOn(const std::vector<Acquisition> &All, const Stmt &S) {
  Flow::Effect E;
  for (unsigned I = 0; I != All.size(); ++I) {
    const Acquisition &A = All[I];
    if (A.At == &S)
      E.Begins.push_back(I);
    bool Released = llvm::any_of(
        A.Releases, [&](const ReleaseCall &R) { return R.Call == &S; });
    for (const Mention &M : A.Mentions)
      // The name in `f = fopen(…)` is evaluated after the call.
      if (M.Where == &S && ends(M) && !M.Stack.empty() &&
          !llvm::is_contained(A.Stack, M.Stack.back()))
        Released = true;
    if (Released)
      E.Ends.push_back(I);
  }
  return E;
}

namespace {

enum class Side { None, Handle, Status };

/// What a condition asks about: the handle, or the status of the call.
Side sideOf(const Acquisition &A, const Expr &E) {
  const Expr *Inner = E.IgnoreParenCasts();
  if (const auto *Assign = dyn_cast<BinaryOperator>(Inner);
      Assign && Assign->getOpcode() == BO_Assign)
    Inner = Assign->getLHS()->IgnoreParenCasts();
  if (Inner == A.Call)
    return A.Kind->OutArg ? Side::Status : Side::Handle;
  const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
  if (!Ref)
    return Side::None;
  return Ref->getDecl() == A.Var                  ? Side::Handle
         : A.Status && Ref->getDecl() == A.Status ? Side::Status
                                                  : Side::None;
}

/// For which result `value OP Number` says that there is nothing.
std::optional<bool> emptyWhenCompared(Side What, bool IsPointer,
                                      BinaryOperatorKind Op, int64_t Number) {
  // `getifaddrs(&list) == -1`
  if (What == Side::Status && Number == -1 && (Op == BO_EQ || Op == BO_NE))
    return Op == BO_EQ;
  if (What == Side::Status || IsPointer) {
    bool EmptyIfEqual = What == Side::Handle;
    if (Number != 0)
      return std::nullopt;
    return Op == BO_EQ                    ? std::optional(EmptyIfEqual)
           : Op == BO_NE                  ? std::optional(!EmptyIfEqual)
           : Op == BO_LT && !EmptyIfEqual ? std::optional(true)
                                          : std::nullopt;
  }
  if ((Op == BO_LT && Number == 0) || (Op == BO_LE && Number == -1) ||
      (Op == BO_EQ && Number == -1) || (Op == BO_LE && Number == 0))
    return true;
  if ((Op == BO_GE && Number == 0) || (Op == BO_GT && Number == -1) ||
      (Op == BO_NE && Number == -1) || (Op == BO_GT && Number == 0))
    return false;
  return std::nullopt;
}

std::optional<int64_t> constant(const TuModel &Tu, const Expr &E) {
  if (E.isValueDependent())
    return std::nullopt;
  if (isNullOrZero(E, Tu.ast()))
    return 0;
  Expr::EvalResult Result;
  if (!E.getType()->isIntegerType() || !E.EvaluateAsInt(Result, Tu.ast()))
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

} // namespace

std::optional<bool> emptyWhen(const TuModel &Tu, const Acquisition &A,
                              const Expr &Condition) {
  if (!A.isHandle())
    return std::nullopt;
  const Expr *E = ignoreTransparent(Condition).IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot) {
    auto Inner = emptyWhen(Tu, A, *Not->getSubExpr());
    return Inner ? std::optional(!*Inner) : std::nullopt;
  }
  if (const auto *Or = dyn_cast<BinaryOperator>(E); Or && Or->isLogicalOp())
    return std::nullopt;
  bool IsPointer = A.Var->getType()->isPointerType();
  const auto *Compare = dyn_cast<BinaryOperator>(E);
  if (!Compare || !Compare->isComparisonOp()) {
    Side What = sideOf(A, *E);
    return What == Side::Status                ? std::optional(true)
           : What == Side::Handle && IsPointer ? std::optional(false)
                                               : std::nullopt;
  }
  const Expr *Left = Compare->getLHS(), *Right = Compare->getRHS();
  BinaryOperatorKind Op = Compare->getOpcode();
  Side What = sideOf(A, *Left);
  if (What == Side::None) {
    std::swap(Left, Right);
    Op = BinaryOperator::reverseComparisonOp(Op);
    What = sideOf(A, *Left);
  }
  auto Number = constant(Tu, *Right);
  return What != Side::None && Number
             ? emptyWhenCompared(What, IsPointer, Op, *Number)
             : std::nullopt;
}

llvm::SmallVector<unsigned, 1> endsIf(const TuModel &Tu,
                                      const std::vector<Acquisition> &All,
                                      const Expr &Condition, bool Value) {
  llvm::SmallVector<unsigned, 1> Ended;
  for (unsigned I = 0; I != All.size(); ++I)
    if (emptyWhen(Tu, All[I], Condition) == Value)
      Ended.push_back(I);
  return Ended;
}

} // namespace asyncmend
