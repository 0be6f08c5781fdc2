//===- teardown.cpp - Releases that have to be awaited --------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: `co_await o.close(…);`, its result discarded, bound or not, below an
// `if` or not, where a profile lists the member's name and o is a local or
// a parameter by value. The region begins after the last statement before it
// in the same block that acquires: an awaited `connect`, `handshake` or the
// like in which o is named, or o's declaration.
//
//===----------------------------------------------------------------------===//

#include "core/teardown.h"
#include "core/blocking-calls.h"
#include "core/calls.h"
#include "core/names.h"
#include "core/release-site.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace clang;

namespace asyncmend {

namespace {

std::string lastName(const FunctionDecl *F) {
  return F && F->getIdentifier() ? F->getName().str() : std::string();
}

class Search {
public:
  Search(const TuModel &Tu, const Coroutine &C) : Tu(Tu), C(C) {
    for (const Resource &R : Tu.profiles().resources().all())
      if (R.Kind == ResourceKind::Awaited) {
        llvm::append_range(Acquire, R.Acquire);
        llvm::append_range(Release, R.Release);
      }
  }

  std::vector<Teardown> run() {
    // In the order in which they are first released.
    std::vector<std::pair<std::string, std::vector<AwaitedRelease>>> Objects;
    std::map<std::string, const VarDecl *> Roots;
    walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
      const VarDecl *Root = Call ? releasedBy(*Call, Around) : nullptr;
      if (!Root)
        return;
      std::string Key;
      for (const ValueDecl *D : namedPath(*Call->getImplicitObjectArgument()))
        Key += (Key.empty() ? "" : ".") + D->getNameAsString() + "@" +
               std::to_string(D->getID());
      Roots[Key] = Root;
      auto It =
          llvm::find_if(Objects, [&](const auto &O) { return O.first == Key; });
      if (It == Objects.end())
        It = Objects.insert(It, {Key, {}});
      It->second.push_back(release(*Call, *Root, Around));
    });
    std::vector<Teardown> Found;
    for (const auto &[Key, Releases] : Objects)
      if (auto T = teardown(*Roots[Key], Releases))
        Found.push_back(std::move(*T));
    return Found;
  }

private:
  /// The local that an awaited release of this name is called on. Its blocking
  /// twin will be one; it must not be found only when it is.
  const VarDecl *releasedBy(const CXXMemberCallExpr &Call,
                            const Ancestors &Around) const {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    if (!Method || !Method->getIdentifier() ||
        !isOneOf(isAwaited(Around) ? qualifiedName(*Method)
                                   : awaitedTwin(Tu, Call),
                 Release))
      return nullptr;
    auto Path = namedPath(*Call.getImplicitObjectArgument());
    const auto *Root = Path.empty() ? nullptr : dyn_cast<VarDecl>(Path.front());
    return Root && isOwn(*Root) ? Root : nullptr;
  }

  static bool isAwaited(const Ancestors &Around) {
    return isa_and_nonnull<CoawaitExpr>(Around.parent());
  }

  /// What a reference or a pointer leads to belongs to somebody else.
  bool isOwn(const VarDecl &Var) const {
    QualType T = Var.getType();
    return !T->isReferenceType() && !T->isPointerType() &&
           Var.hasLocalStorage() && Var.getDeclContext() == C.Function;
  }

  AwaitedRelease release(const CXXMemberCallExpr &Call, const VarDecl &Root,
                         const Ancestors &Around) const {
    AwaitedRelease R{&Call, nullptr, nullptr, {}};
    const Stmt *Unit = &Call;
    ArrayRef<const Stmt *> Stack = Around.all();
    size_t I = Stack.size();
    for (; I > 0 && !isa<CompoundStmt>(Stack[I - 1]); Unit = Stack[--I]) {
      const Stmt *S = Stack[I - 1];
      if (const auto *If = dyn_cast<IfStmt>(S)) {
        if (If->getThen() != Unit || !isTest(*If, Root))
          return R;
      } else if (const auto *Local = dyn_cast<DeclStmt>(S)) {
        if (!Local->isSingleDecl())
          return R;
      } else if (!isTransparent(*S) && !isa<CoawaitExpr>(S) && !isVoidCast(*S))
        return R;
    }
    if (I == 0)
      return R;
    // `if (o.is_open()) { co_await o.close(); }`
    const auto *Block = cast<CompoundStmt>(Stack[I - 1]);
    if (I > 1 && Block->size() == 1)
      if (const auto *If = dyn_cast<IfStmt>(Stack[I - 2]);
          If && If->getThen() == Block && isTest(*If, Root) && I > 2 &&
          isa<CompoundStmt>(Stack[I - 3])) {
        Unit = If;
        I -= 2;
        Block = cast<CompoundStmt>(Stack[I - 1]);
      }
    R.Unit = Unit;
    R.Block = Block;
    R.Stack = Stack.take_front(I - 1).vec();
    return R;
  }

  static bool isVoidCast(const Stmt &S) {
    const auto *Cast = dyn_cast<ExplicitCastExpr>(&S);
    return Cast && Cast->getType()->isVoidType();
  }

  static bool isTest(const IfStmt &If, const VarDecl &Root) {
    return !If.getElse() && !If.hasVarStorage() && !If.hasInitStorage() &&
           names(*If.getCond(), Root);
  }

  std::optional<Teardown> teardown(const VarDecl &Root,
                                   ArrayRef<AwaitedRelease> Releases) const {
    Teardown T{&Root, Root.getNameAsString(), {}, Releases.back(), {}, {}, {}};
    T.Blocks = llvm::any_of(Releases, [&](const AwaitedRelease &R) {
      return !awaitedTwin(Tu, *R.Call).empty();
    });
    T.Early = Releases.drop_back().vec();
    if (!T.Main.Unit)
      return std::nullopt;
    if (!findRegion(T) || isMovedIn(T))
      return std::nullopt;
    auto Skipped = wayOutOf(T);
    if (!Skipped)
      return std::nullopt;
    T.Skipped = *Skipped;
    return T;
  }

  /// The awaited call in `S`, a plain statement, that acquires; or the blocking
  /// one that ought to be awaited.
  const Expr *acquiredIn(const Stmt &S, const VarDecl &Root) const {
    if (!isa<Expr, DeclStmt>(S))
      return nullptr;
    const Expr *Found = nullptr;
    walkSpelled(S, [&](const Stmt &Inner, const Ancestors &Around) {
      const auto *E = dyn_cast<Expr>(&Inner);
      if (!E || !isa<CoawaitExpr, CallExpr>(E) || !names(*E, Root))
        return;
      const auto *Await = dyn_cast<CoawaitExpr>(E);
      const auto *Call = dyn_cast<CallExpr>(
          Await ? &ignoreTransparent(*Await->getOperand()) : E);
      if (Call &&
          isOneOf(Await ? lastName(calleeOf(*Call)) : awaitedTwin(Tu, *Call),
                  Acquire))
        Found = E;
    });
    return Found;
  }

  bool declares(const Stmt &S, const VarDecl &Root) const {
    const auto *Local = dyn_cast<DeclStmt>(&S);
    return Local && llvm::is_contained(Local->decls(), &Root);
  }

  bool findRegion(Teardown &T) const {
    ArrayRef<Stmt *> Body(const_cast<Stmt **>(T.Main.Block->body_begin()),
                          T.Main.Block->size());
    size_t Release = llvm::find(Body, T.Main.Unit) - Body.begin();
    size_t First = Release;
    while (First > 0) {
      const Stmt &S = *Body[First - 1];
      const Expr *At = acquiredIn(S, *T.Object);
      if (At)
        T.Acquired = At->getSourceRange();
      else if (declares(S, *T.Object))
        T.Acquired = S.getSourceRange();
      if (T.Acquired.isValid())
        break;
      --First;
    }
    // Acquired further out: every way to the release must lead through here.
    if (T.Acquired.isInvalid()) {
      for (const Stmt *S : llvm::reverse(T.Main.Stack)) {
        if (const auto *Block = dyn_cast<CompoundStmt>(S))
          if (llvm::any_of(Block->body(), [&](const Stmt *Child) {
                return declares(*Child, *T.Object);
              }))
            break;
        if (!isa<CompoundStmt, CXXTryStmt>(S))
          return false;
      }
      T.Acquired = T.Object->getSourceRange();
    }
    // What cannot leave needs no teardown round it.
    while (First < Release && !canLeave(*Body[First]))
      ++First;
    T.Region.assign(Body.begin() + First, Body.begin() + Release);
    return !T.Region.empty();
  }

  bool canLeave(const Stmt &Root) const {
    bool Can = false;
    walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
      Can |= isa<CoreturnStmt>(S) || mayThrow(Tu, S);
    });
    return Can;
  }

  /// Who gets the object moved releases it, or not.
  bool isMovedIn(const Teardown &T) const {
    bool Moved = false;
    for (const Stmt *Root : T.Region)
      walkSpelled(*Root, [&](const Stmt &S, const Ancestors &) {
        const auto *Call = dyn_cast<CallExpr>(&S);
        const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
        if (F && F->isInStdNamespace() && lastName(F) == "move" &&
            Call->getNumArgs() == 1) {
          auto Path = namedPath(*Call->getArg(0));
          Moved |= !Path.empty() && Path.front() == T.Object;
        }
      });
    return Moved;
  }

  /// Not a leak: what a handler for everything takes, a release itself, and the
  /// return right after one.
  std::optional<WayOut> wayOutOf(const Teardown &T) const {
    std::optional<WayOut> Found;
    for (const Stmt *Root : T.Region)
      walkSpelled(*Root, [&](const Stmt &S, const Ancestors &Around) {
        bool IsReturn = isa<CoreturnStmt>(S);
        if (Found || (!IsReturn && !mayThrow(Tu, S)))
          return;
        if (IsReturn ? followsRelease(T, S, Around) : isCaught(S, Around))
          return;
        for (const AwaitedRelease &R : T.Early)
          if (R.Unit && (R.Unit == &S || names(Around, *R.Unit)))
            return;
        Found = {IsReturn              ? WayOut::Return
                 : isSuspension(Tu, S) ? WayOut::Suspension
                                       : WayOut::Throw,
                 &S};
      });
    return Found;
  }

  static bool names(const Ancestors &Around, const Stmt &S) {
    return llvm::is_contained(Around.all(), &S);
  }
  static bool names(const Stmt &Root, const ValueDecl &D) {
    return asyncmend::names(Root, D);
  }

  static bool isCaught(const Stmt &S, const Ancestors &Around) {
    ArrayRef<const Stmt *> Stack = Around.all();
    for (size_t I = 0; I != Stack.size(); ++I) {
      const auto *Try = dyn_cast<CXXTryStmt>(Stack[I]);
      const Stmt *Below = I + 1 < Stack.size() ? Stack[I + 1] : &S;
      if (Try && Below == Try->getTryBlock() &&
          !Try->getHandler(Try->getNumHandlers() - 1)->getExceptionDecl())
        return true;
    }
    return false;
  }

  static bool followsRelease(const Teardown &T, const Stmt &Return,
                             const Ancestors &Around) {
    for (const AwaitedRelease &R : T.Early)
      if (R.Block && !Around.all().empty() && Around.all().back() == R.Block) {
        auto It = llvm::find(R.Block->body(), R.Unit);
        if (It != R.Block->body_end() && ++It != R.Block->body_end() &&
            *It == &Return)
          return true;
      }
    return false;
  }

  const TuModel &Tu;
  const Coroutine &C;
  std::vector<std::string> Acquire, Release;
};

} // namespace

std::vector<Teardown> teardownsIn(const TuModel &Tu, const Coroutine &C) {
  return Search(Tu, C).run();
}

} // namespace asyncmend
