//===- teardown-fix.cpp - A region with an awaited release at its end -----===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The region becomes the body of a lambda, the release that of a second one,
// with what belongs to it: an error code declared just for it, and the
// statements that look at that. What the code after the release needs of the
// region is declared before it.
//
// Refused: jumps out of the region, a co_return where code after the release
// would not be skipped, a release whose result is used elsewhere.
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/edit-builder.h"
#include "core/lock-effect.h"
#include "core/names.h"
#include "core/release-site.h"
#include "core/spelling.h"
#include "core/teardown.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::Twine;

namespace asyncmend {

namespace {

using Stmts = std::vector<const Stmt *>;

Error no(const Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
}

/// The variables and bindings that a statement declares for what follows it.
llvm::SmallVector<const ValueDecl *> declaredBy(const Stmt &S) {
  llvm::SmallVector<const ValueDecl *> Result;
  if (const auto *Local = dyn_cast<DeclStmt>(&S))
    for (const Decl *D : Local->decls()) {
      if (const auto *Var = dyn_cast<VarDecl>(D))
        Result.push_back(Var);
      if (const auto *Parts = dyn_cast<DecompositionDecl>(D))
        llvm::append_range(Result, Parts->bindings());
    }
  return Result;
}

bool namesAny(const Stmt &S, ArrayRef<const ValueDecl *> Decls) {
  return llvm::any_of(Decls, [&](const ValueDecl *D) { return names(S, *D); });
}

/// `Uses` says what may not name what `S` declares.
bool isUsedIn(const Stmt &S, const Stmts &Uses) {
  auto Declared = declaredBy(S);
  return llvm::any_of(
      Uses, [&](const Stmt *Use) { return namesAny(*Use, Declared); });
}

class Wrapper {
public:
  Wrapper(const TuModel &Tu, const Coroutine &C, const Teardown &T)
      : Tu(Tu), C(C), T(T), Edits(Tu), Region(T.Region) {}

  Expected<Fix> fix() {
    if (std::string Why = whyNotAtAll(); !Why.empty())
      return no(Why);
    splitTail();
    if (std::string Why = whyNotEarly(); !Why.empty())
      return no(Why);
    if (std::string Why = hoistLocals(); !Why.empty())
      return no(Why);
    if (std::string Why = settleReturn(); !Why.empty())
      return no(Why);
    return write();
  }

private:
  std::string line(const Stmt &S) const {
    return "line " + std::to_string(Tu.line(S.getBeginLoc()));
  }

  std::string whyNotAtAll() const {
    if (!C.framework() || C.framework()->Teardown.To.empty())
      return "nothing is known that awaits a release on every way out in "
             "coroutines of this type";
    if (!C.Task.Type->NoFix.empty())
      return C.Task.Type->NoFix;
    Stmts Around = T.Main.Stack;
    Around.push_back(T.Main.Block);
    if (std::string Why = whyNoAwait(Tu, *T.Region.front(), Ancestors(Around));
        !Why.empty())
      return Why;
    std::string Why;
    for (const Stmt *Root : T.Region)
      walkSpelled(*Root, [&](const Stmt &S, const Ancestors &Outer) {
        bool InLoop =
            llvm::any_of(Outer.all(), [](const Stmt *O) { return isLoop(*O); });
        bool InSwitch = Outer.enclosing<SwitchStmt>();
        if ((isa<ContinueStmt>(S) && !InLoop) ||
            (isa<BreakStmt>(S) && !InLoop && !InSwitch))
          Why = "a jump in " + line(S) +
                " leaves the part that would become "
                "a function of its own";
        if (isa<GotoStmt, IndirectGotoStmt, LabelStmt>(S))
          Why = "a goto or its label in " + line(S) +
                " may lead in or out of the part that would become a function "
                "of its own";
        if (isa<CoyieldExpr>(S))
          Why = "a co_yield in " + line(S) +
                " stands in the part that would "
                "become a function of its own";
      });
    return Why;
  }

  /// What belongs to the release: the variables that are declared just before
  /// and only for it, and the statements after it that look at its result.
  void splitTail() {
    Stmts Body(T.Main.Block->body_begin(), T.Main.Block->body_end());
    size_t At = llvm::find(Body, T.Main.Unit) - Body.begin();
    Close = {T.Main.Unit};
    After.assign(Body.begin() + At + 1, Body.end());
    while (!Region.empty() && !declaredBy(*Region.back()).empty() &&
           isUsedIn(*Region.back(), Close) && isPlain(*Region.back())) {
      Close.insert(Close.begin(), Region.back());
      Region.pop_back();
    }
    llvm::SmallVector<const ValueDecl *> Results;
    for (const Stmt *S : Close)
      llvm::append_range(Results, declaredBy(*S));
    while (!After.empty() && namesAny(*After.front(), Results) &&
           !isa<DeclStmt, CoreturnStmt>(After.front())) {
      Close.push_back(After.front());
      After.erase(After.begin());
    }
    CloseResults = Results;
  }

  /// A declaration that does nothing which could be told from doing it sooner.
  bool isPlain(const Stmt &S) const {
    const auto *Local = cast<DeclStmt>(&S);
    for (const Decl *D : Local->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || isa<DecompositionDecl>(Var) || Var->isStaticLocal() ||
          (Var->getInit() && !isHarmless(*Var->getInit())))
        return false;
    }
    return true;
  }

  std::string whyNotEarly() {
    for (const AwaitedRelease &R : T.Early) {
      bool Inside = llvm::any_of(Region, [&](const Stmt *S) {
        return S == R.Unit || (R.Unit && isBelow(*R.Unit, *S));
      });
      if (!R.Unit)
        return "its release in " + line(*R.Call) +
               " is part of a larger expression";
      if (!Inside)
        continue;
      auto It = llvm::find(R.Block->body(), R.Unit);
      const Stmt *Next = ++It != R.Block->body_end() ? *It : nullptr;
      const auto *Return = dyn_cast_or_null<CoreturnStmt>(Next);
      const Expr *Value = Return ? Return->getOperand() : nullptr;
      bool Leaves =
          Next && leavesBlock(*Next) && !isa<BreakStmt, ContinueStmt>(Next);
      if (!Leaves || namesAny(*Next, declaredBy(*R.Unit)) ||
          (Value && (!isHarmless(*Value) || names(*Value, *T.Object))))
        return "it is released in " + line(*R.Call) +
               " as well, and something follows that may count on that";
      Cut.push_back(R.Unit);
    }
    for (const Stmt *S : After)
      for (const AwaitedRelease &R : T.Early)
        if (R.Unit && isBelow(*R.Unit, *S))
          return "it is released in " + line(*R.Call) + " once more";
    for (const Stmt *S : Close) {
      bool Returns = false;
      walkSpelled(*S, [&](const Stmt &Inner, const Ancestors &) {
        Returns |= isa<CoreturnStmt, BreakStmt, ContinueStmt>(Inner);
      });
      if (Returns)
        return "what follows the release in " + line(*S) +
               " depends on its result";
    }
    for (const Stmt *S : After)
      if (namesAny(*S, CloseResults))
        return "the result of the release is used in " + line(*S);
    return {};
  }

  bool isBelow(const Stmt &Inner, const Stmt &Outer) const {
    bool Found = false;
    walkSpelled(Outer, [&](const Stmt &S, const Ancestors &) {
      Found |= &S == &Inner;
    });
    return Found;
  }

  Stmts later() const {
    Stmts Later = Close;
    Later.insert(Later.end(), After.begin(), After.end());
    return Later;
  }

  /// Locals of the region that are used after it move in front of it.
  std::string hoistLocals() {
    bool OnlyReturn = isOnlyReturn();
    for (const Stmt *S : Region) {
      auto Declared = declaredBy(*S);
      if (const auto *Local = dyn_cast<DeclStmt>(S);
          Local && Declared.empty() && !After.empty())
        return "a declaration in " + line(*S) +
               " may be needed after the release";
      if (!isUsedIn(*S, Close) && !isUsedIn(*S, After))
        continue;
      llvm::SmallVector<const ValueDecl *> Before;
      for (const Stmt *Earlier : Region) {
        if (Earlier == S)
          break;
        if (!llvm::is_contained(Hoisted, Earlier))
          llvm::append_range(Before, declaredBy(*Earlier));
      }
      if (isPlain(*S) && !namesAny(*S, Before) && !names(*S, *T.Object))
        Hoisted.push_back(S);
      else if (isUsedIn(*S, Close) || !OnlyReturn || !mayMoveReturn())
        return "'" + Declared.front()->getNameAsString() + "' of " + line(*S) +
               " is used after the release: it would be a local of another "
               "function there";
      else
        MovesReturn = true;
    }
    return {};
  }

  bool isTop() const { return T.Main.Block == &C.written(); }

  bool isOnlyReturn() const {
    return isTop() && After.size() == 1 && isa<CoreturnStmt>(After.front()) &&
           cast<CoreturnStmt>(After.front())->getOperand();
  }

  /// Its value would be made before the release.
  bool mayMoveReturn() const {
    const Expr *Value = cast<CoreturnStmt>(After.front())->getOperand();
    return !names(*Value, *T.Object) && !namesAny(*Value, CloseResults);
  }

  std::string settleReturn() {
    const Stmt *Return = nullptr;
    for (const Stmt *Root : Region)
      walkSpelled(*Root, [&](const Stmt &S, const Ancestors &) {
        if (!Return && isa<CoreturnStmt>(S))
          Return = &S;
      });
    if (!Return)
      return {};
    std::string Why = "the co_return in " + line(*Return) +
                      " would no longer skip what follows the release";
    bool IsVoid = valueType()->isVoidType();
    const auto *Last =
        After.size() == 1 ? dyn_cast<CoreturnStmt>(After.front()) : nullptr;
    if (!isTop())
      return Why;
    if (IsVoid && (After.empty() || (Last && !Last->getOperand())))
      return {};
    if (IsVoid || !isOnlyReturn() || !mayMoveReturn())
      return Why;
    MovesReturn = true;
    return {};
  }

  QualType valueType() const {
    QualType Value = templateArgument(C.Function->getReturnType(), 0);
    return Value.isNull() ? Tu.ast().VoidTy : Value;
  }

  /// The coroutine's own return type as it is written, for another value type.
  Expected<std::string> taskText(bool OfVoid) const {
    FunctionTypeLoc Type = C.Function->getFunctionTypeLoc();
    if (!Type)
      return no("the return type of the coroutine is not written here");
    TypeLoc Return = Type.getReturnLoc();
    auto Text = Tu.text(Return.getSourceRange());
    if (!Text)
      return no("the return type of the coroutine comes out of a macro");
    if (!OfVoid || valueType()->isVoidType())
      return Text->str();
    if (auto Elaborated = Return.getAs<ElaboratedTypeLoc>())
      Return = Elaborated.getNamedTypeLoc();
    auto Special = Return.getAs<TemplateSpecializationTypeLoc>();
    if (!Special || Special.getNumArgs() == 0)
      return no("the return type of the coroutine is an alias, and how to "
                "write it for void is not known");
    Span Whole = Tu.span(Return.getSourceRange());
    Span All = Tu.span(Type.getReturnLoc().getSourceRange());
    Span Arg = Tu.span(Special.getArgLoc(0).getSourceRange());
    (void)Whole;
    std::string Result = Text->str();
    Result.replace(Arg.Offset - All.Offset, Arg.Length, "void");
    return Result;
  }

  /// From the first statement's comments to the last one's line end.
  std::optional<Span> bytes(const Stmts &List) const {
    auto First = extentOf(Tu, *List.front()), Last = extentOf(Tu, *List.back());
    if (!First || !Last || !First->OwnLines || !Last->OwnLines)
      return std::nullopt;
    return Span{First->Whole.Path, First->Whole.Offset,
                Last->Whole.end() - First->Whole.Offset};
  }

  /// The lines of these statements, without those that are cut.
  std::optional<std::string> linesOf(const Stmts &List, StringRef Old,
                                     StringRef New) const {
    if (List.empty())
      return std::string();
    auto Where = bytes(List);
    if (!Where)
      return std::nullopt;
    std::string Text = textOf(Tu, List.front()->getBeginLoc(), *Where).str();
    llvm::SmallVector<Span> Gone;
    for (const Stmts &Some : {Cut, Hoisted})
      for (const Stmt *S : Some) {
        auto E = extentOf(Tu, *S);
        if (!E)
          return std::nullopt;
        if (E->Whole.Offset >= Where->Offset &&
            E->Whole.end() <= Where->end() && E->Whole != *Where)
          Gone.push_back(E->Whole);
      }
    llvm::sort(Gone, [](const Span &A, const Span &B) { return B < A; });
    for (const Span &S : Gone)
      Text.erase(S.Offset - Where->Offset, S.Length);
    return reindent(StringRef(Text).ltrim("\r\n"), Old, New);
  }

  bool isCoroutine(const Stmts &List) const {
    bool Is = false;
    for (const Stmt *Root : List)
      walkSpelled(*Root, [&](const Stmt &S, const Ancestors &) {
        Is |= isa<CoawaitExpr, CoreturnStmt>(S);
      });
    return Is;
  }

  Expected<Fix> write() {
    if (Region.empty())
      return no("nothing is left between acquisition and release");
    SourceLocation Loc = Region.front()->getBeginLoc();
    std::string Indent = indentAt(Tu, Loc), Step = indentStep(Tu, Loc);
    auto Expected = text(Indent, Step);
    if (!Expected)
      return Expected.takeError();
    Stmts All = Region;
    All.insert(All.end(), Close.begin(), Close.end());
    if (MovesReturn)
      All.push_back(After.front());
    auto Where = bytes(All);
    if (!Where)
      return no("its statements do not stand on lines of their own");
    for (const Stmt *S : All)
      if (std::string Why = Edits.whyNotEditable(S->getSourceRange());
          !Why.empty())
        return no(Why);
    const TeardownProfile &Profile = C.framework()->Teardown;
    Edits.replaceBytes(Loc, *Where, *Expected)
        .include(Loc, Profile.Headers, C.framework()->UmbrellaHeaders);
    bool NoRuntime = !Profile.Headers.Runtime.empty() &&
                     Tu.settings().Runtime == RuntimeMode::None;
    return std::move(Edits).done(
        NoRuntime ? Safety::Suggestion : Safety::Unsafe,
        "await the release of '" + T.Name + "' on every way out");
  }

  Expected<std::string> text(StringRef Indent, StringRef Step) {
    std::string Outer = (Indent + Step).str(), Inner = Outer + Step.str();
    Stmts Body = Region;
    if (MovesReturn)
      Body.push_back(After.front());
    auto BodyText = linesOf(Region, Indent, Inner);
    auto CloseText = linesOf(Close, Indent, Inner);
    auto Return = MovesReturn ? linesOf({After.front()}, Indent, Inner)
                              : std::optional(std::string());
    auto Task = taskText(!MovesReturn), CloseTask = taskText(true);
    if (!Task)
      return Task;
    if (!CloseTask)
      return CloseTask;
    std::string Front;
    for (const Stmt *S : Hoisted) {
      auto Lines = linesOf({S}, Indent, Indent);
      if (!Lines)
        return no("a declaration cannot be moved");
      Front += *Lines;
    }
    if (!BodyText || !CloseText || !Return)
      return no("a raw string or a comment over several lines cannot be "
                "indented anew");
    if (!isCoroutine(Body))
      *BodyText += Inner + "co_return;\n";
    return Front + Indent.str() + (MovesReturn ? "co_return " : "") +
           call(Outer,
                lambda(*Task, *BodyText + *Return, Outer, /*OneLine=*/false),
                lambda(*CloseTask, *CloseText, Outer, Close.size() == 1)) +
           ";\n";
  }

  std::string lambda(StringRef Task, StringRef Lines, StringRef Indent,
                     bool OneLine) const {
    std::string Head = ("[&]() -> " + Task + " {").str();
    StringRef Only = Lines.trim();
    if (OneLine && !Only.contains('\n') && !Only.contains("//") &&
        Indent.size() + Head.size() + Only.size() < 96)
      return Head + " " + Only.str() + " }";
    return (Head + "\n" + Lines + Indent + "}").str();
  }

  /// The profile's form, its two functions on lines of their own.
  std::string call(StringRef Indent, const std::string &Body,
                   const std::string &Closing) const {
    std::string To = spellAll(
        C.framework()->Teardown.To,
        {C.Function, Region.front()->getBeginLoc(), Ancestors(T.Main.Stack)},
        Tu.ast());
    StringRef Text = To;
    auto [Before, Rest] = Text.split("{body}");
    auto [Between, Behind] = Rest.split("{close}");
    std::string Break = ("\n" + Indent).str();
    return (Before + Break + Body + Between.rtrim() + Break + Closing + Behind)
        .str();
  }

  const TuModel &Tu;
  const Coroutine &C;
  const Teardown &T;
  EditBuilder Edits;
  Stmts Region, Close, After, Cut, Hoisted;
  llvm::SmallVector<const ValueDecl *> CloseResults;
  bool MovesReturn = false;
};

} // namespace

Expected<Fix> awaitedTeardown(const TuModel &Tu, const Coroutine &C,
                              const Teardown &T) {
  return Wrapper(Tu, C, T).fix();
}

} // namespace asyncmend
