//===- thread_pool.hpp - A pool of threads ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_THREAD_POOL_HPP
#define MOCKS_LIBCORO_CORO_THREAD_POOL_HPP

#include <chrono>
#include <coro/task.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>

namespace coro {

class thread_pool {
public:
  struct options {
    uint32_t thread_count = 1;
    std::function<void(std::size_t)> on_thread_start_functor = nullptr;
    std::function<void(std::size_t)> on_thread_stop_functor = nullptr;
  };
  class schedule_operation : public detail::mock_awaiter<void> {};

  static auto make_unique() -> std::unique_ptr<thread_pool>;
  static auto make_unique(options) -> std::unique_ptr<thread_pool>;
  virtual ~thread_pool();
  [[nodiscard]] auto schedule() -> schedule_operation { return {}; }
  auto spawn_detached(coro::task<void> &&) noexcept -> bool;
  auto spawn_joinable(coro::task<void> &&) noexcept -> coro::task<void>;
  template <typename return_type>
  [[nodiscard]] auto schedule(coro::task<return_type>)
      -> coro::task<return_type> {
    return {};
  }
  [[nodiscard]] auto yield() -> schedule_operation { return {}; }
  auto shutdown() noexcept -> void;
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_THREAD_POOL_HPP
