//===- hoist.h - Moving statements out of their block or loop ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_HOIST_H
#define ASYNCMEND_CORE_HOIST_H

#include "core/edit-builder.h"
#include "core/walk.h"
#include <map>
#include <set>
#include <string>

namespace asyncmend {

/// The place above a loop, in the block that the loop stands in.
struct HoistTarget {
  const clang::Stmt *Loop = nullptr;
  const clang::CompoundStmt *Block = nullptr;
  std::vector<const clang::Stmt *> Stack; ///< Around the loop.
  std::string Why; ///< Why no statement can be put there; empty if it can.
};

/// Refused: a loop that is the body of an `if` or of another loop without
/// braces, one in a `switch` case or below a label, since a declaration there
/// would belong to something else or could be jumped over.
HoistTarget targetAbove(const TuModel &Tu, const FunctionBody &F,
                        const clang::Stmt &Loop, const Ancestors &Around);

/// Why `S` cannot be written above the loop with the same meaning; empty if it
/// can. Names that only the loop's blocks declare (types, aliases,
/// using-directives) keep it in.
std::string whyBound(const TuModel &Tu, const HoistTarget &To,
                     const clang::Stmt &S, const Ancestors &Around);

/// Gives each variable that moves a name which means nothing else where it
/// comes to stand.
class FreshNames {
public:
  FreshNames(const TuModel &Tu, const FunctionBody &F) : Tu(Tu), F(F) {}

  /// The old name where it will do. Another one where the target's block
  /// declares that name too, or speaks of another thing by it.
  std::string forMoved(const clang::VarDecl &Var, const HoistTarget &To);

  /// `Wanted`, or that with a number behind it.
  std::string fresh(llvm::StringRef Wanted);

private:
  bool clashes(const clang::VarDecl &Var, const HoistTarget &To) const;
  std::set<std::string> &words();

  const TuModel &Tu;
  const FunctionBody &F;
  std::set<std::string> Words; ///< Every identifier of the function.
  std::set<std::pair<const clang::CompoundStmt *, std::string>> Taken;
};

/// New names of variables that are in use.
using Renames = std::map<const clang::VarDecl *, std::string>;

/// The lines of `S` with its comments, without indentation and with the new
/// names. Nothing where they cannot be had.
std::optional<std::string> movedText(const TuModel &Tu, const clang::Stmt &S,
                                     const Renames &Names);

/// Takes statements away. `Tidy`: with the blank lines that would be left at
/// the head or the end of a block, or beside another one, when `Others`
/// are taken away as well.
void takeAway(EditBuilder &Edits, const TuModel &Tu,
              llvm::ArrayRef<const clang::Stmt *> Statements, bool Tidy = true,
              llvm::ArrayRef<const clang::Stmt *> Others = {});

/// Does the source separate `S` from the line above it and its comments?
bool hasBlankLineAbove(const TuModel &Tu, const clang::Stmt &S);

/// Renames what is named in `Scope`, except in `Moved` statements.
void rename(EditBuilder &Edits, const TuModel &Tu, const clang::Stmt &Scope,
            const Renames &Names, llvm::ArrayRef<const clang::Stmt *> Moved);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_HOIST_H
