//===- closures.h - Closures of coroutine lambdas ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CLOSURES_H
#define ASYNCMEND_CORE_CLOSURES_H

#include "core/escape.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/Error.h"

namespace asyncmend {

/// A lambda where it is used: written there, or by the name of a local.
struct Closure {
  const clang::LambdaExpr *Lambda = nullptr;
  const clang::VarDecl *Name = nullptr; ///< Null: a temporary.
  const clang::Expr *Spelled = nullptr; ///< The lambda or the name.
  explicit operator bool() const { return Lambda; }
};

/// The closure that `E` is; none for other expressions and for parameters.
Closure closureAt(const clang::Expr &E);

/// The closure that is called by `Call`.
Closure closureCalled(const clang::CallExpr &Call);

/// Captures that the body uses once the call that made its task is over.
llvm::SmallVector<const clang::LambdaCapture *, 2>
usedCaptures(const TuModel &Tu, const clang::LambdaExpr &L, Start Begins);

/// "'x'" or "'this'".
std::string nameOf(const clang::LambdaCapture &C);

/// Those of `Captures` that are references to locals which die before `Task`.
llvm::SmallVector<const clang::LambdaCapture *, 2>
deadReferences(const TuModel &Tu, const FunctionBody &F,
               llvm::ArrayRef<const clang::LambdaCapture *> Captures,
               const Escape &Task);

/// Gives the spawner the closure, which it keeps, instead of the task.
llvm::Expected<Fix> passClosure(const TuModel &Tu, const FunctionBody &F,
                                const Closure &C, const clang::CallExpr &Call,
                                const Escape &Task);

/// Has the framework's function call the closure of `C`, which is called on the
/// spot: the task that it returns keeps the closure. `How` says what it is.
llvm::Expected<Fix> keepClosure(const TuModel &Tu, const FunctionBody &F,
                                const Framework &Home, const CallRewrite &How,
                                const clang::CallExpr &Call,
                                const Ancestors &Around);

/// Makes parameters of the captures, which a coroutine keeps.
llvm::Expected<Fix> capturesToParameters(const TuModel &Tu, const Closure &C,
                                         const clang::CallExpr &Call);

/// Is the end of the task waited for before the statement ends: by `co_await`,
/// or by `.get()` where code has a stack of its own?
bool waitsInStatement(const Ancestors &Around);

/// A call that does not keep the function it is given until its task is done.
struct LentTo {
  const Framework *Home = nullptr;
  std::string Name;
  bool Drops = false;   ///< It destroys the function that it was given.
  bool Awaited = false; ///< In the same statement.
};

/// Nothing where the function lives long enough.
std::optional<LentTo> lentTo(const TuModel &Tu, const clang::CallExpr &Call,
                             const Ancestors &Around);

/// Makes the closure last until the end of the statement.
llvm::Expected<Fix> keepFunction(const TuModel &Tu, const FunctionBody &F,
                                 const Closure &C, const LentTo &To,
                                 const Ancestors &Around);

/// Captures by copy what dies first.
llvm::Expected<Fix>
captureByCopy(const TuModel &Tu, const clang::LambdaExpr &L,
              llvm::ArrayRef<const clang::LambdaCapture *> Dead);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLOSURES_H
