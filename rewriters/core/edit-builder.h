//===- edit-builder.h - The only way to make an edit ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_EDIT_BUILDER_H
#define ASYNCMEND_CORE_EDIT_BUILDER_H

#include "core/layout.h"
#include "core/tu-model.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace asyncmend {

/// Collects the edits of one fix. Every refusal that has to do with where text
/// may be changed lives here, so that no rewriter knows about macros, system
/// headers or generated files. The first refusal becomes the error of done().
class EditBuilder {
public:
  explicit EditBuilder(const TuModel &Tu) : Tu(Tu) {}

  /// Why the text of `Range` may not be changed; empty if it may.
  std::string whyNotEditable(clang::SourceRange Range) const;

  /// Replaces the tokens of `Range`.
  EditBuilder &replace(clang::SourceRange Range, llvm::StringRef Text);

  /// Puts `Before` in front of `E` by replacing its first token, so that the
  /// same edit made twice stays one edit.
  EditBuilder &prefix(const clang::Expr &E, llvm::StringRef Before);

  /// Puts text around `E`, as one replacement.
  EditBuilder &wrap(const clang::Expr &E, llvm::StringRef Before,
                    llvm::StringRef After);

  /// Takes a whole statement away, with its comments and, where nothing else
  /// stands on them, its lines.
  EditBuilder &remove(const clang::Stmt &S);

  /// Puts lines of code (without indentation, each with its line end) above the
  /// lines of `Anchor` and its comments, indented like it. What several fixes
  /// insert above one anchor comes in the order of their findings.
  EditBuilder &insertAbove(const clang::Stmt &Anchor, llvm::StringRef Lines);

  /// The same below the lines of `Anchor`.
  EditBuilder &insertBelow(const clang::Stmt &Anchor, llvm::StringRef Lines);

  /// Puts such lines at the start of a block that is not empty, indented like
  /// its first statement.
  EditBuilder &insertAtStart(const clang::CompoundStmt &Block,
                             llvm::StringRef Lines);

  /// Replaces bytes that the caller has measured, with no look at tokens.
  EditBuilder &replaceBytes(clang::SourceLocation InFile, const Span &Where,
                            llvm::StringRef Text);

  /// Adds the includes that the file of `Where` lacks. A runtime header is
  /// spelled as the user's runtime mode wants it.
  EditBuilder &include(clang::SourceLocation Where, const HeaderNeeds &Needs,
                       llvm::ArrayRef<std::string> Umbrellas);

  /// Gives up, for a reason of the rewriter's own.
  EditBuilder &refuse(const llvm::Twine &Why);

  /// In RuntimeMode::None a fix that needs a runtime header is a suggestion.
  llvm::Expected<Fix> done(Safety Level, std::string Title) &&;

private:
  EditBuilder &add(clang::SourceLocation InFile, Edit E);
  EditBuilder &insertLines(const clang::Stmt &Anchor, bool Above,
                           llvm::StringRef Lines);
  IncludeEdit runtimeInclude(const std::string &Path,
                             const std::string &Header) const;

  const TuModel &Tu;
  Fix Result;
  std::string RuntimeHeader; ///< One that the fix needs.
  std::string Refusal;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_EDIT_BUILDER_H
