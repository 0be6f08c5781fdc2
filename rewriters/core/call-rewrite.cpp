//===- call-rewrite.cpp - One call where another should stand -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: CallExpr and CXXMemberCallExpr of a function with a name; a call of
// a variable, which is a CXXOperatorCallExpr, or in a template a CallExpr whose
// callee is the variable.
//
//===----------------------------------------------------------------------===//

#include "core/call-rewrite.h"
#include "core/await-call.h"
#include "core/await-site.h"
#include "core/block-site.h"
#include "core/blocking-calls.h"
#include "core/calls.h"
#include "core/detached.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/tuple-result.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

/// `0`, or a duration of zero.
static bool isZeroWait(const Expr &E, ASTContext &Context) {
  return isNullOrZero(E, Context) || isZeroDuration(E, Context);
}

static bool fitsArguments(const TuModel &Tu, const RewritableCall &R) {
  const CallRewrite &How = *R.How;
  if (R.Args.size() < How.MinArgs || R.Args.size() > How.MaxArgs)
    return false;
  if (How.TimeoutArg && *How.TimeoutArg < R.Args.size() &&
      isZeroWait(*R.Args[*How.TimeoutArg], Tu.ast()))
    return false;
  if (How.Of.empty() && How.NotOf.empty())
    return true;
  if (R.Args.empty())
    return false;
  QualType First = R.Args[0]->getType().getNonReferenceType();
  return (How.Of.empty() || How.Of.contains(className(First))) &&
         !How.NotOf.contains(className(First));
}

/// Does nobody look at the value of `E`, or of the `co_await` before it?
static bool isUnused(const Expr &E, const Ancestors &Around) {
  if (isDiscarded(E, Around))
    return true;
  const auto *Await = dyn_cast_or_null<CoroutineSuspendExpr>(Around.parent());
  if (!Await)
    return false;
  size_t Depth = llvm::find(Around.all(), Await) - Around.all().begin();
  return isDiscarded(*Await, Around.before(Depth));
}

/// The work that a call is about: what it makes, or what it is given.
static const Expr &taskOf(const TuModel &Tu, const RewritableCall &R) {
  if (R.How->Names.empty())
    return *R.Call;
  // `scheduler.schedule(task, 1s)`
  if (R.Object && !R.Args.empty() &&
      Tu.profiles().awaitable(
          className(R.Args[0]->getType().getNonReferenceType())))
    return *R.Args[0];
  return R.Object ? *R.Object : R.Args.empty() ? *R.Call : *R.Args[0];
}

static bool isVoided(const Ancestors &Around) {
  for (const Stmt *S : llvm::reverse(Around.all()))
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(S))
      return Cast->getType()->isVoidType();
    else if (!isTransparent(*S) && !isa<ParenExpr>(S))
      return false;
  return false;
}

const Expr *operandOrObject(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator || Operator->getOperator() == OO_Call)
    return objectOf(Call);
  return isa_and_nonnull<CXXMethodDecl>(calleeOf(Call))
             ? &ignoreTransparent(*Operator->getArg(0))
             : nullptr;
}

/// A local that holds what a call made and is named once: nobody has looked
/// whether it is ready, or handed it on.
static bool isFreshLocal(const FunctionBody &F, const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  if (!Init || !Var.isLocalVarDecl() || Var.getType()->isReferenceType() ||
      !isa<CallExpr>(ignoreTransparent(*Init)))
    return false;
  unsigned Uses = 0;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    Uses += Ref && Ref->getDecl() == &Var;
  });
  return Uses == 1;
}

static bool isFresh(const FunctionBody &F, const Expr *Object) {
  if (!Object)
    return false;
  const Expr *E = &ignoreTransparent(*Object);
  if (const auto *Move = dyn_cast<CallExpr>(E);
      Move && Move->isXValue() && Move->getNumArgs() == 1)
    E = &ignoreTransparent(*Move->getArg(0));
  if (const VarDecl *Var = variableOf(*E))
    return isFreshLocal(F, *Var);
  return E->isPRValue() && isa<CallExpr>(E);
}

/// Is the callee one of those that the rewrite is about?
static const std::string *nameFor(const CallRewrite &How,
                                  llvm::ArrayRef<std::string> Names,
                                  const CallExpr &Call) {
  auto Known = llvm::find_if(Names, [&](const std::string &Name) {
    return llvm::is_contained(How.Names, Name);
  });
  if (Known != Names.end())
    return &*Known;
  if (How.Makes.empty() || Names.empty() || Call.getType().isNull())
    return nullptr;
  std::string Class = className(Call.getType());
  auto Root = [](StringRef Name) { return Name.split("::").first; };
  return How.Makes.contains(Class) && Root(Names.front()) != Root(Class)
             ? &Names.front()
             : nullptr;
}

std::optional<RewritableCall> rewritable(const TuModel &Tu,
                                         const FunctionBody &F, StringRef Rule,
                                         const CallExpr &Call,
                                         const Ancestors &Around) {
  llvm::SmallVector<std::string, 4> Names;
  for (const Framework &Home : Tu.profiles().frameworks())
    for (const CallRewrite &How : Home.Rewrites) {
      if (How.Rule != Rule || (F.home() != &Home && !How.Anywhere) ||
          !Tu.fits(Home, How.Versions))
        continue;
      if (Names.empty())
        Names = calleeNames(Call);
      // Where a wait is a plain call, a coroutine's mistakes are none.
      if (!How.Anywhere && !F.isCoroutine() && !Home.CoroutineTypes.empty())
        continue;
      const std::string *Known = nameFor(How, Names, Call);
      if (!Known || (How.Discarded && !isDiscarded(Call, Around)) ||
          (How.Voided && !isVoided(Around)) ||
          (How.Fresh && !isFresh(F, operandOrObject(Call))) ||
          (How.Used && isUnused(Call, Around)))
        continue;
      RewritableCall R{&How, &Home, &Call, operandOrObject(Call), {}, {}};
      R.Name = StringRef(*Known).rsplit("::").second.str();
      if (R.Name.empty())
        R.Name = *Known;
      unsigned Skip = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
      for (const Expr *Arg : llvm::drop_begin(Call.arguments(), Skip))
        if (!isa<CXXDefaultArgExpr>(Arg))
          R.Args.push_back(Arg);
      if (fitsArguments(Tu, R) &&
          (!How.Fails || mayFail(Tu, &Home, taskOf(Tu, R))))
        return R;
    }
  return std::nullopt;
}

/// What has to be replaced: the call, and what takes the value out of its
/// result.
static const Expr *withUnwrapping(const RewritableCall &R,
                                  const Ancestors &Around) {
  const Expr *Whole = R.Call;
  llvm::ArrayRef<const Stmt *> Stack = Around.all();
  for (size_t I = Stack.size(); I-- > 0;) {
    const Stmt &S = *Stack[I];
    if (isTransparent(S) || isa<ParenExpr>(S))
      continue;
    const auto *Star = dyn_cast<CXXOperatorCallExpr>(&S);
    if (Star && Star->getOperator() == OO_Star && Star->getNumArgs() == 1 &&
        llvm::is_contained(R.How->Unwrap, "*"))
      return Star;
    const auto *Member = dyn_cast<MemberExpr>(&S);
    const auto *Called =
        Member && I > 0 ? dyn_cast<CXXMemberCallExpr>(Stack[I - 1]) : nullptr;
    if (Called && Called->getNumArgs() == 0 &&
        llvm::is_contained(R.How->Unwrap,
                           Member->getMemberDecl()->getNameAsString()))
      return Called;
    break;
  }
  return Whole;
}

static std::optional<std::string> textOf(const TuModel &Tu, const Expr &E) {
  auto Text = Tu.text(E.getSourceRange());
  return Text ? std::optional(Text->str()) : std::nullopt;
}

static bool isReadLater(const Expr &E) {
  return variableOf(ignoreTransparent(E)) != nullptr;
}

/// `f()` of `f().semi()`
static const Expr &awaitedInstead(const TuModel &Tu, const RewritableCall &R,
                                  const Expr &Object) {
  const auto *Call = dyn_cast<CallExpr>(&ignoreTransparent(Object));
  const Expr *Inner = Call ? objectOf(*Call) : nullptr;
  if (!Inner || llvm::none_of(calleeNames(*Call), [&](StringRef Name) {
        return R.Home->FanOut.IdleWrappers.contains(Name);
      }))
    return Object;
  return *Inner;
}

/// Sets the holes that stand for parts of the call; says what is in the way.
static std::string setHoles(const TuModel &Tu, const RewritableCall &R,
                            Filler &Fill) {
  const char *Torn = "its source text cannot be had in one piece";
  if (auto Whole = textOf(Tu, *R.Call))
    Fill.set("call", *Whole);
  if (R.Object) {
    // `socket->read()`, where `socket` is a smart pointer.
    const auto *Smart = dyn_cast<CXXOperatorCallExpr>(R.Object);
    bool Held = Smart && Smart->getOperator() == OO_Arrow;
    auto Text = textOf(Tu, Held ? *Smart->getArg(0) : *R.Object);
    if (!Text)
      return Torn;
    bool Arrow = false;
    if (const auto *Member =
            dyn_cast<MemberExpr>(R.Call->getCallee()->IgnoreParenImpCasts()))
      Arrow = Member->isArrow();
    Fill.set("obj", Held ? "*" + *Text : *Text);
    Fill.set("access", *Text + (Arrow ? "->" : "."));
    const Expr &Task = awaitedInstead(Tu, R, *R.Object);
    if (auto Inner = textOf(Tu, Task))
      Fill.set("task",
               isReadLater(Task) ? "std::move(" + *Inner + ")" : *Inner);
  } else if (isa<MemberExpr>(R.Call->getCallee()->IgnoreParenImpCasts())) {
    Fill.set("obj", "this");
    Fill.set("access", "this->");
  }
  for (unsigned I = 0; I != R.Args.size(); ++I) {
    auto Text = textOf(Tu, *R.Args[I]);
    auto Rest = Tu.text({R.Args[I]->getBeginLoc(), R.Args.back()->getEndLoc()});
    if (!Text || !Rest || Rest->contains("//"))
      return Torn;
    Fill.set("arg:" + std::to_string(I), *Text);
    Fill.set("rest:" + std::to_string(I), Rest->str());
    if (I == 0)
      Fill.set("args", Rest->str());
    if (I == 0 && !R.Object)
      Fill.set("task",
               isReadLater(*R.Args[0]) ? "std::move(" + *Text + ")" : *Text);
  }
  if (R.Args.empty())
    Fill.set("args", "");
  Fill.set("name", R.Name);
  return {};
}

static std::string whyNot(const TuModel &Tu, const FunctionBody &F,
                          const RewritableCall &R, const Expr &Whole,
                          const Ancestors &Around) {
  if (!R.How->NoFix.empty())
    return R.How->NoFix;
  if (F.Task && !F.Task.Type->NoFix.empty())
    return F.Task.Type->NoFix;
  if (!StringRef(R.How->To).contains("co_await"))
    return {};
  if (!F.isCoroutine())
    return "this function is no coroutine that could await anything";
  if (std::string Why = whyNoAwait(Tu, *R.Call, Around); !Why.empty())
    return Why;
  if (std::string Why = whyNoAwaitAround(fullExpression(*R.Call, Around));
      !Why.empty())
    return Why;
  if (!R.How->Unwrap.empty() && &Whole == R.Call &&
      !isDiscarded(*R.Call, Around))
    return "its result is wrapped, and the code that unwraps it would have to "
           "change: await the task by hand";
  return {};
}

/// What stands around `Whole`, which is `Call` or one of its ancestors.
static Ancestors around(const Expr &Whole, const CallExpr &Call,
                        const Ancestors &Around) {
  if (&Whole == &Call)
    return Around;
  return Around.before(llvm::find(Around.all(), &Whole) - Around.all().begin());
}

Expected<Fix> rewriteCall(const TuModel &Tu, const FunctionBody &F,
                          const RewritableCall &R, const Ancestors &Around) {
  EditBuilder Edits(Tu);
  Place At{F.Function, R.Call->getBeginLoc(), Around};
  // Plain functions are of no framework; the text is of the call's.
  FunctionBody Owner = F;
  if (!Owner.home())
    Owner.Stackful = R.Home;
  Filler Fill(Tu, Owner, At);
  const Expr *All = withUnwrapping(R, Around);
  std::string Refused = whyNot(Tu, F, R, *All, Around);
  if (Refused.empty() && R.How->Tuple && All != R.Call)
    Refused = takeOutOfTuple(Edits, Tu, All, around(*All, *R.Call, Around));
  const Expr &Whole = *All;
  for (const std::string &Why :
       {Refused, Edits.whyNotEditable(Whole.getSourceRange()),
        setHoles(Tu, R, Fill)})
    if (!Why.empty())
      return no(Why);
  Fill.need(R.How->Headers);
  if (StringRef(R.How->To).contains("{timeout}")) {
    if (Tu.settings().Timeout.empty())
      return no("how long it may take is not known: say so with --timeout=30s");
    Fill.set("timeout", durationText(Tu.settings().Timeout, Fill));
  }
  Expected<std::string> Text = Fill.fill(R.How->To);
  if (!Text)
    return Text.takeError();
  Ancestors Outer = around(Whole, *R.Call, Around);
  if (StringRef(*Text).starts_with("co_await ") &&
      needsParentheses(Whole, Outer))
    *Text = "(" + *Text + ")";
  Edits.replace(Whole.getSourceRange(), *Text)
      .include(R.Call->getBeginLoc(), Fill.needs(), R.Home->UmbrellaHeaders);
  bool Other = R.How->ResultChanges && !isUnused(Whole, Outer);
  return std::move(Edits).done(Other ? Safety::Suggestion : R.How->Level,
                               R.How->Title);
}

void reportRewrites(const TuModel &Tu, FindingSink &Sink, StringRef Rule) {
  if (llvm::none_of(Tu.profiles().frameworks(), [&](const Framework &F) {
        return llvm::any_of(
            F.Rewrites, [&](const CallRewrite &R) { return R.Rule == Rule; });
      }))
    return;
  std::optional<BlockSites> Sites;
  for (const FunctionBody &F : Tu.functions())
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      auto R = Call ? rewritable(Tu, F, Rule, *Call, Around) : std::nullopt;
      if (!R || R->How->FixOnly)
        return;
      if (R->How->Blocks) {
        if (!Sites)
          Sites.emplace(Tu);
        if (Sites->isOffloaded(F, *Call))
          return Sink.dissent(F, Call->getBeginLoc());
      }
      Sink.report(F, Call->getSourceRange(),
                  "'" + R->Name + "' " + R->How->Message,
                  rewriteCall(Tu, F, *R, Around));
    });
}

} // namespace asyncmend
