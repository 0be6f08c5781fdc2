//===- await-call.cpp - A call becomes one that is awaited ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/await-call.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

bool needsParentheses(const Expr &E, const Ancestors &Around) {
  const Stmt *Child = &E;
  for (const Stmt *S : llvm::reverse(Around.all())) {
    if (isa<ParenExpr>(S))
      return false;
    if (isTransparent(*S)) {
      Child = S;
      continue;
    }
    // `if (f())` may call a conversion that nobody wrote.
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      return !isa<CXXConversionDecl>(Member->getMemberDecl());
    if (isa<CXXDependentScopeMemberExpr, UnresolvedMemberExpr,
            CXXPseudoDestructorExpr>(S))
      return true;
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(S))
      return Subscript->getBase() == Child;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S))
      return Operator->getNumArgs() > 0 && Operator->getArg(0) == Child &&
             llvm::is_contained({OO_Call, OO_Subscript, OO_Arrow},
                                Operator->getOperator());
    if (const auto *Call = dyn_cast<CallExpr>(S))
      return Call->getCallee() == Child;
    return false;
  }
  return false;
}

namespace {

struct CalleeName {
  SourceLocation Loc;
  bool HasTemplateArgs = false;
};

} // namespace

static std::optional<CalleeName> calleeName(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return CalleeName{Member->getMemberLoc(),
                      Member->hasExplicitTemplateArgs()};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
    return CalleeName{Ref->getLocation(), Ref->hasExplicitTemplateArgs()};
  if (const auto *Overloads = dyn_cast<OverloadExpr>(Callee))
    return CalleeName{Overloads->getNameLoc(),
                      Overloads->hasExplicitTemplateArgs()};
  return std::nullopt;
}

const Expr *lastArgument(const CallExpr &Call) {
  for (unsigned I = Call.getNumArgs(); I-- > 0;)
    if (!isa<CXXDefaultArgExpr>(Call.getArg(I)))
      return Call.getArg(I);
  return nullptr;
}

/// Behind the last argument, before the parenthesis if that is on its line.
static void addArgument(EditBuilder &Edits, const TuModel &Tu,
                        const CallExpr &Call, StringRef Token,
                        StringRef Close) {
  SourceLocation Paren = Call.getRParenLoc();
  const Expr *Last = lastArgument(Call);
  if (!Last) {
    Edits.replace(Paren, (Token + Close).str());
    return;
  }
  SourceLocation End = Tu.place(Last->getEndLoc());
  if (Last->getEndLoc().isMacroID() || Tu.line(End) == Tu.line(Paren)) {
    Edits.replace(Paren, (", " + Token + Close).str());
    return;
  }
  Edits.replace(End, (*Tu.text(End) + ", " + Token).str());
  if (Close != ")")
    Edits.replace(Paren, Close);
}

void awaitCall(EditBuilder &Edits, const TuModel &Tu, const CallExpr &Call,
               const AwaitedCall &How) {
  std::optional<CalleeName> Name = calleeName(Call);
  if (std::string Why = Edits.whyNotEditable(Call.getSourceRange());
      !Why.empty()) {
    Edits.refuse(Why);
    return;
  }
  if (!Name || Name->HasTemplateArgs || Name->Loc.isInvalid()) {
    Edits.refuse("it is called with template arguments of its own, which the "
                 "awaitable form does not have");
    return;
  }
  std::string Open = (How.Parentheses ? "(" : "") + How.Keyword;
  std::string Close = How.Parentheses ? "))" : ")";
  SourceLocation Begin = Call.getBeginLoc();
  auto NameText = Tu.text(Name->Loc), First = Tu.text(Begin);
  if (!NameText || !First) {
    Edits.refuse("its source text cannot be had in one piece");
    return;
  }
  if (Begin == Name->Loc) {
    Edits.replace(Begin, (Open + How.Prefix + *NameText).str());
  } else {
    if (!Open.empty())
      Edits.replace(Begin, (Open + *First).str());
    if (!How.Prefix.empty())
      Edits.replace(Name->Loc, (How.Prefix + *NameText).str());
  }
  if (!How.Replaces)
    return addArgument(Edits, Tu, Call, How.Token, Close);
  Edits.replace(How.Replaces->getSourceRange(), How.Token);
  if (How.Parentheses)
    Edits.replace(Call.getRParenLoc(), Close);
}

} // namespace asyncmend
