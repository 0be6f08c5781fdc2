//===- sleep.hh - Sleeping without stalling the shard -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_SLEEP_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_SLEEP_HH

#include <seastar/core/abort_source.hh>
#include <seastar/core/future.hh>
#include <seastar/core/lowres_clock.hh>

namespace seastar {

template <typename Clock = steady_clock_type, typename Rep, typename Period>
future<> sleep(std::chrono::duration<Rep, Period>) {
  return {};
}

class sleep_aborted : public abort_requested_exception {};

template <typename Clock = steady_clock_type>
future<> sleep_abortable(typename Clock::duration);
template <typename Clock = steady_clock_type>
future<> sleep_abortable(typename Clock::duration, abort_source &);

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_SLEEP_HH
