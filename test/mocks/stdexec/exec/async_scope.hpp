//===- async_scope.hpp - Background senders that are waited for --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_ASYNC_SCOPE_HPP
#define MOCKS_STDEXEC_EXEC_ASYNC_SCOPE_HPP

#include <stdexec/execution.hpp>

namespace experimental::execution {

struct async_scope {
  async_scope() noexcept {}
  ~async_scope() {}
  [[nodiscard]] auto on_empty() const {
    return stdexec::__mock::__sender<void>();
  }
  template <stdexec::sender S> void spawn(S &&) {}
  template <stdexec::sender S> [[nodiscard]] auto spawn_future(S &&) {
    return stdexec::__mock::__sender<stdexec::__mock::value_t<S>>();
  }
  bool request_stop() noexcept { return false; }
};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_ASYNC_SCOPE_HPP
