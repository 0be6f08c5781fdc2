//===- io_scheduler.hpp - The scheduler's name in older releases --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_IO_SCHEDULER_HPP
#define MOCKS_LIBCORO_CORO_IO_SCHEDULER_HPP

#include <coro/scheduler.hpp>

namespace coro {

class io_scheduler {
public:
  using time_point = std::chrono::steady_clock::time_point;
  class schedule_operation : public detail::mock_awaiter<void> {};
  struct options {
    thread_pool::options pool;
  };

  static auto make_shared() -> std::shared_ptr<io_scheduler>;
  static auto make_shared(options) -> std::shared_ptr<io_scheduler>;
  virtual ~io_scheduler();
  auto schedule() -> schedule_operation { return {}; }
  auto spawn(coro::task<void> &&) -> bool;
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

#endif // MOCKS_LIBCORO_CORO_IO_SCHEDULER_HPP
