//===- single_thread_context.hpp - A thread ---------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_SINGLE_THREAD_CONTEXT_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_SINGLE_THREAD_CONTEXT_HPP

#include <unifex/scheduler_concepts.hpp>

namespace unifex {

namespace _single_thread {
class context {
public:
  struct scheduler {
    _mock::_sender<void> schedule() const noexcept { return {}; }
  };
  context();
  ~context();
  auto get_scheduler() noexcept { return scheduler(); }
};
} // namespace _single_thread
using single_thread_context = _single_thread::context;

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_SINGLE_THREAD_CONTEXT_HPP
