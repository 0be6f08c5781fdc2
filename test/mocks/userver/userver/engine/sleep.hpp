//===- sleep.hpp - Sleeping without a thread --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_SLEEP_HPP
#define MOCKS_USERVER_USERVER_ENGINE_SLEEP_HPP

#include <userver/engine/deadline.hpp>

namespace userver::engine {

void Yield();
void InterruptibleSleepUntil(Deadline);
void SleepUntil(Deadline);
template <typename Rep, typename Period>
void InterruptibleSleepFor(const std::chrono::duration<Rep, Period> &D) {
  engine::InterruptibleSleepUntil(Deadline::FromDuration(D));
}
template <typename Rep, typename Period>
void SleepFor(const std::chrono::duration<Rep, Period> &D) {
  engine::SleepUntil(Deadline::FromDuration(D));
}
template <typename Clock, typename Duration>
void SleepUntil(const std::chrono::time_point<Clock, Duration> &T) {
  engine::SleepUntil(Deadline::FromTimePoint(T));
}

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_SLEEP_HPP
