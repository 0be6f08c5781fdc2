//===- bounded-text.cpp - The text of a bounded loop ----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The loop's head becomes the call of the framework's bounded loop, its body
// the body of a lambda, the spawn an await. Everything else stays where it is,
// comments included: the pieces that change are replaced one by one.
//
//===----------------------------------------------------------------------===//

#include "core/await-site.h"
#include "core/bounded-loop.h"
#include "core/names.h"
#include "core/shared-state.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::Error;
using llvm::Expected;
using llvm::Twine;

namespace asyncmend {

static Error no(const Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
}

namespace {

struct Piece {
  unsigned Begin, End; ///< Offsets in the file.
  std::string Text;
};

/// The text of a profile before and behind its hole {fn}.
struct Frame {
  std::string Before, Behind;
};

class Writer {
public:
  Writer(const TuModel &Tu, const FanOutLoop &Site, LoopWait Wait,
         const std::string &Limit)
      : Tu(Tu), Site(Site), Wait(Wait), Limit(Limit), SM(Tu.sources()),
        At{Site.F.Function, Site.L.S->getBeginLoc(), Site.AroundLoop},
        Fill(Tu, Site.F, At), Profile(Site.S.Home->FanOut),
        Indent(indentAt(Tu, Site.L.S->getBeginLoc())),
        Step(indentStep(Tu, Site.L.S->getBeginLoc())) {}

  Expected<Fix> write();

private:
  unsigned begin(SourceLocation Loc) const { return SM.getFileOffset(Loc); }
  unsigned end(SourceLocation Loc) const {
    return SM.getFileOffset(Loc) +
           Lexer::MeasureTokenLength(Loc, SM, Tu.language());
  }
  unsigned begin(const Expr &E) const { return begin(E.getBeginLoc()); }
  unsigned end(const Expr &E) const { return end(E.getEndLoc()); }
  StringRef code() const {
    return SM.getBufferData(SM.getFileID(Site.L.S->getBeginLoc()));
  }
  std::string textOf(const Expr &E) const {
    return code().slice(begin(E), end(E)).str();
  }
  void replace(unsigned Begin, unsigned End, std::string Text) {
    Pieces.push_back({Begin, End, std::move(Text)});
  }

  Expected<Frame> frame(StringRef Template);
  Expected<std::string> taskType();
  bool isOwnExecutor(const Expr &E) const;
  std::string counterType() const;
  std::string asCounter(const Expr &E) const;
  std::string counterRange();
  std::string parameter();
  Error writeLoop();
  Error writeUnbraced(unsigned HeadEnd, const std::string &Tail);
  Error writeSpawn();
  Error writeAwait(const Expr &Task);
  Error writeLambda(const LambdaExpr &Lambda);
  void writeContinues();
  bool losesComment() const;
  std::string composed(unsigned Begin, unsigned End) const;
  Error wrapInSpawn(EditBuilder &Edits);
  void removeUnusedExecutor(EditBuilder &Edits) const;

  const TuModel &Tu;
  const FanOutLoop &Site;
  LoopWait Wait;
  const std::string &Limit;
  const SourceManager &SM;
  Place At;
  Filler Fill;
  const FanOutProfile &Profile;
  std::string Indent, Step;
  std::string Binding; ///< What unpacks the item at the start of the body.
  std::string Above;   ///< Lines in front of the loop.
  std::vector<Piece> Pieces;
};

} // namespace

Expected<Frame> Writer::frame(StringRef Template) {
  Fill.set("fn", "\1");
  Expected<std::string> Text = Fill.fill(Template);
  if (!Text)
    return Text.takeError();
  auto [Before, Behind] = StringRef(*Text).split('\1');
  return Frame{Before.str(), Behind.str()};
}

Expected<std::string> Writer::taskType() {
  bool Other = Site.F.isCoroutine() && Site.F.Task.Type->AffinityArg &&
               className(templateArgument(Site.F.Function->getReturnType(),
                                          *Site.F.Task.Type->AffinityArg)) !=
                   Site.F.Task.Type->DefaultAffinity;
  return Fill.fill(Other ? Profile.OtherTask : Profile.Task);
}

/// `co_await this_coro::executor`, or a local that was made of it.
bool Writer::isOwnExecutor(const Expr &E) const {
  // All is spawned on one context, and the loop along with it.
  if (Wait == LoopWait::Context)
    return true;
  auto Awaits = [&](const Expr &Value) {
    bool Own = false, Calls = false;
    walkSpelled(Value, [&](const Stmt &S, const Ancestors &) {
      const auto *Operand = dyn_cast<DeclRefExpr>(&S);
      Own |= Operand && className(Operand->getType()) == Profile.OwnExecutor;
      Calls |= isa<CallExpr>(S);
    });
    return Own && !Calls;
  };
  if (Awaits(E))
    return true;
  const VarDecl *Var = variableOf(E);
  return Var && Var->getInit() && Var->getDeclContext() == Site.F.Function &&
         Awaits(*Var->getInit()) &&
         (Site.F.IsPattern || Var->getType().isConstQualified() ||
          !ExprMutationAnalyzer(Site.F.written(), Tu.ast()).isMutated(Var));
}

//===----------------------------------------------------------------------===//
// The head and the foot of the loop
//===----------------------------------------------------------------------===//

std::string Writer::counterType() const {
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
std::string Writer::asCounter(const Expr &E) const {
  const Expr &Plain = *E.IgnoreParenImpCasts();
  std::string Text = textOf(*E.IgnoreImpCasts()), Type = counterType();
  if (Tu.ast().hasSameUnqualifiedType(Plain.getType(), Site.L.Item->getType()))
    return Text;
  if (isa<IntegerLiteral>(Plain) && !StringRef(Type).contains(' '))
    return Type + "{" + Text + "}";
  return "static_cast<" + Type + ">(" + Text + ")";
}

/// The numbers from `First` to `Bound`. Where the bound might be the smaller
/// one, which a loop bears, `iota` would not.
std::string Writer::counterRange() {
  const Loop &L = Site.L;
  std::string First = asCounter(*L.First), Bound = asCounter(*L.Bound);
  if (L.Inclusive)
    Bound += " + 1";
  Expr::EvalResult Zero;
  bool FromZero = !L.First->isValueDependent() &&
                  L.First->EvaluateAsInt(Zero, Tu.ast()) &&
                  Zero.Val.getInt() == 0;
  const Expr *Written = L.Bound->IgnoreParenImpCasts();
  bool Natural = Written->isTypeDependent() ||
                 Written->getType()->isUnsignedIntegerType() ||
                 (!Written->isValueDependent() &&
                  Written->isIntegerConstantExpr(Tu.ast()));
  Fill.need({{}, {"ranges"}, {}});
  if (!FromZero || !Natural) {
    Fill.need({{}, {"algorithm"}, {}});
    Bound = Fill.name("std::max") + "(" + First + ", " + Bound + ")";
  }
  return Fill.name("std::views::iota") + "(" + First + ", " + Bound + ")";
}

/// The loop variable as a parameter. A structured binding can be none, so it
/// moves into the body.
std::string Writer::parameter() {
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
Error Writer::writeUnbraced(unsigned HeadEnd, const std::string &Tail) {
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

Error Writer::writeLoop() {
  const Stmt &S = *Site.L.S;
  const auto *Range = dyn_cast<CXXForRangeStmt>(&S);
  unsigned HeadEnd =
      end(Range ? Range->getRParenLoc() : cast<ForStmt>(S).getRParenLoc());
  Fill.set("range", Range ? textOf(*Site.L.Range) : counterRange());
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

//===----------------------------------------------------------------------===//
// The spawn
//===----------------------------------------------------------------------===//

static bool needsParentheses(const Expr &E) {
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&E))
    return Call->isInfixBinaryOp();
  return isa<BinaryOperator, CXXRewrittenBinaryOperator>(E);
}

Error Writer::writeSpawn() {
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

Error Writer::writeAwait(const Expr &Task) {
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
Error Writer::writeLambda(const LambdaExpr &Lambda) {
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

void Writer::writeContinues() {
  walkSpelled(*Site.L.Body, [&](const Stmt &S, const Ancestors &Around) {
    if (isa<ContinueStmt>(S) && jumpTarget(S, Around, Site.L) == Site.L.S)
      replace(begin(S.getBeginLoc()), end(S.getBeginLoc()), "co_return");
  });
}

//===----------------------------------------------------------------------===//
// All together
//===----------------------------------------------------------------------===//

bool Writer::losesComment() const {
  return llvm::any_of(Pieces, [&](const Piece &P) {
    return hasComment(code().slice(P.Begin, P.End), Tu.language());
  });
}

/// The code between two offsets with all pieces in it replaced.
std::string Writer::composed(unsigned Begin, unsigned End) const {
  std::string Out;
  for (const Piece &P : Pieces) {
    Out += code().slice(Begin, P.Begin).str() + P.Text;
    Begin = P.End;
  }
  return Out + code().slice(Begin, End).str();
}

Error Writer::wrapInSpawn(EditBuilder &Edits) {
  const Expr &Executor = *Site.S.Executor;
  std::string Object = textOf(Executor), Captures = "&";
  if (Wait == LoopWait::Nobody) {
    bool Own = isOwnExecutor(Executor);
    auto List = capturesOf(Site.L, *Site.S.Task, Own ? &Executor : nullptr, SM);
    if (!List)
      return List.takeError();
    Captures = *List;
    if (Own && !variableOf(Executor)) {
      std::string Name = freshName(Site.F.written(), "executor", {});
      Above += "auto " + Name + " = " + Object + ";\n";
      Object = Name;
    }
  }
  Fill.set("obj", Object);
  Expected<Frame> Call = frame(Profile.Spawn);
  if (!Call)
    return Call.takeError();
  Expected<std::string> Task = taskType();
  if (!Task)
    return Task.takeError();
  auto E = extentOf(Tu, *Site.L.S);
  if (!E || !E->OwnLines)
    return no("the loop does not stand on lines of its own");
  unsigned End = std::max(E->Code.end(), Pieces.back().End);
  std::string Inner = Indent + composed(E->Code.Offset, End);
  bool Newline = StringRef(Inner).ends_with("\n");
  auto Body = reindent(StringRef(Inner).rtrim("\n"), Indent, Indent + Step);
  if (!Body)
    return no("the loop holds text over several lines whose indentation must "
              "not change");
  // A profile's text may break its lines; ours here is one block.
  std::string Text = Call->Before + "[" + Captures + "]() -> " + *Task +
                     " {\n" + Indent + Step + StringRef(*Body).ltrim().str() +
                     "\n" + Indent + "}" + Call->Behind + ";" +
                     (Newline ? "\n" : "");
  Edits.replaceBytes(Site.L.S->getBeginLoc(),
                     {E->Code.Path, E->Code.Offset, End - E->Code.Offset},
                     Text);
  return Error::success();
}

/// The local that held the executor for the spawn alone.
void Writer::removeUnusedExecutor(EditBuilder &Edits) const {
  const VarDecl *Var = variableOf(*Site.S.Executor);
  if (!Var || !isOwnExecutor(*Site.S.Executor))
    return;
  unsigned Uses = 0;
  const DeclStmt *Declaration = nullptr;
  walkDeep(Site.F.written(), [&](const Stmt &S, const Ancestors &Around) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    Uses += Ref && Ref->getDecl() == Var;
    const auto *D = dyn_cast<DeclStmt>(&S);
    if (D && D->isSingleDecl() && D->getSingleDecl() == Var &&
        isa_and_nonnull<CompoundStmt>(Around.parent()))
      Declaration = D;
    // What a lambda captures implicitly is named in its body.
  });
  if (Uses == 1 && Declaration)
    Edits.remove(*Declaration);
}

Expected<Fix> Writer::write() {
  EditBuilder Edits(Tu);
  for (SourceRange Range :
       {Site.L.S->getSourceRange(), Site.S.E->getSourceRange()})
    if (std::string Why = Edits.whyNotEditable(Range); !Why.empty())
      return no(Why);
  Fill.need(Profile.Headers);
  if (Error E = writeLoop())
    return E;
  if (Error E = writeSpawn())
    return E;
  if (losesComment())
    return no("a comment stands in what would be replaced: move it above the "
              "loop first");
  writeContinues();
  llvm::sort(Pieces, [](const Piece &A, const Piece &B) {
    return std::pair(A.Begin, A.End) < std::pair(B.Begin, B.End);
  });
  Above = limitLine(Tu, Limit);
  SourceLocation Loc = Site.L.S->getBeginLoc();
  if (Wait == LoopWait::Caller) {
    for (const Piece &P : Pieces)
      Edits.replaceBytes(Loc, {Tu.path(Loc), P.Begin, P.End - P.Begin}, P.Text);
    removeUnusedExecutor(Edits);
  } else if (Error E = wrapInSpawn(Edits)) {
    return E;
  }
  Edits.insertAbove(*Site.L.S, Above)
      .include(Loc, Fill.needs(), Site.S.Home->UmbrellaHeaders);
  if (Wait == LoopWait::Caller)
    return std::move(Edits).done(Safety::Unsafe,
                                 "run a limited number at a time");
  return std::move(Edits).done(
      Wait == LoopWait::Nobody ? Safety::Unsafe : Safety::Suggestion,
      "spawn a loop that runs a limited number at a time");
}

Expected<Fix> boundLoop(const TuModel &Tu, const FanOutLoop &Site,
                        LoopWait Wait, const std::string &Limit) {
  return Writer(Tu, Site, Wait, Limit).write();
}

} // namespace asyncmend
