//===- bounded-head.cpp - The head and the spawn of a bounded loop --------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/bounded-writer.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/shared-state.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using llvm::Error;
using llvm::Expected;

namespace asyncmend {

std::string LoopWriter::counterType() const {
  const VarDecl &Item = *Site.L.Item;
  if (Item.getType()->getContainedDeducedType())
    return Item.getType().getCanonicalType().getUnqualifiedType().getAsString(
        Tu.ast().getPrintingPolicy());
  return code()
      .slice(begin(Item.getBeginLoc()), begin(Item.getLocation()))
      .trim()
      .str();
}

/// `E` as a value of the counter's type.
std::string LoopWriter::asCounter(const Expr &E) const {
  const Expr &Plain = *E.IgnoreParenImpCasts();
  std::string Text = textOf(*E.IgnoreImpCasts()), Type = counterType();
  if (Tu.ast().hasSameUnqualifiedType(Plain.getType(), Site.L.Item->getType()))
    return Text;
  if (isa<IntegerLiteral>(Plain) && !StringRef(Type).contains(' '))
    return Type + "{" + Text + "}";
  return "static_cast<" + Type + ">(" + Text + ")";
}

static std::optional<llvm::APSInt> constantOf(const Expr &E, ASTContext &Ast) {
  Expr::EvalResult Result;
  if (E.isValueDependent() || !E.EvaluateAsInt(Result, Ast))
    return std::nullopt;
  return Result.Val.getInt();
}

/// Is it certain that a counter which begins at `First` does not begin behind
/// `Bound`? A loop would bear that, `iota` would not.
static bool isOrdered(const Loop &L, ASTContext &Ast) {
  auto First = constantOf(*L.First, Ast), Bound = constantOf(*L.Bound, Ast);
  if (First && Bound)
    return llvm::APSInt::compareValues(*First, *Bound) <= 0;
  // `static_cast<int>(items.size())` is as good as the size.
  QualType Type = L.Bound->IgnoreParenCasts()->getType();
  return First && *First == 0 &&
         (Type->isDependentType() || Type->isUnsignedIntegerType());
}

/// The numbers from `First` to `Bound`.
std::string LoopWriter::counterRange() {
  const Loop &L = Site.L;
  std::string First = asCounter(*L.First), Bound = asCounter(*L.Bound);
  if (L.Inclusive) {
    if (isa<BinaryOperator, AbstractConditionalOperator>(
            L.Bound->IgnoreImpCasts()))
      Bound = "(" + Bound + ")";
    Bound += " + 1";
    if (Tu.ast().isPromotableIntegerType(Site.L.Item->getType()))
      Bound = "static_cast<" + counterType() + ">(" + Bound + ")";
  }
  Standard.Reachable.push_back("ranges");
  if (!isOrdered(L, Tu.ast())) {
    Standard.Reachable.push_back("algorithm");
    Bound = Fill.name("std::max") + "(" + First + ", " + Bound + ")";
  }
  return Fill.name("std::views::iota") + "(" + First + ", " + Bound + ")";
}

/// The loop variable as a parameter. A structured binding can be none, so it
/// moves into the body.
std::string LoopWriter::parameter() {
  const VarDecl &Item = *Site.L.Item;
  if (Site.L.Kind == LoopKind::Counter)
    return counterType() + " " + Item.getNameAsString();
  SourceLocation Colon = cast<CXXForRangeStmt>(Site.L.S)->getColonLoc();
  std::string Text =
      code().slice(begin(Item.getBeginLoc()), begin(Colon)).trim().str();
  size_t Open = Text.find('[');
  if (!isa<DecompositionDecl>(Item) || Open == std::string::npos)
    return Text;
  std::string Type = StringRef(Text).take_front(Open).rtrim().str();
  std::string Name = freshName(Site.F.written(), "entry", {});
  // `auto &[k, v]` and `auto& [k, v]`: the project's own spacing.
  bool IsReference = Type.back() == '&', Spaced = Text[Open - 1] == ' ';
  Binding = Type + (IsReference ? Spaced ? " " : "" : " &") +
            Text.substr(Open) + " = " + Name + ";";
  return Type + (IsReference && !Spaced ? "" : " ") + Name;
}

/// The body is one statement without braces.
Error LoopWriter::writeUnbraced(unsigned HeadEnd, const std::string &Tail) {
  auto E = extentOf(Tu, *Site.L.Body);
  if (!E)
    return no("the end of the loop cannot be found");
  std::string First = "\n" + Indent + Step;
  if (E->OwnLines) {
    if (!Binding.empty())
      replace(HeadEnd, HeadEnd, First + Binding);
    replace(E->Whole.end(), E->Whole.end(), Indent + "}" + Tail + "\n");
    return Error::success();
  }
  replace(HeadEnd, E->Code.Offset,
          (Binding.empty() ? "" : First + Binding) + First);
  replace(E->Code.end(), E->Code.end(), "\n" + Indent + "}" + Tail);
  return Error::success();
}

/// The range. Other code may change a member while the loop waits, so the loop
/// runs over a copy.
std::string LoopWriter::rangeText() {
  const Expr &Range = *Site.L.Range;
  std::string Text = textOf(Range);
  const auto *Member = dyn_cast<MemberExpr>(Range.IgnoreParenImpCasts());
  if (!Member || Wait != LoopWait::Caller || !readsMember(Range))
    return Text;
  StringRef Name = Member->getMemberDecl()->getName().rtrim('_');
  Name.consume_front("m_");
  std::string Copy = localName(Name.empty() ? "items" : Name);
  if (Copy == Text)
    Copy = localName("items");
  Above += "auto " + Copy + " = " + Text + ";\n";
  return Copy;
}

Error LoopWriter::writeLoop() {
  const Stmt &S = *Site.L.S;
  const auto *Range = dyn_cast<CXXForRangeStmt>(&S);
  unsigned HeadEnd =
      end(Range ? Range->getRParenLoc() : cast<ForStmt>(S).getRParenLoc());
  Fill.set("range", Range ? rangeText() : counterRange());
  Fill.set("limit", Limit);
  Expected<Frame> Call = frame(Profile.Bounded);
  if (!Call)
    return Call.takeError();
  Expected<std::string> Task = taskType();
  if (!Task)
    return Task.takeError();
  std::string Head = Call->Before + "[&](" + parameter() + ") -> " + *Task;
  std::string Tail = Call->Behind + ";";
  const auto *Block = dyn_cast<CompoundStmt>(Site.L.Body);
  replace(begin(S.getBeginLoc()), HeadEnd, Head + (Block ? "" : " {"));
  if (!Block)
    return writeUnbraced(HeadEnd, Tail);
  unsigned Open = end(Block->getLBracLoc()), Close = end(Block->getRBracLoc());
  if (!Binding.empty()) {
    StringRef Rest = code().drop_front(Open).ltrim(" \t\r");
    replace(Open, Open,
            (Rest.starts_with("\n") ? "\n" + Indent + Step : " ") + Binding);
  }
  replace(Close, Close, Tail);
  return Error::success();
}

static bool needsParentheses(const Expr &E) {
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&E))
    return Call->isInfixBinaryOp();
  return isa<BinaryOperator, CXXRewrittenBinaryOperator>(E);
}

Error LoopWriter::writeSpawn() {
  const Expr &Task = ignoreTransparent(*Site.S.Task);
  // `[x]() -> … { … }` is handed on as it is, `[](…) -> … { … }(x)` is called.
  const Expr *Callee = &Task;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&Task);
      Call && Call->getOperator() == OO_Call)
    Callee = &ignoreTransparent(*Call->getArg(0));
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Callee))
    return writeLambda(*Lambda);
  return writeAwait(Task);
}

Error LoopWriter::writeAwait(const Expr &Task) {
  const Spawn &S = Site.S;
  if (isa<ConditionalOperator>(Task))
    return no("g++ 12 destroys the task of a conditional twice: choose it in a "
              "statement of its own first");
  if (std::string Why = whyNoAwaitAround(Task); !Why.empty())
    return no(Why);
  if (!isOwnExecutor(*S.Executor)) {
    Expected<std::string> Token = Fill.fill("{token}");
    if (!Token)
      return Token.takeError();
    replace(begin(*S.Call), begin(*S.Call), "co_await ");
    replace(begin(*S.Token), end(*S.Token), *Token);
    return Error::success();
  }
  bool IsTask = Task.isTypeDependent() ||
                Tu.profiles().awaitable(className(Task.getType()));
  if (!IsTask && !isa<DeclRefExpr, MemberExpr>(Task))
    return no("what is spawned is no task but something that makes one: give "
              "it a name first");
  bool Parens = IsTask && needsParentheses(Task);
  replace(begin(*S.Call), begin(*S.Task), Parens ? "co_await (" : "co_await ");
  replace(end(*S.Task), end(*S.Call), !IsTask ? "()" : Parens ? ")" : "");
  return Error::success();
}

/// g++ 12 destroys a closure twice that is a temporary of an expression with
/// `co_await`, so it gets a name.
Error LoopWriter::writeLambda(const LambdaExpr &Lambda) {
  const Spawn &S = Site.S;
  std::string Arguments = code().slice(end(Lambda), end(*S.Task)).str();
  bool Own = isOwnExecutor(*S.Executor);
  if (Own && !Arguments.empty() && whyNoAwaitAround(*S.Task).empty()) {
    replace(begin(*S.Call), begin(*S.Task), "co_await ");
    replace(end(*S.Task), end(*S.Call), "");
    return Error::success();
  }
  const Stmt *Parent = Site.AroundSpawn.parent();
  if (!isa_and_nonnull<CompoundStmt>(Parent) && Parent != Site.L.S)
    return no("the spawn is the only statement of a branch: put it into braces "
              "first");
  std::string Name = freshName(Site.F.written(), "task", {});
  std::string Line = "\n" + indentAt(Tu, S.Call->getBeginLoc());
  bool SameLine = !code()
                       .slice(begin(Site.L.S->getBeginLoc()), begin(*S.Call))
                       .contains('\n');
  if (SameLine)
    Line += Step;
  std::string Awaited = "co_await ";
  if (Own) {
    Awaited += Name + (Arguments.empty() ? "()" : Arguments);
  } else {
    Expected<std::string> Token = Fill.fill("{token}");
    if (!Token)
      return Token.takeError();
    std::string Made = Arguments.empty()
                           ? Fill.name("std::move") + "(" + Name + ")"
                           : Name + Arguments;
    Awaited += textOf(*S.Call->getCallee()) + "(" + textOf(*S.Executor) + ", " +
               Made + ", " + *Token + ")";
  }
  replace(begin(*S.Call), begin(*S.Task), "auto " + Name + " = ");
  replace(end(Lambda), end(*S.Call), ";" + Line + Awaited);
  return Error::success();
}

void LoopWriter::writeContinues() {
  walkSpelled(*Site.L.Body, [&](const Stmt &S, const Ancestors &Around) {
    if (isa<ContinueStmt>(S) && jumpTarget(S, Around, Site.L) == Site.L.S)
      replace(begin(S.getBeginLoc()), end(S.getBeginLoc()), "co_return");
  });
}

} // namespace asyncmend
