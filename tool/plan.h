//===- plan.h - Which TU is looked at how -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_PLAN_H
#define ASYNCMEND_TOOL_PLAN_H

#include "analysis.h"
#include "change-source.h"
#include "config.h"
#include <deque>
#include <optional>
#include <set>

namespace asyncmend {

/// Every TU with the options that its configuration makes; those of equal
/// configuration share them.
struct Plan {
  std::vector<PlannedTu> Tus;
  std::deque<ProfileSet> Profiles; ///< What `Workers` point into.
  std::deque<WorkerOptions> Workers;
  std::set<std::string> Baselines; ///< That the configurations name; paths.
};

/// With `Change`, changed headers are reported where no --header-filter says
/// which are, and what git has staged counts instead of what is on disk.
llvm::Expected<Plan> makePlan(std::vector<CompileCommand> Commands,
                              ConfigFinder &Configs,
                              std::vector<LineFilterEntry> Lines,
                              const std::optional<Changes> &Change);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_PLAN_H
