//===- timed_single_thread_context.hpp - A thread with timers ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_TIMED_SINGLE_THREAD_CONTEXT_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_TIMED_SINGLE_THREAD_CONTEXT_HPP

#include <unifex/scheduler_concepts.hpp>

namespace unifex {

class timed_single_thread_context;

namespace _timed_single_thread_context {
template <typename Duration> struct _schedule_after_sender {
  class type : public _mock::_sender<void> {};
};
struct _schedule_at_sender : _mock::_sender<void> {};

class scheduler {
public:
  using time_point = std::chrono::steady_clock::time_point;
  auto schedule() const noexcept { return _schedule_at_sender(); }
  template <typename Rep, typename Ratio>
  auto schedule_after(std::chrono::duration<Rep, Ratio>) const noexcept {
    return typename _schedule_after_sender<
        std::chrono::duration<Rep, Ratio>>::type();
  }
  auto schedule_at(time_point) const noexcept { return _schedule_at_sender(); }
};
} // namespace _timed_single_thread_context

class timed_single_thread_context {
public:
  using clock_t = std::chrono::steady_clock;
  timed_single_thread_context();
  ~timed_single_thread_context();
  _timed_single_thread_context::scheduler get_scheduler() noexcept {
    return {};
  }
};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_TIMED_SINGLE_THREAD_CONTEXT_HPP
