//===- swallowed-cancellation.cpp - Handlers that eat a cancellation ------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a CXXCatchStmt that takes the cancellation of a suspension in its
// try block, and after which another suspension may follow; an IfStmt on an
// error code in an endless loop that goes on whatever the code is.
//
// Refused: a handler that catches by value something wider than the exception
// itself, and all that EditBuilder refuses.
//
//===----------------------------------------------------------------------===//

#include "core/cancellations.h"
#include "core/edit-builder.h"
#include "core/fill.h"
#include "core/hoist.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "core/typed-cancellation.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class SwallowedCancellationRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines()) {
      for (const SwallowingHandler &H : swallowingHandlers(Tu, C))
        if (!isOfTest(Tu, *H.Handler))
          Sink.report(
              C, headOf(*H.Handler),
              "this handler takes the cancellation of the coroutine for "
              "an error like others, and the coroutine goes on",
              handlerFix(Tu, C, H),
              {{"a cancellation is thrown here",
                Tu.span(H.Suspension->getSourceRange())}});
      for (const SwallowingTest &T : swallowingTests(Tu, C))
        Sink.report(C, {T.If->getIfLoc(), T.If->getRParenLoc()},
                    "after a cancellation this loop goes on as after any other "
                    "error" +
                        std::string(T.Accepting
                                        ? ", and spins once its object is "
                                          "closed"
                                        : ""),
                    testFix(Tu, C, T),
                    {{"the error code comes from here",
                      Tu.span(T.Suspension->getSourceRange())}});
    }
  }

private:
  /// `CHECK(co_await f() == 1)`
  static bool isOfTest(const TuModel &Tu, const CXXCatchStmt &Handler) {
    const SourceManager &Sources = Tu.sources();
    SourceLocation Loc = Handler.getCatchLoc();
    for (; Loc.isMacroID(); Loc = Sources.getImmediateMacroCallerLoc(Loc))
      if (hasWord(Lexer::getImmediateMacroName(Loc, Sources,
                                               Tu.ast().getLangOpts()),
                  Tu.profiles().failures().TestWords))
        return true;
    return false;
  }

  static SourceRange headOf(const CXXCatchStmt &Handler) {
    const VarDecl *E = Handler.getExceptionDecl();
    return {Handler.getCatchLoc(), E ? E->getEndLoc() : Handler.getCatchLoc()};
  }

  static Expected<Fix> handlerFix(const TuModel &Tu, const Coroutine &C,
                                  const SwallowingHandler &H) {
    if (!H.Passed.empty())
      return passCancellation(Tu, C, H);
    const auto &Block = *cast<CompoundStmt>(H.Handler->getHandlerBlock());
    const CancellationProfile &P = C.framework()->Failures.Cancellation;
    Place At{C.Function, Block.getLBracLoc(), Ancestors(H.Stack)};
    Filler Fill(Tu, C, At);
    Fill.need(P.Headers);
    EditBuilder Edits(Tu);
    const VarDecl *E = H.Handler->getExceptionDecl();
    std::string Name = E ? E->getNameAsString() : "";
    if (Name.empty()) {
      FreshNames Names(Tu, C);
      Name = Names.fresh("e");
      if (E)
        nameIt(Tu, Edits, *E, Name);
    }
    std::string Step = indentStep(Tu, Block.getLBracLoc());
    std::string Error = Fill.name(P.Error), Code = Fill.name(P.Code), Test;
    if (!E)
      Test = "try {\n" + Step + "throw;\n} catch (const " + Error + " &" +
             Name + ") {\n" + Step + "if (" + Name + ".code() == " + Code +
             ")\n" + Step + Step + "throw;\n} catch (...) {\n}\n";
    else if (P.Classes.contains(className(E->getType().getNonReferenceType())))
      Test = "if (" + Name + ".code() == " + Code + ")\n" + Step + "throw;\n";
    else if (!E->getType()->isReferenceType())
      return no("the exception is caught by value, which cuts off the code: "
                "catch it by reference");
    else
      Test = "if (const auto *failure = dynamic_cast<const " + Error + " *>(&" +
             Name + "))\n" + Step + "if (failure->code() == " + Code + ")\n" +
             Step + Step + "throw;\n";
    insert(Tu, Edits, Block, Test);
    Edits.include(Block.getLBracLoc(), Fill.needs(),
                  C.framework()->UmbrellaHeaders);
    return std::move(Edits).done(Safety::Unsafe, "let the cancellation pass");
  }

  /// Gives the exception of a handler a name.
  static void nameIt(const TuModel &Tu, EditBuilder &Edits, const VarDecl &E,
                     const std::string &Name) {
    auto Text = Tu.text(E.getSourceRange());
    if (!Text) {
      Edits.refuse("the text of the exception's declaration cannot be had");
      return;
    }
    // `const E &` and `const E&`.
    bool Glued = Text->ends_with(" &");
    Edits.replace(E.getSourceRange(),
                  (*Text + (Glued ? "" : " ") + Name).str());
  }

  /// At the start of a block that may be empty, hold nothing but comments, or
  /// stand on one line.
  static void insert(const TuModel &Tu, EditBuilder &Edits,
                     const CompoundStmt &Block, const std::string &Lines) {
    auto Text = Tu.text(Block.getSourceRange());
    bool OneLine = Text && !Text->contains('\n');
    if (!Text || (!Block.body_empty() && !OneLine)) {
      Edits.insertAtStart(Block, Lines);
      return;
    }
    llvm::SmallVector<llvm::StringRef> New, Old;
    llvm::StringRef(Lines).split(New, '\n', -1, /*KeepEmpty=*/false);
    for (const Stmt *S : Block.body())
      if (auto E = extentOf(Tu, *S))
        Old.push_back(textOf(Tu, S->getBeginLoc(), E->Code));
    if (Block.body_empty())
      Text->drop_front().drop_back().trim().split(Old, '\n', -1, false);
    else if (Text->contains("/*"))
      Edits.refuse("a comment stands on the one line of the block");
    std::string Indent = indentAt(Tu, Block.getRBracLoc());
    std::string Step = indentStep(Tu, Block.getRBracLoc()), Out = "{\n";
    for (llvm::StringRef Line : New)
      Out += Indent + Step + Line.str() + "\n";
    for (llvm::StringRef Line : Old)
      Out += Indent + Step + Line.trim().str() + "\n";
    Edits.replace(Block.getSourceRange(), Out + Indent + "}");
  }

  static Expected<Fix> testFix(const TuModel &Tu, const Coroutine &C,
                               const SwallowingTest &T) {
    const CancellationProfile &P = C.framework()->Failures.Cancellation;
    Place At{C.Function, T.If->getIfLoc(), Ancestors(T.Stack)};
    Filler Fill(Tu, C, At);
    Fill.need(P.Headers);
    EditBuilder Edits(Tu);
    std::string Name = T.Code->getNameAsString();
    std::string Test = Name + " == " + Fill.name(P.Code);
    if (T.Accepting)
      Test += " || " + Name + " == " + Fill.name(P.Closed);
    bool Void = templateArgument(C.Function->getReturnType(), 0).isNull() ||
                templateArgument(C.Function->getReturnType(), 0)->isVoidType();
    std::string Lines =
        "if (" + Test + ")\n" + indentStep(Tu, T.If->getIfLoc()) +
        (Void ? std::string("co_return")
              : "throw " + Fill.name(P.Error) + "(" + Name + ")") +
        ";\n";
    const auto *Block = dyn_cast_or_null<CompoundStmt>(T.Failed);
    bool InBlock = !T.Stack.empty() && isa<CompoundStmt>(T.Stack.back());
    if (Block)
      insert(Tu, Edits, *Block, Lines);
    else if (InBlock && !T.If->getInit() && !T.If->getConditionVariable())
      Edits.insertAbove(*T.If, Lines);
    else
      return no("the test is part of another statement: put the branch into "
                "braces, and leave the loop there after a cancellation");
    Edits.include(T.If->getIfLoc(), Fill.needs(),
                  C.framework()->UmbrellaHeaders);
    return std::move(Edits).done(Safety::Unsafe,
                                 "leave the loop after a cancellation");
  }
};

ASYNCMEND_RULE(SwallowedCancellationRewriter, "swallowed-cancellation",
               Severity::Warning, /*OnByDefault=*/true,
               "a handler that goes on after the coroutine was cancelled",
               /*FixesAnywhere=*/false, /*CoroutinesOnly=*/true);

} // namespace
