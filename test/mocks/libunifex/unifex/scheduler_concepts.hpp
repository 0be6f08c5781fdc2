//===- scheduler_concepts.hpp - Scheduling, now and later -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_SCHEDULER_CONCEPTS_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_SCHEDULER_CONCEPTS_HPP

#include <chrono>
#include <unifex/any_scheduler.hpp>
#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _schedule {
struct sender : _mock::_sender<void> {};
struct _fn {
  template <typename Scheduler>
  constexpr auto operator()(Scheduler &&S) const noexcept {
    return S.schedule();
  }
  constexpr sender operator()() const noexcept { return {}; }
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule{};

// The objects are members of namespaces that nobody spells.
namespace _schedule_after {
inline const struct _fn {
  template <typename TimeScheduler, typename Duration>
  constexpr auto operator()(TimeScheduler &&S, Duration &&D) const noexcept {
    return S.schedule_after(static_cast<Duration &&>(D));
  }
} schedule_after{};
} // namespace _schedule_after
using _schedule_after::schedule_after;

namespace _schedule_at {
inline const struct _fn {
  template <typename TimeScheduler, typename TimePoint>
  constexpr auto operator()(TimeScheduler &&S, TimePoint &&T) const noexcept {
    return S.schedule_at(static_cast<TimePoint &&>(T));
  }
} schedule_at{};
} // namespace _schedule_at
using _schedule_at::schedule_at;

namespace _now {
inline const struct _fn {
  template <typename TimeScheduler>
  constexpr auto operator()(TimeScheduler &&S) const noexcept {
    return S.now();
  }
} now{};
} // namespace _now
using _now::now;

namespace _current {
struct _scheduler : _mock::_sender<any_scheduler> {
  constexpr _scheduler operator()() const noexcept { return {}; }
};
} // namespace _current
inline constexpr _current::_scheduler current_scheduler{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_SCHEDULER_CONCEPTS_HPP
