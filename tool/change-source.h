//===- change-source.h - Where the change comes from ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_CHANGE_SOURCE_H
#define ASYNCMEND_TOOL_CHANGE_SOURCE_H

#include "changed-lines.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>

namespace asyncmend {

/// Which change findings have to be part of.
struct ChangeRequest {
  enum Kind {
    Everything, ///< No matter.
    Changed,    ///< All since the merge base with `Name`, uncommitted too.
    Staged,     ///< What git's index has and HEAD has not.
    Diff,       ///< What the file `Name` says; `-` is standard input.
  } What = Everything;
  std::string Name;
};

struct Changes {
  ChangedFiles Files;
  /// The index's text of files that the working tree has in another form, for
  /// ChangeRequest::Staged; by path.
  std::map<std::string, std::string> Overlay;
};

/// Asks git in the directory `Here`, or reads the diff. Names in a diff of
/// git are relative to the top of the repository that `Here` is in, or else to
/// `Here`; those in another diff the other way round.
/// Nothing for ChangeRequest::Everything. An error is one sentence: no
/// repository, no such commit, a diff that does not fit the files.
llvm::Expected<std::optional<Changes>> readChanges(const ChangeRequest &Request,
                                                   const std::string &Here);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_CHANGE_SOURCE_H
