//===- process-pool.h - Child processes with limits -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_PROCESS_POOL_H
#define ASYNCMEND_TOOL_PROCESS_POOL_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <vector>

namespace asyncmend {

struct JobLimits {
  unsigned Seconds = 0; ///< Wall clock; 0: none.
  unsigned MiB = 0;     ///< Of memory; 0: none.
};

/// How one child ended.
struct JobOutcome {
  enum Kind { Done, Crashed, TimedOut, OutOfMemory } How = Done;
  std::string Output; ///< What the job returned, when Done.
  std::string Reason; ///< One phrase, when not.
};

/// Runs job 0 … Count-1, each in a forked child, at most `Slots` at a time.
/// A child that crashes, hangs or needs too much memory costs that job and
/// nothing else. The outcomes are in the order of the jobs, whatever order they
/// end in. `Progress` is told after each job how many are done. Must be called
/// from a process with a single thread.
std::vector<JobOutcome> runJobs(size_t Count,
                                llvm::function_ref<std::string(size_t)> Job,
                                unsigned Slots, const JobLimits &Limits,
                                llvm::function_ref<void(size_t)> Progress);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_PROCESS_POOL_H
