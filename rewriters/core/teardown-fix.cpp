//===- teardown-fix.cpp - A region with an awaited release at its end -----===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/edit-builder.h"
#include "core/hoist.h"
#include "core/names.h"
#include "core/naming.h"
#include "core/refusal.h"
#include "core/spelling.h"
#include "core/teardown-plan.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

namespace {

using Stmts = TeardownPlan::Stmts;

class Wrapper {
public:
  Wrapper(const TuModel &Tu, const Coroutine &C, const Teardown &T)
      : Tu(Tu), C(C), T(T), Edits(Tu), Plan(planTeardown(Tu, C, T)) {}

  Expected<Fix> fix() {
    if (!Plan.Why.empty())
      return no(Plan.Why);
    return write();
  }

private:
  /// The coroutine's own return type as it is written, for another value type.
  Expected<std::string> taskText(bool OfVoid) const {
    FunctionTypeLoc Type = C.Function->getFunctionTypeLoc();
    if (!Type)
      return no("the return type of the coroutine is not written here");
    TypeLoc Return = Type.getReturnLoc();
    auto Text = Tu.text(Return.getSourceRange());
    if (!Text)
      return no("the return type of the coroutine comes out of a macro");
    if (!OfVoid || valueType(Tu, C)->isVoidType())
      return Text->str();
    if (auto Elaborated = Return.getAs<ElaboratedTypeLoc>())
      Return = Elaborated.getNamedTypeLoc();
    auto Special = Return.getAs<TemplateSpecializationTypeLoc>();
    if (!Special || !isValueFirst(Special))
      return taskBehindAlias();
    Span All = Tu.span(Type.getReturnLoc().getSourceRange());
    Span Arg = Tu.span(Special.getArgLoc(0).getSourceRange());
    std::string Result = Text->str();
    size_t At = Arg.Offset - All.Offset;
    StringRef Old = StringRef(Result).substr(At, Arg.Length);
    // The token `>>` closes the argument and what is around it.
    while (Old.count('>') > Old.count('<'))
      Old = Old.drop_back();
    Result.replace(At, Old.size(), "void");
    return Result;
  }

  /// Not so: `template <class T> using Reply = awaitable<expected<T>>;`
  bool isValueFirst(TemplateSpecializationTypeLoc Special) const {
    if (!Special.getTypePtr()->isTypeAlias())
      return Special.getNumArgs() > 0;
    if (Special.getNumArgs() != 1)
      return false;
    const TemplateArgument &First = Special.getArgLoc(0).getArgument();
    return First.getKind() == TemplateArgument::Type &&
           Tu.ast().hasSameType(First.getAsType(), valueType(Tu, C));
  }

  /// `using reply = net::awaitable<std::string>;`
  Expected<std::string> taskBehindAlias() const {
    QualType Return = C.Function->getReturnType();
    const auto *Special = Return->getAs<TemplateSpecializationType>();
    if (!Special || Special->isTypeAlias() ||
        Special->template_arguments().size() != 1)
      return no("the return type of the coroutine is an alias, and how to "
                "write it for void is not known");
    return spelled(className(Return) + "<void>");
  }

  std::string spelled(StringRef Code) const {
    return spellAll(Code,
                    {C.Function, Plan.Region.front()->getBeginLoc(),
                     Ancestors(T.Main.Stack)},
                    Tu.ast());
  }

  /// From the first statement's comments to the last one's line end.
  std::optional<Span> bytes(const Stmts &List) const {
    auto First = extentOf(Tu, *List.front()), Last = extentOf(Tu, *List.back());
    if (!First || !Last || !First->OwnLines || !Last->OwnLines)
      return std::nullopt;
    return Span{First->Whole.Path, First->Whole.Offset,
                Last->Whole.end() - First->Whole.Offset};
  }

  /// The lines of these statements, without those that are cut; with the
  /// comments that stand before `Next`, if that is given.
  std::optional<std::string> linesOf(const Stmts &List, const Stmt *Next,
                                     StringRef Old, StringRef New) const {
    auto Where = bytes(List);
    auto Past = Next ? extentOf(Tu, *Next) : std::nullopt;
    if (!Where || (Next && !Past))
      return std::nullopt;
    if (Past && Past->Whole.Offset > Where->end())
      Where->Length = Past->Whole.Offset - Where->Offset;
    std::string Text = textOf(Tu, List.front()->getBeginLoc(), *Where).str();
    llvm::SmallVector<Span> Gone;
    for (const Stmts &Some : {Plan.Cut, Plan.Hoisted})
      for (const Stmt *S : Some) {
        auto E = extentOf(Tu, *S);
        if (!E)
          return std::nullopt;
        if (E->Whole.Offset >= Where->Offset &&
            E->Whole.end() <= Where->end() && List.front() != S)
          Gone.push_back(E->Whole);
        else if (List.front() == S && List.size() > 1)
          Gone.push_back(E->Whole);
      }
    llvm::sort(Gone, [](const Span &A, const Span &B) { return B < A; });
    for (const Span &S : Gone)
      cut(Text, S.Offset - Where->Offset, S.Length);
    llvm::erase(Text, '\r');
    StringRef Lines = StringRef(Text).ltrim("\n");
    return reindent((Lines.rtrim() + "\n").str(), Old, New);
  }

  /// Does not leave two empty lines one after the other.
  static void cut(std::string &Text, size_t At, size_t Length) {
    Text.erase(At, Length);
    StringRef Before = StringRef(Text).take_front(At);
    StringRef After = StringRef(Text).drop_front(At);
    StringRef Line = After.split('\n').first;
    StringRef Above = Before.rtrim("\n\r");
    bool BlankAbove = Before.drop_front(Above.size()).count('\n') > 1;
    if ((BlankAbove || Before.empty()) && Line.trim().empty())
      Text.erase(At, Line.size() + 1);
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
    SourceLocation Loc = Plan.Region.front()->getBeginLoc();
    std::string Indent = indentAt(Tu, Loc), Step = indentStep(Tu, Loc);
    auto Expected = text(Indent, Step);
    if (!Expected)
      return Expected.takeError();
    Stmts All = Plan.Region;
    All.insert(All.end(), Plan.Close.begin(), Plan.Close.end());
    if (Plan.Return)
      All.push_back(Plan.Return);
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
    return std::move(Edits).done(Safety::Unsafe, "await the release of '" +
                                                     T.Name +
                                                     "' on every way out");
  }

  Expected<std::string> text(StringRef Indent, StringRef Step) {
    const TeardownProfile &How = C.framework()->Teardown;
    // In a form of several lines the functions stand further left.
    bool OneStatement = !StringRef(How.To).contains('\n');
    bool Inline = StringRef(How.To).contains("{closing}");
    std::string Outer = (Indent + (OneStatement ? Step : "")).str();
    std::string Inner = Outer + Step.str();
    Stmts Body = Plan.Region;
    if (Plan.Return)
      Body.push_back(Plan.Return);
    auto BodyText = linesOf(Plan.Region, Plan.Close.front(), Indent, Inner);
    auto CloseText =
        linesOf(Plan.Close, Plan.Return, Indent, Inline ? Outer : Inner);
    auto Return = Plan.Return ? linesOf({Plan.Return}, nullptr, Indent, Inner)
                              : std::optional(std::string());
    auto Task = taskText(!Plan.Return), CloseTask = taskText(true);
    if (!Task)
      return Task;
    if (!CloseTask)
      return CloseTask;
    std::string Front;
    for (const Stmt *S : Plan.Hoisted) {
      auto Lines = linesOf({S}, nullptr, Indent, Indent);
      if (!Lines)
        return no("a declaration cannot be moved");
      Front += *Lines;
    }
    if (!BodyText || !CloseText || !Return)
      return no("a raw string or a comment over several lines cannot be "
                "indented anew");
    if (!isCoroutine(Body))
      *BodyText += Inner + "co_return;\n";
    std::string Run = lambda(How.BodyParams, *Task, *BodyText + *Return, Outer,
                             /*OneLine=*/false);
    std::string End = Inline ? StringRef(*CloseText).trim().str()
                             : lambda(How.CloseParams, *CloseTask, *CloseText,
                                      Outer, Plan.Close.size() == 1);
    return Front + Indent.str() +
           (OneStatement
                ? (Plan.Return ? "co_return " : "") + call(Outer, Run, End)
                : lines(Indent, Run, End)) +
           ";\n";
  }

  std::string lambda(StringRef Params, StringRef Task, StringRef Lines,
                     StringRef Indent, bool OneLine) const {
    std::string Head = "[&](" + spelled(Params) + ") -> " + Task.str() + " {";
    StringRef Only = Lines.trim();
    if (OneLine && !Only.contains('\n') && !Only.contains("//") &&
        Indent.size() + Head.size() + Only.size() < 96)
      return Head + " " + Only.str() + " }";
    return (Head + "\n" + Lines + Indent + "}").str();
  }

  /// The profile's lines; the value, if there is one, is that of the last.
  std::string lines(StringRef Indent, StringRef Body, StringRef Closing) const {
    FreshNames Names(Tu, C);
    std::string Fresh = Names.fresh("done"), Out;
    llvm::SmallVector<StringRef> Lines;
    StringRef(C.framework()->Teardown.To).split(Lines, '\n');
    for (const StringRef &Line : Lines) {
      if (!Out.empty())
        Out += ("\n" + Indent).str();
      if (&Line == &Lines.back() && Plan.Return)
        Out += "co_return ";
      std::string Text = Line == "{closing}" ? "{closing};" : spelled(Line);
      const std::pair<StringRef, StringRef> Holes[] = {{"{body}", Body},
                                                       {"{closing};", Closing},
                                                       {"{close}", Closing},
                                                       {"{fresh}", Fresh}};
      for (auto [Hole, With] : Holes)
        if (size_t At = Text.find(Hole.str()); At != std::string::npos)
          Text.replace(At, Hole.size(), With.str());
      Out += Text;
    }
    return Out;
  }

  /// The profile's form, its two functions on lines of their own.
  std::string call(StringRef Indent, const std::string &Body,
                   const std::string &Closing) const {
    std::string To = spelled(C.framework()->Teardown.To);
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
  TeardownPlan Plan;
};

} // namespace

Expected<Fix> awaitedTeardown(const TuModel &Tu, const Coroutine &C,
                              const Teardown &T) {
  if (T.Blocks)
    return no("its release blocks: await it first");
  return Wrapper(Tu, C, T).fix();
}

} // namespace asyncmend
