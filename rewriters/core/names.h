//===- names.h - Qualified names as profiles write them ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_NAMES_H
#define ASYNCMEND_CORE_NAMES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Type.h"
#include <cstdint>
#include <optional>
#include <string>

namespace asyncmend {

/// `boost::asio::basic_waitable_timer`: without template arguments, inline and
/// unnamed namespaces. Clang's own printer includes all three.
std::string qualifiedName(const clang::NamedDecl &D);

/// The class, or the class template of a (possibly dependent) specialisation,
/// that the canonical form of `T` names; null for any other type.
const clang::NamedDecl *classOf(clang::QualType T);

/// Template argument `Index` of such a specialisation; null type if none.
clang::QualType templateArgument(clang::QualType T, unsigned Index);

/// The same for an integer, as in `std::ratio<1, 1000>`.
std::optional<int64_t> templateInteger(clang::QualType T, unsigned Index);

/// Qualified name of `classOf(T)`; empty where there is none.
std::string className(clang::QualType T);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_NAMES_H
