//===- await-query.h - What may be awaited where ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_AWAIT_QUERY_H
#define ASYNCMEND_CORE_AWAIT_QUERY_H

#include "core/coroutines.h"
#include "clang/AST/Type.h"

namespace clang {
class Sema;
}

namespace asyncmend {

/// Does work of this type run before it is awaited?
enum class Start { Lazy, Eager, Unknown };

/// Answers by asking Sema, the way `co_await` itself would: through the
/// promise's await_transform, a member or free operator co_await, and the
/// awaiter's three members. Clang's diagnostics are silenced meanwhile.
class AwaitQuery {
public:
  explicit AwaitQuery(clang::Sema &S) : S(S) {}

  /// May `co_await` stand before a prvalue of type `T` in coroutine `C`? False
  /// in the pattern of a template, where nobody can know.
  bool isAwaitable(const Coroutine &C, clang::QualType T) const;

  /// From the type's promise: initial_suspend() returning suspend_always means
  /// lazy, suspend_never eager.
  Start startOf(clang::QualType T) const;

private:
  clang::Sema &S;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_AWAIT_QUERY_H
