//===- lowres_clock.hh - The coarse clock -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_LOWRES_CLOCK_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_LOWRES_CLOCK_HH

#include <chrono>

namespace seastar {

using steady_clock_type = std::chrono::steady_clock;

class lowres_clock {
public:
  using rep = std::chrono::steady_clock::rep;
  using period = std::chrono::steady_clock::period;
  using duration = std::chrono::steady_clock::duration;
  using time_point = std::chrono::time_point<lowres_clock, duration>;
  static constexpr bool is_steady = true;
  static time_point now() noexcept { return {}; }
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_LOWRES_CLOCK_HH
