//===- single_thread_context.hpp - A thread ---------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_SINGLE_THREAD_CONTEXT_HPP
#define MOCKS_STDEXEC_EXEC_SINGLE_THREAD_CONTEXT_HPP

#include <stdexec/execution.hpp>

namespace experimental::execution {

class single_thread_context {
public:
  single_thread_context();
  ~single_thread_context();
  auto get_scheduler() noexcept { return stdexec::run_loop::scheduler(); }
};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_SINGLE_THREAD_CONTEXT_HPP
