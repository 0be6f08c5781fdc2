//===- lookup.h - What a qualified name means in a TU -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LOOKUP_H
#define ASYNCMEND_CORE_LOOKUP_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

namespace asyncmend {

/// The declaration of `Qualified`, of those that overload it any: through
/// inline namespaces, namespace aliases, using-declarations, and into classes
/// and their bases. Null where there is none.
const clang::NamedDecl *lookUp(const clang::ASTContext &Context,
                               llvm::StringRef Qualified);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LOOKUP_H
