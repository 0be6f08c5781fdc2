//===- analysis.h - All TUs, one child process each -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_ANALYSIS_H
#define ASYNCMEND_TOOL_ANALYSIS_H

#include "options.h"
#include "report.h"
#include "verify.h"

namespace asyncmend {

/// What all children together have found.
struct Analysis {
  std::vector<TuStatus> Tus;
  std::vector<std::vector<Finding>> Findings; ///< By TU.
  std::vector<VerifiableTu> Verifiable;       ///< Those that compile.
  SourceMap Sources;                          ///< Files findings point into.
  std::vector<std::string> Warnings;          ///< About compile commands.
  std::vector<Finding> Suppressed; ///< Sorted; each place and rule once.
  unsigned HiddenInHeaders = 0;
};

/// A TU and how it is to be looked at.
struct PlannedTu {
  CompileCommand Command;
  const WorkerOptions *Worker = nullptr;
};

/// Analyses every command. A TU that crashes, hangs, runs out of memory or does
/// not compile is named in `Tus` and costs nothing else; the findings of one
/// that does not compile are kept without their fixes.
Analysis analyzeAll(llvm::ArrayRef<PlannedTu> Tus, const Options &O,
                    llvm::function_ref<void(size_t Done, size_t Of)> Progress);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_ANALYSIS_H
