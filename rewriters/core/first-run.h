//===- first-run.h - What makes tasks run in plain code ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FIRST_RUN_H
#define ASYNCMEND_CORE_FIRST_RUN_H

#include "core/finding.h"
#include "core/spawns.h"
#include "core/tu-model.h"
#include "core/walk.h"
#include "llvm/Support/Error.h"

namespace asyncmend {

/// The name of a local or parameter of `F`, declared before `Site`, on which
/// `Home` can spawn; empty if there is none.
std::string executorInSight(const TuModel &Tu, const FunctionBody &F,
                            const Framework &Home, const clang::Stmt &Site,
                            const Ancestors &Around);

/// The local context of `F` on which `By` spawns, if it is certain that nothing
/// runs it: no member but spawners and getters is used, nobody is given it.
const clang::VarDecl *idleContext(const TuModel &Tu, const FunctionBody &F,
                                  const Spawn &By);

/// Runs the context before the end of the block that the spawn stands in.
llvm::Expected<Fix> runContext(const TuModel &Tu, const FunctionBody &F,
                               const clang::VarDecl &Context, const Spawn &By,
                               const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FIRST_RUN_H
