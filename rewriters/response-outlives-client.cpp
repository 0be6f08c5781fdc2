//===- response-outlives-client.cpp - Views without their owner -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: a view that is got from an object of a profile's list (a response, a
// parser, a buffer) and assigned to a local of a longer scope, kept in a
// member, or returned; one of a temporary, also in the head of a range-based
// `for`; a pointer that a C handle gave.
//
// Refused: views that are no text and whose owner is made in a branch or loop,
// declarations of several variables, returned views, whose function would need
// another type.
//
//===----------------------------------------------------------------------===//

#include "core/longer-scope.h"
#include "core/owned-views.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class ResponseOutlivesClientRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const FunctionBody &F : Tu.functions()) {
      if (Tu.hasErrorsIn(F.written().getSourceRange()))
        continue;
      for (const LostView &V : lostViews(Tu, F))
        Sink.report(F, V.Where->getSourceRange(), message(Tu, V),
                    fix(Tu, F, V));
      for (const LostPointer &P : lostPointers(Tu, F))
        Sink.report(F, P.Where->getSourceRange(),
                    "'" + P.Pointer->getNameAsString() +
                        "' points into a handle that '" + P.Kind->Release +
                        "' has already ended",
                    no("copy what it points to before the handle is released, "
                       "or release the handle after the last use"));
    }
  }

private:
  static std::string message(const TuModel &Tu, const LostView &V) {
    std::string View = V.View ? "'" + V.View->getNameAsString() + "'"
                              : std::string("this view");
    std::string Owner = describe(Tu, V.Owner.Of);
    if (V.Owner.Of.Temporary)
      return View + " looks into a " + V.Owner.Kind->What + " (" + Owner +
             "), which dies at the end of the " +
             (V.IsRange ? "loop's head" : "statement");
    return View + " looks into the " + V.Owner.Kind->What + " " + Owner +
           " and " + V.How +
           (V.How == "is returned from" ? " the function in which it lives"
                                        : " the end of its scope");
  }

  static Expected<Fix> fix(const TuModel &Tu, const FunctionBody &F,
                           const LostView &V) {
    EditBuilder Edits(Tu);
    if (V.IsRange) {
      nameInLoop(Edits, Tu, F, ignoreTransparent(*V.Owner.Of.Temporary),
                 V.Owner.Kind->What);
      return std::move(Edits).done(Safety::Unsafe,
                                   "keep it as long as the loop runs");
    }
    if (!V.View)
      return no(V.How == "is returned from"
                    ? "return an object that owns what it holds (a "
                      "std::string, say) instead of a view"
                    : "keep a copy in the member, or the " +
                          V.Owner.Kind->What + " itself");
    if (V.View->getType()->isReferenceType()) {
      takeCopy(Edits, Tu, *V.View);
      return std::move(Edits).done(Safety::Unsafe, "keep a copy");
    }
    if (!V.Owner.Of.Var || mayOwnText(Tu, F, *V.View)) {
      ownText(Edits, Tu, F, *V.View);
      return std::move(Edits).done(Safety::Unsafe, "keep a copy of the text");
    }
    widenScope(Edits, Tu, F, *V.Owner.Of.Var, *V.View);
    return std::move(Edits).done(Safety::Unsafe, "declare the " +
                                                     V.Owner.Kind->What +
                                                     " in the block "
                                                     "of the view");
  }
};

ASYNCMEND_RULE(ResponseOutlivesClientRewriter, "response-outlives-client",
               Severity::Warning, /*OnByDefault=*/true,
               "a view that is used when its response or buffer is gone",
               /*FixesAnywhere=*/true);

} // namespace
