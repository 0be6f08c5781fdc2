//===- naming.cpp - Names in the style of the code around -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/naming.h"
#include "core/walk.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

static bool prefersCamelCase(const FunctionBody &F) {
  unsigned Camel = 0, Snake = 0;
  auto Count = [&](StringRef Word) {
    // A member's prefix or suffix says nothing.
    if (Word.trim('_').contains('_'))
      ++Snake;
    else if (!Word.empty() && llvm::isLower(Word[0]) &&
             llvm::any_of(Word, llvm::isUpper))
      ++Camel;
  };
  if (F.Function->getIdentifier())
    Count(F.Function->getName());
  for (const ParmVarDecl *P : F.Function->parameters())
    if (P->getIdentifier())
      Count(P->getName());
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    if (const auto *Locals = dyn_cast<DeclStmt>(&S))
      for (const Decl *D : Locals->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getIdentifier())
          Count(Var->getName());
  });
  return Camel > Snake;
}

std::string inStyleOf(const FunctionBody &F, StringRef Words) {
  if (!prefersCamelCase(F))
    return Words.str();
  std::string Out;
  for (size_t I = 0; I != Words.size(); ++I)
    if (Words[I] != '_')
      Out += I && Words[I - 1] == '_' ? llvm::toUpper(Words[I]) : Words[I];
  return Out;
}

} // namespace asyncmend
