//===- naming.h - Names in the style of the code around ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_NAMING_H
#define ASYNCMEND_CORE_NAMING_H

#include "core/coroutines.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncmend {

/// `Words`, separated by underscores ("max_in_flight"), as the function would
/// write it: "maxInFlight" where more of its own name, its parameters and its
/// locals are in camelCase than in snake_case.
std::string inStyleOf(const FunctionBody &F, llvm::StringRef Words);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_NAMING_H
