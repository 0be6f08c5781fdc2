//===- plan.h - Which TU is looked at how -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_PLAN_H
#define ASYNCMEND_TOOL_PLAN_H

#include "analysis.h"
#include "config.h"
#include <deque>

namespace asyncmend {

/// Every TU with the options that its configuration makes; those of equal
/// configuration share them.
struct Plan {
  std::vector<PlannedTu> Tus;
  std::deque<ProfileSet> Profiles; ///< What `Workers` point into.
  std::deque<WorkerOptions> Workers;
};

llvm::Expected<Plan> makePlan(std::vector<CompileCommand> Commands,
                              ConfigFinder &Configs,
                              std::vector<LineFilterEntry> Lines);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_PLAN_H
