//===- refusal.h - Why there is no fix --------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_REFUSAL_H
#define ASYNCMEND_CORE_REFUSAL_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace asyncmend {

/// The reason why there is no fix, in place of one.
inline llvm::Error no(const llvm::Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
}

} // namespace asyncmend

#endif // ASYNCMEND_CORE_REFUSAL_H
