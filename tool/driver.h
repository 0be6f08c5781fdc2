//===- driver.h - From options to a report ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_DRIVER_H
#define ASYNCMEND_TOOL_DRIVER_H

#include "options.h"

namespace asyncmend {

/// Does what the options say: analyses, verifies, prints, applies. Returns the
/// exit code: 0 clean, 1 findings are left, 2 a TU could not be analysed. An
/// error (usage, database, a file that cannot be written) is one sentence and
/// means exit code 2; nothing has been written then.
llvm::Expected<int> runAsyncmend(const Options &O);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_DRIVER_H
