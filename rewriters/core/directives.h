//===- directives.h - Code under #if ----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The AST knows one configuration of a file only. A fix that moves code must
// not break the others, whose text stands between the same lines.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_DIRECTIVES_H
#define ASYNCMEND_CORE_DIRECTIVES_H

#include "core/tu-model.h"
#include "clang/AST/Stmt.h"
#include <optional>
#include <vector>

namespace asyncmend {

/// The parts of `S` that stand between an `#if` and its `#endif`, whichever of
/// its branches is compiled. Nothing where a condition begins or ends within
/// `S` but not both.
std::optional<std::vector<Span>> conditionalParts(const TuModel &Tu,
                                                  const clang::Stmt &S);

/// Is the offset in one of the parts?
bool isInside(llvm::ArrayRef<Span> Parts, unsigned Offset);

/// Does the text of one of the parts have `Word` in it?
bool mentions(const TuModel &Tu, const clang::Stmt &InFile,
              llvm::ArrayRef<Span> Parts, llvm::StringRef Word);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_DIRECTIVES_H
