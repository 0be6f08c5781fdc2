//===- borrowing.h - What a value refers to ---------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BORROWING_H
#define ASYNCMEND_CORE_BORROWING_H

#include "core/tu-model.h"
#include "clang/AST/ExprCXX.h"

namespace asyncmend {

/// The object behind a reference or a view: a variable, or a temporary of the
/// full expression. Neither where nothing certain is known.
struct Referent {
  const clang::VarDecl *Var = nullptr;
  const clang::Expr *Temporary = nullptr;
  explicit operator bool() const { return Var || Temporary; }
};

/// A class (string_view, span, iterator) or pointer whose values refer to
/// memory that is not theirs.
bool isView(const TuModel &Tu, clang::QualType T);

/// The local `D`, or what it was bound to where it is a reference. A parameter
/// of reference type, a static, a global: who knows.
Referent referentOf(const TuModel &Tu, const clang::ValueDecl &D);

/// What the glvalue (or object) `E` denotes, or is a part of.
Referent referentOf(const TuModel &Tu, const clang::Expr &E);

/// What the view `E` looks into.
Referent viewedBy(const TuModel &Tu, const clang::Expr &E);

/// Is something that `Names` knows by sight named in the body of a coroutine
/// where it may run after the call that made it? All of a lazy task does, of an
/// eager one what follows its first suspension.
bool runsLater(const TuModel &Tu, const clang::Stmt &Body, Start Begins,
               llvm::function_ref<bool(const clang::Stmt &)> Names);

/// Something that a task may look at after the call that made it.
struct Borrowed {
  const clang::Expr *Argument = nullptr;
  const clang::ParmVarDecl *Param = nullptr; ///< Null: the object itself.
  Referent Of;
};

/// What the task that `Call` makes keeps a reference to. Parameters that the
/// visible body never names do not count, nor do those that an eager task uses
/// only before it is first suspended.
llvm::SmallVector<Borrowed, 2>
borrowedBy(const TuModel &Tu, const clang::CallExpr &Call, Start Begins);

/// "the temporary 'x'", "'name'".
std::string describe(const TuModel &Tu, const Referent &R);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BORROWING_H
