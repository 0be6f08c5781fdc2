//===- layout.h - Statements and the lines they stand on --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LAYOUT_H
#define ASYNCMEND_CORE_LAYOUT_H

#include "core/tu-model.h"
#include "clang/AST/Stmt.h"
#include <optional>
#include <string>

namespace asyncmend {

/// What belongs to a statement in its file.
struct Extent {
  Span Code; ///< From its first token to its semicolon or brace.
  /// With its comments: those that end on its last line, and those on lines of
  /// their own directly above it. Where nothing else stands on these lines, all
  /// of them, the last line's end included.
  Span Whole;
  bool OwnLines = false; ///< Is `Whole` made of whole lines?
};

/// Nothing where the statement comes out of a macro or its end is not found.
std::optional<Extent> extentOf(const TuModel &Tu, const clang::Stmt &S);

/// The blanks that the line of `Loc` begins with.
std::string indentAt(const TuModel &Tu, clang::SourceLocation Loc);

/// One step of indentation of the file of `Loc`: a tab or some spaces, as most
/// of its lines have it.
std::string indentStep(const TuModel &Tu, clang::SourceLocation Loc);

/// `Text`, whose lines begin with `Old`, with `New` in its place: what moving
/// a piece of code to another depth takes. The first line is left alone if it
/// has no indentation. Nothing where a raw string or a comment that spans lines
/// would change.
std::optional<std::string> reindent(llvm::StringRef Text, llvm::StringRef Old,
                                    llvm::StringRef New);

/// The bytes of `S` in its file.
llvm::StringRef textOf(const TuModel &Tu, clang::SourceLocation InFile,
                       const Span &S);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LAYOUT_H
