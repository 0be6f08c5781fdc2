//===- scope.h - Which TUs a change concerns --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_SCOPE_H
#define ASYNCMEND_TOOL_SCOPE_H

#include "change-source.h"
#include "options.h"

namespace asyncmend {

/// Leaves those of `Commands` whose TU reads a changed file. Says on standard
/// error what the reader of a report could not guess: that nothing is left,
/// that it is the staged text that counts.
void narrow(std::vector<CompileCommand> &Commands, const Changes &Change,
            const Options &O);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_SCOPE_H
