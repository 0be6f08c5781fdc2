//===- deadline.hpp - When to stop waiting ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_DEADLINE_HPP
#define MOCKS_USERVER_USERVER_ENGINE_DEADLINE_HPP

#include <chrono>

namespace userver::engine {

class Deadline final {
public:
  constexpr Deadline() noexcept = default;
  template <typename Rep, typename Period>
  static Deadline FromDuration(const std::chrono::duration<Rep, Period> &) {
    return {};
  }
  template <typename Clock, typename Duration>
  static Deadline
  FromTimePoint(const std::chrono::time_point<Clock, Duration> &) {
    return {};
  }
  bool IsReached() const noexcept { return false; }
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_DEADLINE_HPP
