//===- static_thread_pool.hpp - A pool of threads ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_STATIC_THREAD_POOL_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_STATIC_THREAD_POOL_HPP

#include <cstdint>
#include <unifex/scheduler_concepts.hpp>

namespace unifex {

namespace _static_thread_pool {
class context {
public:
  class scheduler {
  public:
    _mock::_sender<void> schedule() const noexcept { return {}; }
  };
  context();
  explicit context(std::uint32_t ThreadCount);
  ~context();
  scheduler get_scheduler() noexcept { return {}; }
  void request_stop() noexcept;
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_STATIC_THREAD_POOL_HPP
