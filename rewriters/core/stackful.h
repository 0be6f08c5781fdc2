//===- stackful.h - Coroutines with a stack of their own --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_STACKFUL_H
#define ASYNCMEND_CORE_STACKFUL_H

#include "core/profile-text.h"
#include "llvm/ADT/StringSet.h"

namespace asyncmend {

/// How code shows that it runs on a stack of its own (a fiber), where a wait is
/// a plain call: there is no keyword and no return type by which to know.
struct FiberProfile {
  llvm::StringSet<> Params;  ///< Classes of a parameter, the hole {param}.
  llvm::StringSet<> Entries; ///< Functions and classes that run a callable.
  llvm::StringSet<> Bases;   ///< All member functions of classes below these.
  std::string Wait; ///< Waits for {task}, which a coroutine would co_await.

  bool any() const {
    return !Params.empty() || !Entries.empty() || !Bases.empty();
  }
};

FiberProfile readStackful(const nlohmann::json &Profile, const ProfileText &P);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_STACKFUL_H
