//===- walk.h - Walking the statements that somebody wrote ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_WALK_H
#define ASYNCMEND_CORE_WALK_H

#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace asyncmend {

/// The statements around the one being visited, outermost first. Parents are
/// never looked up: inside coroutines Clang's parent map is ambiguous, since
/// one operand hangs below several synthetic calls.
class Ancestors {
public:
  explicit Ancestors(llvm::ArrayRef<const clang::Stmt *> Stack)
      : Stack(Stack) {}

  llvm::ArrayRef<const clang::Stmt *> all() const { return Stack; }

  /// The next statement outwards that is no implicit wrapper and no
  /// parenthesis; null at the coroutine's body.
  const clang::Stmt *parent() const;

  /// The ancestors of the ancestor at position `Index` of all().
  Ancestors before(size_t Index) const {
    return Ancestors(Stack.take_front(Index));
  }

  template <typename T> const T *enclosing() const {
    for (const clang::Stmt *S : llvm::reverse(Stack))
      if (const auto *Found = llvm::dyn_cast<T>(S))
        return Found;
    return nullptr;
  }

private:
  llvm::ArrayRef<const clang::Stmt *> Stack;
};

using WalkVisitor =
    llvm::function_ref<void(const clang::Stmt &, const Ancestors &)>;

/// Visits `Root` and everything below it that is spelled in the source and that
/// runs as part of the same function: bodies of lambdas and local classes,
/// default arguments and unevaluated operands are left out, synthetic
/// coroutine code too. Outer statements come before inner ones.
void walkSpelled(const clang::Stmt &Root, WalkVisitor Visit);

/// What `walkSpelled` descends into, in order of the source.
llvm::SmallVector<const clang::Stmt *> spelledChildren(const clang::Stmt &S);

/// True for wrappers that have no spelling of their own: implicit casts,
/// temporaries, clean-ups, parentheses.
bool isTransparent(const clang::Stmt &S);

/// Removes such wrappers from the outside of `E`.
const clang::Expr &ignoreTransparent(const clang::Expr &E);

/// The outermost expression around `E`: what its temporaries live as long as.
const clang::Expr &fullExpression(const clang::Expr &E,
                                  const Ancestors &Around);

/// `E` with the parentheses around it, if there are any.
const clang::Expr &withParentheses(const clang::Expr &E,
                                   const Ancestors &Around);

/// Is the value of `E` thrown away? As a statement of its own, as the step of
/// a `for`, left of a comma, or as the branch of a conditional whose value is.
bool isDiscarded(const clang::Expr &E, const Ancestors &Around);

/// Is `E` (but for wrappers) a statement of its own?
bool isFullStatement(const clang::Expr &E, const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_WALK_H
