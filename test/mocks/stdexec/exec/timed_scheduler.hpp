//===- timed_scheduler.hpp - Scheduling later -------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_TIMED_SCHEDULER_HPP
#define MOCKS_STDEXEC_EXEC_TIMED_SCHEDULER_HPP

#include <stdexec/execution.hpp>

namespace experimental::execution {

struct now_t {
  template <class S> auto operator()(const S &Sched) const noexcept {
    return Sched.now();
  }
};
inline constexpr now_t now{};

struct schedule_after_t {
  template <class S, class D>
  auto operator()(S &&Sched, const D &Duration) const {
    return Sched.schedule_after(Duration);
  }
};
inline constexpr schedule_after_t schedule_after{};

struct schedule_at_t {
  template <class S, class T> auto operator()(S &&Sched, const T &Time) const {
    return Sched.schedule_at(Time);
  }
};
inline constexpr schedule_at_t schedule_at{};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_TIMED_SCHEDULER_HPP
