//===- client-temporary.h - Clients without a name --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CLIENT_TEMPORARY_H
#define ASYNCMEND_CORE_CLIENT_TEMPORARY_H

#include "core/client-hoist.h"

namespace asyncmend {

/// `tcp::resolver(ex).resolve(host, port)` in a loop: a client that is built
/// for one call.
struct ClientTemporary {
  const Client *Kind = nullptr;
  const clang::Expr *Object = nullptr; ///< `tcp::resolver(ex)`
  const clang::CallExpr *Call = nullptr;
  std::vector<const clang::Stmt *> Stack;
  bool OfPeer = false;

  explicit operator bool() const { return Kind; }
};

/// Nothing where `S` is no such call in a loop.
ClientTemporary temporaryAt(const TuModel &Tu, const clang::Stmt &S,
                            const Ancestors &Around);

/// Gives it a name before the outermost loop that it does not hang on.
llvm::Expected<Fix> nameBeforeLoop(const TuModel &Tu, const FunctionBody &F,
                                   const Locals &Known, FreshNames &Fresh,
                                   ClientTemporary &Temporary);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLIENT_TEMPORARY_H
