//===- dependency-scan.h - Which files a TU reads ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_DEPENDENCY_SCAN_H
#define ASYNCMEND_TOOL_DEPENDENCY_SCAN_H

#include "compile-commands.h"
#include "process-pool.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asyncmend {

/// For each command: does its TU read one of `Paths`? Only `#include` lines and
/// what decides about them are looked at, each header once for all TUs of a
/// process, which costs some hundredths of a parse. One that cannot be scanned
/// counts as one that does. `Overlay` holds texts that count instead of those
/// on disk.
std::vector<bool> readsAny(llvm::ArrayRef<CompileCommand> Commands,
                           const std::set<std::string> &Paths,
                           const std::map<std::string, std::string> &Overlay,
                           unsigned Slots, const JobLimits &Limits);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_DEPENDENCY_SCAN_H
