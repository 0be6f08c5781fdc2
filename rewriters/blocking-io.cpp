//===- blocking-io.cpp - Synchronous operations in coroutines -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a CallExpr of a function or member function that the profile of the
// coroutine's framework lists, on an object that talks to a peer; in a template
// an UnresolvedMemberExpr or UnresolvedLookupExpr. The same in a stackful
// coroutine, whose parameter is the completion token.
//
// Refused: an error_code that is returned and used, an object of an event loop
// that is a local variable, buffers that the twin would copy, and all that
// await-site.h names.
//
//===----------------------------------------------------------------------===//

#include "core/await-call.h"
#include "core/await-site.h"
#include "core/block-site.h"
#include "core/calls.h"
#include "core/fill.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class BlockingIoRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    std::optional<BlockSites> Sites;
    for (const FunctionBody &F : Tu.functions()) {
      Stackful Stack = stackfulContext(Tu, F);
      const Framework *Home = F.isCoroutine() ? F.framework() : Stack.Home;
      if (!Home || Home->Blocking.Operations.empty())
        continue;
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        const auto *Call = dyn_cast<CallExpr>(&S);
        auto Known = Call ? blockingCall(Tu, *Call) : std::nullopt;
        // A library on top of two frameworks is listed by both.
        if (!Known || Known->Kind != BlockingKind::Io ||
            !Home->Blocking.Operations.contains(Known->Name))
          return;
        Known->Home = Home;
        if (!Sites)
          Sites.emplace(Tu);
        if (!Sites->blocks(F, *Call, *Known))
          return Sink.dissent(F, Call->getBeginLoc());
        Sink.report(F, Call->getSourceRange(), message(*Known, *Call),
                    Stack.Home
                        ? stackfulFix(Tu, F, Stack, *Known, *Call, Around)
                        : fix(Tu, F, *Known, *Call, Around));
      });
    }
  }

private:
  static std::string message(const BlockingCall &Known, const CallExpr &Call) {
    return "'" + Known.Name + "' blocks the thread that runs this " +
           Known.Home->Display + " coroutine, and with it the event loop; '" +
           Known.Operation->Prefix + calleeOf(Call)->getNameAsString() +
           "' can be awaited";
  }

  /// The argument through which the error is returned; the last one, if any.
  static const Expr *errorArgument(const BlockingProfile &Known,
                                   const CallExpr &Call) {
    const FunctionDecl *F = Call.getDirectCallee();
    if (!F)
      return nullptr;
    for (unsigned I = 0; I < Call.getNumArgs() && I < F->getNumParams(); ++I) {
      QualType Type = F->getParamDecl(I)->getType();
      if (Type->isLValueReferenceType() &&
          !Type->getPointeeType().isConstQualified() &&
          Known.ErrorTypes.contains(className(Type->getPointeeType())))
        return Call.getArg(I);
    }
    return nullptr;
  }

  static std::string whyNot(const TuModel &Tu, const FunctionBody &F,
                            const BlockingCall &Known, const CallExpr &Call,
                            const Ancestors &Around) {
    const BlockingProfile &Words = Known.Home->Blocking;
    if (!Known.NoFix.empty())
      return Known.NoFix;
    const Expr *Error = errorArgument(Words, Call);
    if (Error && Error != lastArgument(Call))
      return "its error_code is not the last argument, and the awaitable form "
             "wants its arguments otherwise";
    if (!isDiscarded(Call, Around) &&
        Words.ErrorTypes.contains(className(Call.getType())))
      return "the error code that it returns is used, and the awaitable form "
             "returns none: test the variable in a statement of its own";
    if (!Call.getDirectCallee() && hasErrorName(Words, Call))
      return "which overload is called depends on a template argument";
    if (Known.Object)
      return whyNotServed(Tu, F, Words, *Known.Object);
    return {};
  }

  /// In a template the overload may be unknown, but not the argument.
  static bool hasErrorName(const BlockingProfile &Words, const CallExpr &Call) {
    return llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
      return Words.ErrorTypes.contains(className(Arg->getType()));
    });
  }

  static Expected<Fix> fix(const TuModel &Tu, const FunctionBody &F,
                           const BlockingCall &Known, const CallExpr &Call,
                           const Ancestors &Around) {
    for (const std::string &Why :
         {F.Task.Type->NoFix, whyNot(Tu, F, Known, Call, Around),
          whyNoAwait(Tu, Call, Around),
          whyNoAwaitAround(fullExpression(Call, Around))})
      if (!Why.empty())
        return no(Why);
    Place At{F.Function, Call.getBeginLoc(), Around};
    Filler Fill(Tu, F, At);
    AwaitedCall How;
    How.Parentheses = needsParentheses(Call, Around);
    return rewrite(Tu, Known, Call, Fill, std::move(How),
                   Known.Home->Blocking.ErrorToken,
                   Known.Home->Blocking.ErrorHeaders);
  }

  static Expected<Fix> stackfulFix(const TuModel &Tu, const FunctionBody &F,
                                   const Stackful &Stack,
                                   const BlockingCall &Known,
                                   const CallExpr &Call,
                                   const Ancestors &Around) {
    for (const std::string &Why :
         {whyNot(Tu, F, Known, Call, Around), whyNoAwait(Tu, Call, Around)})
      if (!Why.empty())
        return no(Why);
    Place At{F.Function, Call.getBeginLoc(), Around};
    Filler Fill(Tu, F, At);
    Fill.set("token", Stack.Token->getNameAsString());
    AwaitedCall How;
    How.Keyword.clear();
    return rewrite(Tu, Known, Call, Fill, std::move(How),
                   Known.Home->Blocking.Stackful.ErrorToken, {});
  }

  static Expected<Fix> rewrite(const TuModel &Tu, const BlockingCall &Known,
                               const CallExpr &Call, Filler &Fill,
                               AwaitedCall How, llvm::StringRef ErrorToken,
                               const HeaderNeeds &ErrorHeaders) {
    EditBuilder Edits(Tu);
    How.Prefix = Known.Operation->Prefix;
    llvm::StringRef Token = "{token}";
    if (const Expr *Error = errorArgument(Known.Home->Blocking, Call)) {
      auto Text = Tu.text(Error->getSourceRange());
      if (!Text)
        return no("the source text of an argument cannot be had in one piece");
      Fill.set("error", Text->str());
      Fill.need(ErrorHeaders);
      Token = ErrorToken;
      How.Replaces = Error;
    }
    Expected<std::string> Filled = Fill.fill(Token);
    if (!Filled)
      return Filled.takeError();
    How.Token = *Filled;
    awaitCall(Edits, Tu, Call, How);
    Edits.include(Call.getBeginLoc(), Fill.needs(),
                  Known.Home->UmbrellaHeaders);
    return std::move(Edits).done(Safety::Safe, "await the operation");
  }
};

ASYNCMEND_RULE(BlockingIoRewriter, "blocking-io", Severity::Warning,
               /*OnByDefault=*/true,
               "a synchronous network operation in a coroutine");

} // namespace
