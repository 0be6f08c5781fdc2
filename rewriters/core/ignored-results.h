//===- ignored-results.h - Results that nobody looks at ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_IGNORED_RESULTS_H
#define ASYNCMEND_CORE_IGNORED_RESULTS_H

#include "core/tu-model.h"
#include <vector>

namespace asyncmend {

/// A call of a C function whose result alone tells how it went.
struct IgnoredResult {
  const clang::CallExpr *Call = nullptr;
  const CheckedCall *Kind = nullptr;
};

/// Those of one function whose result is dropped or kept in a variable that
/// nothing reads. Not found: `(void)`, handles that are no locals of the
/// function (they may be set up elsewhere), functions that ask for the outcome
/// by one of the profile's settings.
std::vector<IgnoredResult> ignoredResults(const TuModel &Tu,
                                          const FunctionBody &F);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_IGNORED_RESULTS_H
