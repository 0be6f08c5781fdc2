//===- scheduler.hpp - The scheduler: threads, timers and polls --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_SCHEDULER_HPP
#define MOCKS_LIBCORO_CORO_SCHEDULER_HPP

#include <chrono>
#include <coro/expected.hpp>
#include <coro/poll.hpp>
#include <coro/thread_pool.hpp>

namespace coro {

enum timeout_status { no_timeout, timeout };

class scheduler {
public:
  using clock = std::chrono::steady_clock;
  using time_point = clock::time_point;
  class schedule_operation : public detail::mock_awaiter<void> {};
  enum class thread_strategy_t { spawn, manual };
  enum class execution_strategy_t {
    process_tasks_on_thread_pool,
    process_tasks_inline
  };
  struct options {
    thread_strategy_t thread_strategy = thread_strategy_t::spawn;
    std::function<void()> on_io_thread_start_functor = nullptr;
    std::function<void()> on_io_thread_stop_functor = nullptr;
    thread_pool::options pool;
    execution_strategy_t execution_strategy =
        execution_strategy_t::process_tasks_on_thread_pool;
  };

  static auto make_unique() -> std::unique_ptr<scheduler>;
  static auto make_unique(options) -> std::unique_ptr<scheduler>;
  virtual ~scheduler();
  auto process_events(std::chrono::milliseconds = {}) -> std::size_t;

  auto schedule() -> schedule_operation { return {}; }
  auto spawn_detached(coro::task<void> &&) -> bool;
  auto spawn_joinable(coro::task<void> &&) -> coro::task<void>;
  template <typename return_type>
  [[nodiscard]] auto schedule(coro::task<return_type>)
      -> coro::task<return_type> {
    return {};
  }
  template <typename return_type, typename rep, typename period>
  [[nodiscard]] auto schedule(coro::task<return_type>,
                              std::chrono::duration<rep, period>)
      -> coro::task<coro::expected<return_type, timeout_status>> {
    return {};
  }
  template <class rep_type, class period_type>
  [[nodiscard]] auto
  schedule_after(std::chrono::duration<rep_type, period_type>)
      -> coro::task<void> {
    return {};
  }
  [[nodiscard]] auto schedule_at(time_point) -> coro::task<void>;
  [[nodiscard]] auto yield() -> schedule_operation { return {}; }
  template <class rep_type, class period_type>
  [[nodiscard]] auto yield_for(std::chrono::duration<rep_type, period_type>)
      -> coro::task<void> {
    return {};
  }
  [[nodiscard]] auto yield_until(time_point) -> coro::task<void>;
  [[nodiscard]] auto poll(int, coro::poll_op, std::chrono::milliseconds = {})
      -> coro::task<poll_status>;
  auto shutdown() noexcept -> void;
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_SCHEDULER_HPP
