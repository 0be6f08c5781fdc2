//===- teardown.h - Releases that have to be awaited ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_TEARDOWN_H
#define ASYNCMEND_CORE_TEARDOWN_H

#include "core/flow.h"
#include "core/sink.h"
#include <string>

namespace asyncmend {

/// Reports each local object of `C` that has to be released by an awaited call
/// and is not on some way out.
void checkTeardowns(const TuModel &Tu, FindingSink &Sink, const Coroutine &C);

/// "'Release' is skipped for 'Name' if …", for a message.
std::string describeSkipped(const TuModel &Tu, const std::string &Name,
                            const std::string &Release, const WayOut &Way);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_TEARDOWN_H
