//===- outlives.cpp - What dies before a task that uses it ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/outlives.h"
#include "core/await-site.h"
#include "core/blocking-calls.h"
#include "core/blocking.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/handle-uses.h"
#include "core/loops.h"
#include "core/names.h"
#include "core/work-holders.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncmend {

bool temporariesDieFirst(const Escape &Task) {
  return Task.How == Fate::Kept || Task.How == Fate::Spawned ||
         Task.How == Fate::Stored || Task.How == Fate::Returned;
}

bool isOwnLocal(const FunctionBody &F, const VarDecl &Var) {
  const DeclContext *Home = Var.getDeclContext();
  return Home && isa<FunctionDecl>(Home) &&
         cast<FunctionDecl>(Home)->getCanonicalDecl() ==
             F.Function->getCanonicalDecl() &&
         Var.hasLocalStorage() && !Var.getType()->isReferenceType();
}

const Stmt *scopeOf(const FunctionBody &F, const VarDecl &Var) {
  if (isa<ParmVarDecl>(Var))
    return &F.written();
  const Stmt *Scope = nullptr;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S);
        Range && Range->getLoopVariable() == &Var)
      Scope = Range->getBody();
    const auto *Local = dyn_cast<DeclStmt>(&S);
    if (Local && llvm::is_contained(Local->decls(), &Var) &&
        !Around.all().empty())
      Scope = Around.all().back();
  });
  return Scope;
}

namespace {

/// Looks for what keeps a scope alive until its tasks are done.
class Waits {
public:
  Waits(const TuModel &Tu, const FunctionBody &F, const Escape &Task)
      : Tu(Tu), F(F), Task(Task) {
    // `auto result = spawn(task)`
    Ancestors Around = Task.around();
    if (const auto *Local = Around.enclosing<DeclStmt>();
        Local && Local->isSingleDecl() && Task.How == Fate::Spawned)
      Result = dyn_cast<VarDecl>(Local->getSingleDecl());
  }

  /// A wait below `Scope`, behind the place where the task escapes.
  bool in(const Stmt &Scope) const {
    bool Found = false;
    walkSpelled(Scope, [&](const Stmt &S, const Ancestors &Around) {
      if (const auto *L = dyn_cast<LambdaExpr>(&S))
        Found |= runsLoop(*L->getBody());
      else if (isBehind(S))
        Found |= waits(S, Around);
    });
    return Found;
  }

  /// A loop without end round the place or behind it.
  bool isEndless(const Stmt &Scope, const VarDecl &Var) const {
    bool Found = false;
    walkSpelled(Scope, [&](const Stmt &S, const Ancestors &) {
      const Stmt *Body = loopBody(S);
      if (!Body || contains(S, Var.getLocation()) ||
          !(isBehind(S) || contains(S, Task.At->getBeginLoc())))
        return;
      Found |= neverEnds(S, Tu.ast());
    });
    return Found;
  }

private:
  bool isBehind(const Stmt &S) const {
    return Tu.sources().isBeforeInTranslationUnit(
        Tu.place(Task.At->getEndLoc()), Tu.place(S.getBeginLoc()));
  }

  bool contains(const Stmt &S, SourceLocation Loc) const {
    const SourceManager &Sources = Tu.sources();
    Loc = Tu.place(Loc);
    SourceLocation Begin = Tu.place(S.getBeginLoc());
    SourceLocation End = Tu.place(S.getEndLoc());
    return !Sources.isBeforeInTranslationUnit(Loc, Begin) &&
           !Sources.isBeforeInTranslationUnit(End, Loc);
  }

  bool isRun(const NamedDecl &D) const { return isRun(qualifiedName(D)); }

  bool isRun(const std::string &Name) const {
    const LifetimeTable &Known = Tu.profiles().lifetimes();
    return Known.Waits.contains(Name) ||
           llvm::any_of(Tu.profiles().frameworks(), [&](const Framework &Home) {
             return Home.FanOut.Runs.contains(Name) ||
                    Home.Lifetimes.Polls.contains(Name);
           });
  }

  /// `ioc.run()` or `&io_context::run` anywhere below, as in a thread's body.
  bool runsLoop(const Stmt &Root) const {
    bool Found = false;
    walkDeep(Root, [&](const Stmt &S, const Ancestors &) {
      const NamedDecl *D = nullptr;
      if (const auto *Call = dyn_cast<CallExpr>(&S))
        D = calleeOf(*Call);
      else if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
        D = dyn_cast<FunctionDecl>(Ref->getDecl());
      Found |= D && isRun(*D);
    });
    return Found;
  }

  bool waits(const Stmt &S, const Ancestors &Around) const {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      return Ref->getDecl() == Result
                 ? Around.enclosing<CoroutineSuspendExpr>() ||
                       Around.enclosing<DependentCoawaitExpr>()
                 : isa<FunctionDecl>(Ref->getDecl()) && isRun(*Ref->getDecl());
    if (const auto *Await = dyn_cast<CoawaitExpr>(&S))
      if (const VarDecl *Var = variableOf(*Await->getOperand()))
        return isShared(*Var); // A latch, an event, a group of tasks.
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    if (!Callee || spawnerCall(Tu, S))
      return false;
    // A callable constant has an operator() that goes by another name.
    if (llvm::any_of(calleeNames(*Call),
                     [&](const std::string &Name) { return isRun(Name); }))
      return true;
    // What only makes another task waits for nothing.
    if (taskKind(Tu, Call->getType()).IsTask && !awaitAround(*Call, Around))
      return false;
    bool Ours = !Tu.sources().isInSystemHeader(Callee->getLocation());
    bool Sounds =
        Callee->getIdentifier() &&
        hasWord(Callee->getName(), Tu.profiles().lifetimes().WaitWords);
    if (Ours && Sounds && mayMeanTasks(*Call, *Callee, Around))
      return true;
    // A timer or channel that the task has too may be its signal.
    if (Sounds && F.isCoroutine())
      return llvm::any_of(namesIn(*Call),
                          [&](const VarDecl *V) { return isShared(*V); });
    return Ours && !F.isCoroutine() && takesExecutor(*Call);
  }

  /// `server.run()` and `wait_all()` wait for tasks if what they are given can
  /// run some; `parser.run()` does not. In doubt they do.
  bool mayMeanTasks(const CallExpr &Call, const FunctionDecl &Callee,
                    const Ancestors &Around) const {
    if (const Stmt *Body = writtenBody(Callee); Body && runsLoop(*Body))
      return true;
    if (llvm::any_of(namesIn(Call),
                     [&](const VarDecl *V) { return isShared(*V); }))
      return true;
    WorkHolders Holders(Tu);
    QualType Executor = Task.By && Task.By->Executor
                            ? Task.By->Executor->getType()
                            : QualType();
    auto MayHold = [&](const Expr &E) {
      return Holders.mayHold(E.getType(), Executor);
    };
    if (llvm::any_of(Call.arguments(),
                     [&](const Expr *E) { return MayHold(*E); }))
      return true;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      const Expr &Object = *Member->getImplicitObjectArgument();
      return MayHold(Object) || !isLocalObject(Object);
    }
    // A free function that is given nothing knows some globals.
    return Call.getNumArgs() == 0 || awaitAround(Call, Around);
  }

  /// A member or a global may be known to the task, too.
  bool isLocalObject(const Expr &Object) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(&ignoreTransparent(Object));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && isOwnLocal(F, *Var);
  }

  /// `serve(ctx)` may run the loop.
  bool takesExecutor(const CallExpr &Call) const {
    const Expr *Executor = Task.By ? Task.By->Executor : nullptr;
    if (!Executor)
      return false;
    auto Of = namesIn(*Executor);
    return llvm::any_of(Call.arguments(), [&](const Expr *Argument) {
      return llvm::any_of(namesIn(*Argument), [&](const VarDecl *V) {
        return llvm::is_contained(Of, V);
      });
    });
  }

  SmallVector<const VarDecl *, 4> namesIn(const Stmt &S) const {
    SmallVector<const VarDecl *, 4> Found;
    walkSpelled(S, [&](const Stmt &Inner, const Ancestors &) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(&Inner))
        if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
          Found.push_back(Var);
    });
    return Found;
  }

  /// Does what is spawned name it, too?
  bool isShared(const VarDecl &Var) const {
    return names(*Task.At, Var) || (Task.Holder && [&] {
             const Expr *Init = Task.Holder->getInit();
             return Init && names(*Init, Var);
           }());
  }

  const TuModel &Tu;
  const FunctionBody &F;
  const Escape &Task;
  const VarDecl *Result = nullptr; ///< Of the spawner.
};

/// A pool, or the pointer to one, whose destructor waits for its work.
bool waitsAtItsEnd(const TuModel &Tu, const VarDecl &Pool) {
  const auto *Made =
      Pool.getInit() ? dyn_cast<CallExpr>(&ignoreTransparent(*Pool.getInit()))
                     : nullptr;
  const FunctionDecl *Maker = Made ? calleeOf(*Made) : nullptr;
  return llvm::any_of(
      Tu.profiles().blocking().Guards, [&](const BlockingGuard &G) {
        return G.Type == className(Pool.getType()) &&
               (G.MadeBy.empty() ||
                (Maker && Maker->getIdentifier() &&
                 llvm::is_contained(G.MadeBy, qualifiedName(*Maker))));
      });
}

/// `io_context` in the same function, made after `Var`: whatever runs on it
/// ends before `Var` does.
bool executorDiesFirst(const TuModel &Tu, const FunctionBody &F,
                       const VarDecl &Var, const Escape &Task) {
  const Expr *Where = !Task.By            ? nullptr
                      : Task.By->Executor ? Task.By->Executor
                      : Task.By->Call     ? objectOf(*Task.By->Call)
                                          : nullptr;
  if (!Where)
    return false;
  bool Found = false;
  walkSpelled(*Where, [&](const Stmt &S, const Ancestors &) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Context = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    Found |= Context && isOwnLocal(F, *Context) &&
             (Task.By->Home->Lifetimes.Contexts.contains(
                  className(Context->getType())) ||
              waitsAtItsEnd(Tu, *Context)) &&
             Tu.sources().isBeforeInTranslationUnit(Var.getLocation(),
                                                    Context->getLocation());
  });
  return Found;
}

/// Does `Inner` end before `Outer` does?
bool isShorter(const TuModel &Tu, const Stmt &Inner, const Stmt &Outer) {
  if (&Inner == &Outer)
    return false;
  bool Found = false;
  walkSpelled(Outer,
              [&](const Stmt &S, const Ancestors &) { Found |= &S == &Inner; });
  return Found;
}

/// `return tasks;`
bool isReturned(const FunctionBody &F, const VarDecl &Var) {
  bool Found = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    if (!Ref || Ref->getDecl() != &Var)
      return;
    for (const Stmt *Outer : llvm::reverse(Around.all())) {
      Found |= isa<ReturnStmt, CoreturnStmt>(Outer);
      if (!isPassThrough(*Outer))
        break;
    }
  });
  return Found;
}

} // namespace

bool diesFirst(const TuModel &Tu, const FunctionBody &F, const VarDecl &Var,
               const Escape &Task) {
  if (!isOwnLocal(F, Var))
    return false;
  if (Task.How == Fate::Returned)
    return true;
  const Stmt *Scope = scopeOf(F, Var);
  if (!Scope || (Task.How != Fate::Spawned && Task.How != Fate::Stored))
    return false;
  if (Task.How == Fate::Stored && Task.Into && Task.Into->hasLocalStorage()) {
    if (!isOwnLocal(F, *Task.Into))
      return false;
    if (isReturned(F, *Task.Into))
      return true;
    const Stmt *Longer = scopeOf(F, *Task.Into);
    if (!Longer || !isShorter(Tu, *Scope, *Longer))
      return false;
  }
  Waits Found(Tu, F, Task);
  return !Found.in(*Scope) && !Found.isEndless(*Scope, Var) &&
         !executorDiesFirst(Tu, F, Var, Task);
}

/// One template for both: its first argument tells them apart.
static bool isRequest(QualType T) {
  const auto *Class =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsRecordDecl());
  if (!Class || Class->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &First = Class->getTemplateArgs()[0];
  return First.getKind() == TemplateArgument::Integral &&
         First.getIntegralType()->isBooleanType() && First.getAsIntegral() != 0;
}

const CheckedResponse *responseKind(const TuModel &Tu, QualType T) {
  std::string Class = T.isNull() ? std::string() : className(T);
  for (const CheckedResponse &R : Tu.profiles().lifetimes().Responses)
    if (R.Type == Class && !isRequest(T))
      return &R;
  return nullptr;
}

} // namespace asyncmend
