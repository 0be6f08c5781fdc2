//===- with_timeout.hh - A limit that does not cancel -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_WITH_TIMEOUT_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_WITH_TIMEOUT_HH

#include <chrono>
#include <seastar/core/future.hh>
#include <seastar/core/timed_out_error.hh>

namespace seastar {

template <typename ExceptionFactory = default_timeout_exception_factory,
          typename Clock, typename Duration, typename T>
future<T> with_timeout(std::chrono::time_point<Clock, Duration>, future<T>) {
  return {};
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_WITH_TIMEOUT_HH
