//===- remaining.h - A report of what --fix has left ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_OUTPUT_REMAINING_H
#define ASYNCMEND_TOOL_OUTPUT_REMAINING_H

#include "report.h"

namespace asyncmend {

/// A report in terms of the files as they are: where changes were applied, the
/// findings that they mended are gone, and all others stand where they have
/// come to. An offer that touches what was changed is none any more. Without
/// applied changes, a copy.
Report remaining(const Report &R);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_OUTPUT_REMAINING_H
