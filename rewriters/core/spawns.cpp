//===- spawns.cpp - Calls that start work beside their caller -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/spawns.h"
#include "core/blocking-calls.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/containers.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

/// The name of the member function that is called, also in a template.
static StringRef memberCalled(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call)
    return {};
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return Member->getMemberDecl()->getIdentifier()
               ? Member->getMemberDecl()->getName()
               : StringRef();
  if (const auto *Later = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    if (const IdentifierInfo *Name = Later->getMember().getAsIdentifierInfo())
      return Name->getName();
  return {};
}

static const Stmt *innermostLoopBody(const Ancestors &Around) {
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;)
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Stack[I]) &&
        I + 1 < Stack.size())
      return Stack[I + 1];
  return Stack.empty() ? nullptr : Stack.front();
}

/// Is `Var` moved away, or detached, in `Body`?
static bool leaves(const VarDecl &Var, const Stmt &Body) {
  bool Left = false;
  walkSpelled(Body, [&](const Stmt &S, const Ancestors &Around) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref || Ref->getDecl() != &Var)
      return;
    const Stmt *Parent = Around.parent();
    if (isa_and_nonnull<MemberExpr>(Parent)) {
      Left |= cast<MemberExpr>(Parent)->getMemberDecl()->getNameAsString() ==
              "detach";
    } else if (const auto *Call = dyn_cast_or_null<CallExpr>(Parent)) {
      const FunctionDecl *F = calleeOf(*Call);
      Left |= F && qualifiedName(*F) == "std::move";
    }
  });
  return Left;
}

/// Does the value of `E`, whose destructor waits for the work, outlive the turn
/// of the loop?
static bool outlivesTurn(const Expr &E, const Ancestors &Around) {
  ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;) {
    const Stmt &S = *Stack[I];
    if (addsToContainer(memberCalled(S)) || isa<CXXNewExpr>(S))
      return true;
    if (StringRef Called = memberCalled(S); !Called.empty())
      return Called == "detach";
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S))
      return Operator->isAssignmentOp();
    if (const auto *Assign = dyn_cast<BinaryOperator>(&S))
      return Assign->isAssignmentOp();
    if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
      const auto *Var = dyn_cast<VarDecl>(*Declaration->decl_begin());
      const Stmt *Body = innermostLoopBody(Around);
      return Var && Body && leaves(*Var, *Body);
    }
    if (isa<CompoundStmt, ForStmt, CXXForRangeStmt, WhileStmt, IfStmt>(S))
      return false;
  }
  return false;
}

/// Does the turn itself wait, by `.get()` on the result or on the local that
/// holds it?
static bool turnWaits(const Ancestors &Around) {
  for (const Stmt *S : llvm::reverse(Around.all())) {
    StringRef Called = memberCalled(*S);
    if (Called == "get" || Called == "wait" || Called == "join" ||
        Called == "result")
      return true;
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    if (!Declaration)
      continue;
    const auto *Var = dyn_cast<VarDecl>(*Declaration->decl_begin());
    bool Waits = false;
    if (const Stmt *Body = innermostLoopBody(Around); Var && Body)
      walkSpelled(*Body, [&](const Stmt &Use, const Ancestors &Outer) {
        const auto *Ref = dyn_cast<DeclRefExpr>(&Use);
        const auto *Member = dyn_cast_or_null<MemberExpr>(Outer.parent());
        Waits |= Ref && Ref->getDecl() == Var && Member &&
                 (Member->getMemberDecl()->getNameAsString() == "get" ||
                  Member->getMemberDecl()->getNameAsString() == "wait");
        Waits |= isa<CoroutineSuspendExpr>(Use) && Ref;
      });
    return Waits;
  }
  return false;
}

static const Expr *argument(const CallExpr &Call, unsigned I) {
  return I < Call.getNumArgs() && !isa<CXXDefaultArgExpr>(Call.getArg(I))
             ? Call.getArg(I)
             : nullptr;
}

const Expr *wrappedTask(const TuModel &Tu, const CallExpr &Call) {
  SmallVector<std::string, 4> Names;
  for (const Framework &F : Tu.profiles().frameworks()) {
    if (F.FanOut.Wrappers.empty())
      continue;
    if (Names.empty())
      Names = calleeNames(Call);
    for (const std::string &Name : Names)
      if (auto It = F.FanOut.Wrappers.find(Name);
          It != F.FanOut.Wrappers.end()) {
        const Expr *Object = objectOf(Call);
        bool OfObject = It->second == FanOutProfile::WrapsObject;
        if (OfObject && Object)
          return Object;
        return argument(Call, (OfObject ? 0 : It->second) +
                                  (isa<CXXOperatorCallExpr>(Call) ? 1 : 0));
      }
  }
  return nullptr;
}

const Expr &withoutWrappers(const TuModel &Tu, const Expr &Given) {
  const Expr *E = &Given;
  while (const auto *Call = dyn_cast<CallExpr>(&ignoreTransparent(*E))) {
    const Expr *Inner = wrappedTask(Tu, *Call);
    if (!Inner)
      break;
    E = Inner;
  }
  return *E;
}

/// Fills in the parts of a call of `How`; false where it is no such call.
static bool readSpawn(const TuModel &Tu, Spawn &S, const Spawner &How,
                      const CallExpr &Call) {
  unsigned Skip = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
  S.Given = How.TaskIsObject ? operandOrObject(Call)
                             : argument(Call, How.TaskArg + Skip);
  S.Task = S.Given ? &withoutWrappers(Tu, *S.Given) : nullptr;
  if (How.Kind) {
    S.Kind = *How.Kind;
    return S.Task && !S.Task->isTypeDependent();
  }
  S.Executor = argument(Call, How.ExecutorArg + Skip);
  S.Token = argument(Call, How.TokenArg + Skip);
  S.Kind = TokenKind::Lazy;
  if (!S.Task || !S.Executor || (S.Token && S.Token->isTypeDependent()))
    return false;
  if (S.Token) {
    const llvm::StringMap<TokenKind> &Known = S.Home->FanOut.Tokens;
    auto It = Known.find(className(S.Token->getType()));
    S.Kind = It != Known.end() ? It->second : TokenKind::Handler;
  }
  return true;
}

std::optional<Spawn> spawnerCall(const TuModel &Tu, const Stmt &Site) {
  const auto *Call = dyn_cast<CallExpr>(&Site);
  if (!Call)
    return std::nullopt;
  llvm::SmallVector<std::string, 4> Names = calleeNames(*Call);
  if (Names.empty())
    return std::nullopt;
  for (const Framework &F : Tu.profiles().frameworks())
    for (const Spawner &How : F.FanOut.Spawners) {
      if (!llvm::is_contained(Names, How.Callee))
        continue;
      Spawn S;
      S.E = S.Call = Call;
      S.Home = &F;
      S.How = &How;
      S.What = "'" + StringRef(How.Callee).rsplit(':').second.str() + "'";
      if (!readSpawn(Tu, S, How, *Call))
        return std::nullopt;
      return S;
    }
  return std::nullopt;
}

static bool isCoroutineLambda(const Expr &Task) {
  const auto *Lambda = dyn_cast<LambdaExpr>(&ignoreTransparent(Task));
  return Lambda && isa_and_nonnull<CoroutineBodyStmt>(
                       Lambda->getCallOperator()->getBody());
}

/// One that runs on beside the turn of the loop.
static std::optional<Spawn> ofFramework(const TuModel &Tu, const CallExpr &Call,
                                        const Ancestors &Around) {
  std::optional<Spawn> S = spawnerCall(Tu, Call);
  if (S && !S->How->Kind && !S->Token && !S->How->NoFix.empty()) {
    S->Kind = TokenKind::Detached;
    return S;
  }
  if (!S || (S->How->Queues && !isCoroutineLambda(*S->Task)) ||
      S->Kind == TokenKind::Lazy ||
      (S->Kind == TokenKind::Future && turnWaits(Around)))
    return std::nullopt;
  return S;
}

/// `threads.emplace_back(f, x)` makes a thread without naming the type.
static bool emplacesThread(const FanOutTable &Known, const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Member || !memberCalled(Call).starts_with("emplace") ||
      Call.getNumArgs() == 0)
    return false;
  QualType Element =
      templateArgument(Member->getImplicitObjectArgument()->getType(), 0);
  return Known.Types.contains(className(Element)) &&
         !Known.Types.contains(className(Call.getArg(0)->getType()));
}

static Spawn plain(const Expr &E, std::string What, bool IsThread) {
  Spawn S;
  S.E = &E;
  S.What = std::move(What);
  S.IsThread = IsThread;
  return S;
}

std::optional<Spawn> spawnAt(const TuModel &Tu, const Stmt &S,
                             const Ancestors &Around) {
  const FanOutTable &Known = Tu.profiles().fanOut();
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    std::string Class = className(Construct->getType());
    if (!Known.Types.contains(Class) || Construct->getNumArgs() == 0 ||
        Construct->getConstructor()->isCopyOrMoveConstructor() ||
        !outlivesTurn(*Construct, Around))
      return std::nullopt;
    return plain(*Construct, "'" + Class + "'", /*IsThread=*/true);
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call)
    return std::nullopt;
  if (emplacesThread(Known, *Call))
    return plain(*Call, "a thread", /*IsThread=*/true);
  // The callee of a callable constant is an operator without a name.
  if (std::optional<Spawn> Found = ofFramework(Tu, *Call, Around))
    return Found;
  const FunctionDecl *Callee = calleeOf(*Call);
  if (!Callee || !Callee->getIdentifier())
    return std::nullopt;
  std::string Name = qualifiedName(*Callee);
  bool Function = Known.Functions.contains(Name);
  if (!Function && !Known.Launchers.contains(Name))
    return std::nullopt;
  if (Function && !outlivesTurn(*Call, Around))
    return std::nullopt;
  if (turnWaits(Around))
    return std::nullopt;
  auto Text = Call->getNumArgs() ? Tu.text(Call->getArg(0)->getSourceRange())
                                 : std::nullopt;
  // std::launch::deferred runs in get(), one after the other.
  if (Text && Text->contains("deferred") && !Text->contains("async"))
    return std::nullopt;
  return plain(*Call, "'" + Name + "'", /*IsThread=*/true);
}

/// A loop that nothing leaves.
static bool neverEnds(const Stmt &Body, ASTContext &Context) {
  bool Endless = false;
  walkSpelled(Body, [&](const Stmt &S, const Ancestors &) {
    std::optional<Loop> L = loopOf(S, Context);
    if (!L || L->Kind != LoopKind::Endless || !L->Body)
      return;
    bool Leaves = false;
    walkSpelled(*L->Body, [&](const Stmt &Inner, const Ancestors &) {
      Leaves |=
          isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(
              Inner);
    });
    Endless |= !Leaves;
  });
  return Endless;
}

bool isContextRun(const TuModel &Tu, const NamedDecl &D) {
  return llvm::any_of(Tu.profiles().frameworks(), [&](const Framework &F) {
    return F.FanOut.Runs.contains(qualifiedName(D));
  });
}

/// `ioc.run()` or `&net::io_context::run` in `S` or in a lambda in it.
static bool runsContext(const TuModel &Tu, const Stmt &S) {
  bool Found = false;
  walkDeep(S, [&](const Stmt &Inner, const Ancestors &) {
    const NamedDecl *D = nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(&Inner))
      D = calleeOf(*Call);
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(&Inner))
      D = dyn_cast<FunctionDecl>(Ref->getDecl());
    Found |= D && isContextRun(Tu, *D);
  });
  return Found;
}

/// A thread that serves an event loop or works until it is told to stop: there
/// are as many of them as somebody wants threads.
static bool isWorkerThread(const TuModel &Tu, const Spawn &S) {
  if (runsContext(Tu, *S.E))
    return true;
  bool Found = false;
  walkSpelled(*S.E, [&](const Stmt &Inner, const Ancestors &) {
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&Inner))
      Found |= Lambda->getBody() && neverEnds(*Lambda->getBody(), Tu.ast());
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(&Inner))
      Found |=
          isa<FunctionDecl>(Ref->getDecl()) &&
          Ref->getDecl()->getIdentifier() &&
          hasWord(Ref->getDecl()->getName(), Tu.profiles().fanOut().Services);
  });
  return Found;
}

bool isService(const TuModel &Tu, const Spawn &S) {
  if (S.IsThread)
    return isWorkerThread(Tu, S);
  if (!S.Task)
    return false;
  const Expr &Task = ignoreTransparent(*S.Task);
  const Expr *Called = &Task;
  if (const auto *Call = dyn_cast<CallExpr>(&Task)) {
    const FunctionDecl *F = calleeOf(*Call);
    if (F && F->getIdentifier() &&
        hasWord(F->getName(), Tu.profiles().fanOut().Services))
      return true;
    const FunctionDecl *Definition = nullptr;
    if (F && F->hasBody(Definition) && Definition->getBody())
      return neverEnds(*Definition->getBody(), Tu.ast());
    Called = Call->getNumArgs() ? Call->getArg(0) : &Task;
  }
  const auto *Lambda = dyn_cast<LambdaExpr>(&ignoreTransparent(*Called));
  return Lambda && Lambda->getBody() && neverEnds(*Lambda->getBody(), Tu.ast());
}

} // namespace asyncmend
