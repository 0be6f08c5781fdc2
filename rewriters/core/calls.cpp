//===- calls.cpp - Calls and their arguments ------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/calls.h"
#include "core/names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asyncmend {

const FunctionDecl *calleeOf(const CallExpr &Call) {
  if (const FunctionDecl *Direct = Call.getDirectCallee())
    return Direct;
  const auto *Lookup =
      dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParenImpCasts());
  if (!Lookup || Lookup->getNumDecls() == 0)
    return nullptr;
  const FunctionDecl *Only = nullptr;
  for (const NamedDecl *Candidate : Lookup->decls()) {
    const auto *F = Candidate->getUnderlyingDecl()->getAsFunction();
    if (!F || (Only && qualifiedName(*F) != qualifiedName(*Only)))
      return nullptr;
    // `send` of the project beside that of the C library is no C function.
    if (!Only || !F->isExternC())
      Only = F;
  }
  return Only;
}

bool isNullOrZero(const Expr &E, ASTContext &Context) {
  if (E.isValueDependent())
    return false;
  if (E.isNullPointerConstant(Context,
                              clang::Expr::NPC_ValueDependentIsNotNull))
    return true;
  Expr::EvalResult Result;
  return E.EvaluateAsInt(Result, Context) && Result.Val.getInt() == 0;
}

std::string whyNoCount(const Expr &E, ASTContext &Context) {
  const Expr *Written = E.IgnoreParenImpCasts();
  if (Written->isTypeDependent())
    return {};
  if (!Written->getType()->isIntegralOrEnumerationType())
    return "is no integer, so its conversion would change";
  Expr::EvalResult Result;
  if (!Written->isValueDependent() && Written->EvaluateAsInt(Result, Context) &&
      Result.Val.getInt().isNegative())
    return "is negative, which no awaitable timer understands";
  return {};
}

/// All that stands between the parentheses of a call.
static std::optional<StringRef> betweenParens(const TuModel &Tu,
                                              const CallExpr &Call) {
  SourceLocation Open = Lexer::findLocationAfterToken(
      Call.getCallee()->getEndLoc(), tok::l_paren, Tu.sources(), Tu.language(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  SourceLocation Close = Call.getRParenLoc();
  if (Open.isInvalid() || Open.isMacroID() || Close.isMacroID())
    return std::nullopt;
  return Lexer::getSourceText(CharSourceRange::getCharRange(Open, Close),
                              Tu.sources(), Tu.language());
}

std::optional<std::string> argumentText(const TuModel &Tu, const CallExpr &Call,
                                        unsigned I) {
  std::optional<StringRef> All = betweenParens(Tu, Call);
  if (Call.getNumArgs() == 1 && All && !All->empty()) {
    StringRef Text = All->trim();
    // A line comment must not swallow what follows the argument.
    if (Text.substr(Text.rfind('\n') + 1).contains("//"))
      Text = All->ltrim();
    return Text.str();
  }
  if (All && (All->contains("//") || All->contains("/*")))
    return std::nullopt;
  auto Text = Tu.text(Call.getArg(I)->getSourceRange());
  return Text ? std::optional(Text->str()) : std::nullopt;
}

std::optional<std::string> memberAccess(const TuModel &Tu, const Expr &E) {
  const Expr *Pointer = E.IgnoreParenImpCasts();
  const auto *Address = dyn_cast<UnaryOperator>(Pointer);
  bool IsAddress = Address && Address->getOpcode() == UO_AddrOf;
  const Expr *Named =
      IsAddress ? Address->getSubExpr()->IgnoreParenImpCasts() : Pointer;
  if (!isa<DeclRefExpr, MemberExpr>(Named))
    return std::nullopt;
  auto Text = Tu.text(Named->getSourceRange());
  if (!Text)
    return std::nullopt;
  return (*Text + (IsAddress ? "." : "->")).str();
}

} // namespace asyncmend
