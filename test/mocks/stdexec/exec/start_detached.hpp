//===- start_detached.hpp - A sender that nobody waits for ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_START_DETACHED_HPP
#define MOCKS_STDEXEC_EXEC_START_DETACHED_HPP

#include <stdexec/execution.hpp>

namespace experimental::execution {

/// A task goes back to the scheduler it was started on, and the receiver here
/// has none: wrap it in stdexec::starts_on().
struct start_detached_t {
  template <stdexec::sender S>
    requires(!requires { typename std::remove_cvref_t<S>::__wants_scheduler; })
  void operator()(S &&) const {}
};
inline constexpr start_detached_t start_detached{};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_START_DETACHED_HPP
