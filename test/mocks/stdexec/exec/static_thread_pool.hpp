//===- static_thread_pool.hpp - A pool of threads ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_STATIC_THREAD_POOL_HPP
#define MOCKS_STDEXEC_EXEC_STATIC_THREAD_POOL_HPP

#include <cstdint>
#include <stdexec/execution.hpp>

namespace experimental::execution {

struct static_thread_pool {
  struct scheduler {
    stdexec::__mock::__sender<void> schedule() const noexcept { return {}; }
  };
  explicit static_thread_pool(std::uint32_t ThreadCount);
  ~static_thread_pool();
  auto get_scheduler() noexcept -> scheduler { return {}; }
  void request_stop() noexcept;
};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_STATIC_THREAD_POOL_HPP
