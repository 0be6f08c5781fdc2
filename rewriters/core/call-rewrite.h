//===- call-rewrite.h - One call where another should stand -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CALL_REWRITE_H
#define ASYNCMEND_CORE_CALL_REWRITE_H

#include "core/edit-builder.h"
#include "core/fill.h"
#include "core/sink.h"
#include "core/walk.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace asyncmend {

/// A call that a profile tells to write in another way.
struct RewritableCall {
  const CallRewrite *How = nullptr;
  const Framework *Home = nullptr;
  const clang::CallExpr *Call = nullptr;
  const clang::Expr *Object = nullptr;            ///< Of a member function.
  llvm::SmallVector<const clang::Expr *, 4> Args; ///< Those that are written.
  std::string Name;                               ///< Short, for messages.
};

/// The names by which profiles may know the callee, the qualified one first:
/// a function, a member function of the object's class or of one of its bases,
/// a variable that is called.
llvm::SmallVector<std::string, 4> calleeNames(const clang::CallExpr &Call);

/// The object of a member function; the operand of `+task`, where the operator
/// is one.
const clang::Expr *operandOrObject(const clang::CallExpr &Call);

/// The rewrite of `Rule` for `Call` in `F`: one of the framework of `F`, or of
/// any framework where the profile says so.
std::optional<RewritableCall>
rewritable(const TuModel &Tu, const FunctionBody &F, llvm::StringRef Rule,
           const clang::CallExpr &Call, const Ancestors &Around);

/// Writes it anew. Holes beside those of `Filler`: {name} the function's; {obj}
/// {access} the object, and as written with its `.` or `->`; {arg:N} {args}
/// {rest:N} arguments as written, all, and those from N on; {task} the object
/// or else argument 0, moved where it is a variable.
llvm::Expected<Fix> rewriteCall(const TuModel &Tu, const FunctionBody &F,
                                const RewritableCall &R,
                                const Ancestors &Around);

/// Reports all calls of the TU that profiles list under `Rule`, beside what the
/// rule finds by itself.
void reportRewrites(const TuModel &Tu, FindingSink &Sink, llvm::StringRef Rule);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CALL_REWRITE_H
