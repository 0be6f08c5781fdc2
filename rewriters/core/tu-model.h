//===- tu-model.h - All that a rewriter may see of one TU -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_TU_MODEL_H
#define ASYNCMEND_CORE_TU_MODEL_H

#include "core/await-query.h"
#include "core/coroutines.h"
#include "core/includes.h"
#include "core/profile.h"
#include "core/settings.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <optional>
#include <string>

namespace clang {
class CompilerInstance;
class Preprocessor;
} // namespace clang

namespace asyncmend {

/// Alive from the end of parsing until the last rewriter has run.
class TuModel {
public:
  TuModel(clang::CompilerInstance &CI, const ProfileSet &Profiles,
          const IncludeGraph &Includes, const asyncmend::Settings &Wishes,
          llvm::ArrayRef<clang::SourceLocation> Errors = {});

  clang::ASTContext &ast() const { return Context; }
  const clang::SourceManager &sources() const {
    return Context.getSourceManager();
  }
  const clang::LangOptions &language() const { return Context.getLangOpts(); }
  const ProfileSet &profiles() const { return Profiles; }
  const IncludeGraph &includes() const { return Includes; }
  const AwaitQuery &awaits() const { return Awaits; }
  const asyncmend::Settings &settings() const { return Wishes; }

  /// Patterns of templates come before their instantiations.
  llvm::ArrayRef<Coroutine> coroutines() const { return Index.coroutines(); }
  /// Coroutines and plain functions, lambdas included, in the same order.
  llvm::ArrayRef<FunctionBody> functions() const { return Index.all(); }

  /// Value of the framework's version macro, which the TU need not have seen:
  /// only umbrella headers include it. 0 where there is none.
  unsigned version(const Framework &F) const;

  /// Does an entry of `F` that holds for `Versions` hold in this TU?
  bool fits(const Framework &F, const VersionRange &Versions) const;

  /// The first of `Texts` that holds in this TU; null where none does.
  const VersionedText *
  firstThatFits(const Framework &F,
                const std::vector<VersionedText> &Texts) const;

  /// The source bytes of `Range`, whose end is that of its last token. Nothing
  /// where it does not lie in one file in one piece; an argument that is wholly
  /// one macro gives the macro's name.
  std::optional<llvm::StringRef> text(clang::SourceRange Range) const;

  /// Has the compiler reported an error in `Range`? What stands there may be
  /// missing from the AST.
  bool hasErrorsIn(clang::SourceRange Range) const;

  /// Where `Loc` is reported: for something inside a macro, its use.
  clang::SourceLocation place(clang::SourceLocation Loc) const;

  /// The bytes of `Range` as reported, at least one token wide.
  Span span(clang::SourceRange Range) const;

  /// Absolute, symbolic links resolved; empty for no real file.
  std::string path(clang::SourceLocation Loc) const;

  unsigned line(clang::SourceLocation Loc) const;

  /// What `#include "…"` in the file `From` says for the file `Header`, both
  /// absolute: relative to the nearest directory of the include path that
  /// holds it, else to `From`.
  std::string includeName(llvm::StringRef Header, llvm::StringRef From) const;

private:
  clang::ASTContext &Context;
  clang::Preprocessor &PP;
  const ProfileSet &Profiles;
  const IncludeGraph &Includes;
  const asyncmend::Settings &Wishes;
  llvm::ArrayRef<clang::SourceLocation> Errors; ///< In files, no macros.
  FunctionIndex Index;
  AwaitQuery Awaits;
  mutable llvm::DenseMap<const clang::FileEntry *, std::string> RealPaths;
  mutable std::map<std::string, unsigned> Versions;
  mutable std::map<std::string, bool> Declared; ///< By qualified name.
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_TU_MODEL_H
