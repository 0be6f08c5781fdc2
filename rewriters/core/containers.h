//===- containers.h - What containers call their members --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CONTAINERS_H
#define ASYNCMEND_CORE_CONTAINERS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSwitch.h"

namespace asyncmend {

/// Does the member function of that name put its argument into a container?
inline bool addsToContainer(llvm::StringRef Member) {
  return llvm::StringSwitch<bool>(Member)
      .Cases("push_back", "emplace_back", "emplace", "insert", true)
      .Cases("push", "push_front", "emplace_front", "try_emplace", true)
      .Case("insert_or_assign", true)
      .Default(false);
}

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CONTAINERS_H
