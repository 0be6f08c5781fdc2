//===- timed_thread_scheduler.hpp - A thread with timers --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_TIMED_THREAD_SCHEDULER_HPP
#define MOCKS_STDEXEC_EXEC_TIMED_THREAD_SCHEDULER_HPP

#include <chrono>
#include <exec/timed_scheduler.hpp>

namespace experimental::execution {

class timed_thread_scheduler {
public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = time_point::duration;
  time_point now() const noexcept { return {}; }
  stdexec::__mock::__sender<void> schedule() const noexcept { return {}; }
  stdexec::__mock::__sender<void> schedule_after(duration) const noexcept {
    return {};
  }
  stdexec::__mock::__sender<void> schedule_at(time_point) const noexcept {
    return {};
  }
};

class timed_thread_context {
public:
  timed_thread_context();
  ~timed_thread_context();
  timed_thread_scheduler get_scheduler() noexcept { return {}; }
};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_TIMED_THREAD_SCHEDULER_HPP
