//===- call-facts.h - Whom a function calls ---------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CALL_FACTS_H
#define ASYNCMEND_CORE_CALL_FACTS_H

#include "core/program.h"
#include "core/sink.h"
#include "core/tu-model.h"

namespace asyncmend {

/// A name of `F` that is the same in every TU; a lambda's is not, nor need it
/// be.
std::string keyOf(const TuModel &Tu, const clang::FunctionDecl &F);

/// What `F` calls and where it blocks, constructors included. Functions are
/// joined over TUs by USR. Calls whose target only the run decides (a virtual
/// function that may be overridden, a pointer, a function object) are in
/// `Unknown`. Functions of system headers are nobody's concern: what of them
/// blocks is known by name.
FunctionFacts factsOf(const TuModel &Tu, const FindingSink &Sink,
                      const FunctionBody &F);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CALL_FACTS_H
