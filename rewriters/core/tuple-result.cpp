//===- tuple-result.cpp - Values that arrive in a tuple -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/tuple-result.h"
#include "core/calls.h"
#include "core/escape.h"
#include "core/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include <optional>

using namespace clang;

namespace asyncmend {

static std::optional<unsigned> sizeOf(QualType T) {
  T = T.getNonReferenceType();
  const auto *Tuple = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (!Tuple || className(T) != "std::tuple")
    return std::nullopt;
  const TemplateArgument &Types = Tuple->getTemplateArgs()[0];
  return Types.getKind() == TemplateArgument::Pack
             ? std::optional(Types.pack_size())
             : std::nullopt;
}

/// `[i]` becomes `i`.
static std::string unbind(EditBuilder &Edits, const TuModel &Tu,
                          const DecompositionDecl &Names) {
  const BindingDecl &Name = *Names.bindings().front();
  auto Close =
      Lexer::findNextToken(Name.getLocation(), Tu.sources(), Tu.language());
  if (!Close || Close->isNot(tok::r_square))
    return "its source text cannot be had in one piece";
  Edits.replace({Names.getLocation(), Close->getLocation()},
                Name.getNameAsString());
  return {};
}

std::string takeOutOfTuple(EditBuilder &Edits, const TuModel &Tu,
                           const Expr *&Whole, const Ancestors &Around) {
  std::optional<unsigned> Size = sizeOf(Whole->getType());
  if (!Size)
    return "how many values it has is not known in this template";
  if (*Size != 1 || isDiscarded(*Whole, Around))
    return {};
  for (const Stmt *S : llvm::reverse(Around.all())) {
    // What std::optional holds is moved out of it by a constructor.
    if (isTransparent(*S) || isPassThrough(*S))
      continue;
    if (const auto *Local = dyn_cast<DeclStmt>(S))
      if (const auto *Names =
              Local->isSingleDecl()
                  ? dyn_cast<DecompositionDecl>(Local->getSingleDecl())
                  : nullptr)
        return unbind(Edits, Tu, *Names);
    const auto *Call = dyn_cast<CallExpr>(S);
    const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
    if (F && F->getIdentifier() && qualifiedName(*F) == "std::get") {
      Whole = Call;
      return {};
    }
    break;
  }
  return "its result is a tuple, and co_await gives the value itself: take the "
         "value out with a structured binding first";
}

} // namespace asyncmend
