//===- setup-hint.h - Frameworks that lack coroutines -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_SETUP_HINT_H
#define ASYNCMEND_CORE_SETUP_HINT_H

#include "core/tu-model.h"
#include <string>

namespace asyncmend {

/// For a TU that does not compile: what the first profile says whose framework
/// is included without what the profile is about. Empty where there is none.
std::string setupHint(const TuModel &Tu);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_SETUP_HINT_H
