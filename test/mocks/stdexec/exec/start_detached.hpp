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

struct start_detached_t {
  template <stdexec::sender S> void operator()(S &&) const {}
};
inline constexpr start_detached_t start_detached{};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_START_DETACHED_HPP
