//===- static_thread_pool.hpp - A pool of threads ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_STATIC_THREAD_POOL_HPP
#define MOCKS_CPPCORO_CPPCORO_STATIC_THREAD_POOL_HPP

#include <coroutine>
#include <cstdint>

namespace cppcoro {

class static_thread_pool {
public:
  static_thread_pool();
  explicit static_thread_pool(std::uint32_t ThreadCount);
  ~static_thread_pool();

  class schedule_operation {
  public:
    schedule_operation(static_thread_pool *) noexcept {}
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    void await_resume() noexcept {}
  };
  std::uint32_t thread_count() const noexcept;
  [[nodiscard]] schedule_operation schedule() noexcept { return {this}; }
};

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_STATIC_THREAD_POOL_HPP
