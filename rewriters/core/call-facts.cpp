//===- call-facts.cpp - Whom a function calls -----------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/call-facts.h"
#include "core/blocking-calls.h"
#include "core/names.h"
#include "core/walk.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Index/USRGeneration.h"

using namespace clang;

namespace asyncmend {

std::string keyOf(const TuModel &Tu, const FunctionDecl &F) {
  llvm::SmallString<128> Usr;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  if ((Method && Method->getParent()->isLambda()) ||
      index::generateUSRForDecl(&F, Usr)) {
    Span At = Tu.span(F.getSourceRange());
    return At.Path + ":" + std::to_string(At.Offset) + ":" +
           F.getType().getAsString();
  }
  return Usr.str().str();
}

namespace {

std::string displayName(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && Method->getParent()->isLambda()
             ? "the lambda"
             : "'" + qualifiedName(F) + "'";
}

/// Collects what one function does.
class Collector {
public:
  Collector(const TuModel &Tu, const FindingSink &Sink, const FunctionBody &F)
      : Tu(Tu), Sink(Sink) {
    Facts.Key = keyOf(Tu, *F.Function);
    Facts.Name = displayName(*F.Function);
    Facts.IsCoroutine = F.isCoroutine();
    if (const Framework *Home = F.home())
      Facts.FrameworkId = Home->Id;
    IsRoot = F.isCoroutine() && F.framework();
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
      if (const auto *Call = dyn_cast<CallExpr>(&S))
        call(*Call);
      else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
        follow(*Construct->getConstructor(), Construct->getSourceRange());
    });
  }

  FunctionFacts take() { return std::move(Facts); }

private:
  void call(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return unknown("through '" + text(*Call.getCallee()) + "'", Call);
    // std::function and its like: their operator() is the library's.
    if (Callee->getOverloadedOperator() == OO_Call && isOfSystem(*Callee))
      return unknown("through '" + text(*Call.getArg(0)) + "'", Call);
    if (std::optional<BlockingCall> Blocks = blockingCall(Tu, Call))
      return (void)Facts.Blocks.push_back(
          {"'" + Blocks->Name + "'", Tu.span(Call.getSourceRange())});
    if (isOpen(Call, *Callee))
      return unknown("of the virtual function " + displayName(*Callee), Call);
    follow(*Callee, Call.getSourceRange());
  }

  /// May another class's override be called? Not where the call names the
  /// class, nor where nothing can override what it finds.
  static bool isOpen(const CallExpr &Call, const FunctionDecl &Callee) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    if (!Member || !Method || !Method->isVirtual())
      return false;
    const auto *Access = dyn_cast<MemberExpr>(Call.getCallee());
    return !(Access && Access->hasQualifier()) &&
           Method->getDevirtualizedMethod(Member->getImplicitObjectArgument(),
                                          /*IsAppleKext=*/false) != Method;
  }

  void follow(const FunctionDecl &Callee, SourceRange Where) {
    // Nobody looks into the bodies of system headers.
    if (isOfSystem(Callee))
      return;
    Facts.Calls.push_back({displayName(Callee), Tu.span(Where),
                           keyOf(Tu, Callee), IsRoot && Sink.wants(Where)});
  }

  bool isOfSystem(const FunctionDecl &F) const {
    return Tu.sources().isInSystemHeader(F.getLocation());
  }

  void unknown(const std::string &What, const CallExpr &Call) {
    Facts.Unknown.push_back({What, Tu.span(Call.getSourceRange())});
  }

  std::string text(const Expr &Callee) const {
    return Tu.text(Callee.getSourceRange()).value_or("a pointer").str();
  }

  const TuModel &Tu;
  const FindingSink &Sink;
  FunctionFacts Facts;
  bool IsRoot = false;
};

} // namespace

FunctionFacts factsOf(const TuModel &Tu, const FindingSink &Sink,
                      const FunctionBody &F) {
  return Collector(Tu, Sink, F).take();
}

} // namespace asyncmend
