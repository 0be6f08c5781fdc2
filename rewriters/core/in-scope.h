//===- in-scope.h - Objects that code at a place can name -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_IN_SCOPE_H
#define ASYNCMEND_CORE_IN_SCOPE_H

#include "core/rewrites.h"
#include "core/spelling.h"
#include "clang/AST/Decl.h"
#include <optional>
#include <string>

namespace asyncmend {

struct NamedObject {
  const clang::ValueDecl *D = nullptr;
  std::string Self;   ///< Its name.
  std::string Access; ///< With `.` or `->`, as its members are reached.
};

/// The nearest object that `Wanted` describes: locals declared before the
/// place, parameters, what a lambda has captured already, data members. Objects
/// of enclosing functions that are not captured yet are not found: to capture
/// one more would be a decision about lifetimes.
std::optional<NamedObject> objectInScope(const ScopeObject &Wanted,
                                         const Place &At,
                                         const clang::SourceManager &Sources);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_IN_SCOPE_H
