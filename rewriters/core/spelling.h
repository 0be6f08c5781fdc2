//===- spelling.h - The shortest name that is valid at a place --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_SPELLING_H
#define ASYNCMEND_CORE_SPELLING_H

#include "core/coroutines.h"
#include "core/walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceLocation.h"
#include <string>

namespace asyncmend {

/// A point in a function at which new code is to be written.
struct Place {
  const clang::FunctionDecl *Function;
  clang::SourceLocation Loc;
  Ancestors Around;
};

/// The name of `Qualified` ("boost::asio::steady_timer") as the code around
/// `At` would spell it: through a using-declaration or -directive, from inside
/// the namespace, by a namespace alias, or in full; with a leading "::" where
/// something else hides its first part. What is not declared yet (its header
/// is still to be included) is spelled below its innermost known namespace.
std::string spell(llvm::StringRef Qualified, const Place &At,
                  const clang::ASTContext &Context);

/// Applies `spell` to each qualified name in a piece of code.
std::string spellAll(llvm::StringRef Code, const Place &At,
                     const clang::ASTContext &Context);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_SPELLING_H
