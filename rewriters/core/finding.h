//===- finding.h - What a rewriter reports, as plain data -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Findings and fixes hold no pointer into an AST and no SourceLocation, so
// they outlive the translation unit (TU) and can cross a process boundary.
// Every offset and length counts bytes of the file as it was parsed, a byte
// order mark and carriage returns included. Every path is absolute and free of
// symbolic links.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FINDING_H
#define ASYNCMEND_CORE_FINDING_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <cstdint>
#include <string>
#include <vector>

namespace asyncmend {

/// Who may apply a fix: `--fix` (Safe), `--fix --unsafe-fixes` (Unsafe), or a
/// reader by hand (Suggestion).
enum class Safety { Safe, Unsafe, Suggestion };

enum class Severity { Info, Warning, Error };

/// A range of bytes in one file.
struct Span {
  std::string Path;
  uint32_t Offset = 0;
  uint32_t Length = 0;

  uint32_t end() const { return Offset + Length; }
  bool operator==(const Span &) const = default;
  auto operator<=>(const Span &) const = default;
};

/// Replaces the bytes of `Where` by `Text`. Line ends in `Text` are '\n'; they
/// take the form of the file when the edit is applied.
struct Edit {
  Span Where;
  std::string Text;

  bool operator==(const Edit &) const = default;
  auto operator<=>(const Edit &) const = default;
};

/// Asks for `#include <Header>` (or "Header" when not Angled) in file `Path`.
struct IncludeEdit {
  std::string Path;
  std::string Header;
  bool Angled = true;
  /// For a header of asyncmend's runtime its name below the runtime directory:
  /// it stands behind the framework's own includes, and may have to be copied
  /// into the user's tree.
  std::string Runtime = {};

  bool operator==(const IncludeEdit &) const = default;
  auto operator<=>(const IncludeEdit &) const = default;
};

struct Note {
  std::string Message;
  Span Where;

  bool operator==(const Note &) const = default;
};

/// One atomic set of edits: all of it is applied, or none.
struct Fix {
  std::string Title;
  Safety Level = Safety::Safe;
  std::vector<Edit> Edits;
  std::vector<IncludeEdit> Includes;

  bool operator==(const Fix &) const = default;
};

struct Finding {
  std::string Rule; ///< The slug, without the prefix "asyncmend-".
  std::string Message;
  Severity Level = Severity::Warning;
  Span Where; ///< The one place this finding is reported at.
  std::vector<Note> Notes;
  std::vector<Fix> Fixes; ///< At most one is ever applied: the first.
  std::string WhyNoFix;   ///< Never empty where Fixes is empty.
  /// Of the innermost function around it, as far as it is known: what stands
  /// before the body, and the body with its braces.
  Span Head, Body;
  /// Keys of functions whose bodies this TU does not hold: there is nothing to
  /// report where the other TUs show that none of them can fail.
  std::vector<std::string> IfFails = {};
  /// The id of the profile whose coroutine this is in; empty where none is
  /// known.
  std::string FrameworkId;

  bool operator==(const Finding &) const = default;
};

/// The order of reports: path, offset, rule, message.
bool operator<(const Finding &A, const Finding &B);

llvm::StringRef toString(Safety S);
llvm::StringRef toString(Severity S);

llvm::json::Value toJSON(const Span &S);
llvm::json::Value toJSON(const Edit &E);
llvm::json::Value toJSON(const IncludeEdit &I);
llvm::json::Value toJSON(const Note &N);
llvm::json::Value toJSON(const Fix &F);
llvm::json::Value toJSON(const Finding &F);

bool fromJSON(const llvm::json::Value &V, Span &S, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Edit &E, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, IncludeEdit &I, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Note &N, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Fix &F, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Finding &F, llvm::json::Path P);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FINDING_H
