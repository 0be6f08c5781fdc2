//===- io_service.hpp - The event loop, on Windows --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_IO_SERVICE_HPP
#define MOCKS_CPPCORO_CPPCORO_IO_SERVICE_HPP

#include <chrono>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/detail/mock_await.hpp>

namespace cppcoro {

class io_service {
public:
  class schedule_operation : public detail::mock_awaiter<void> {};
  class timed_schedule_operation : public detail::mock_awaiter<void> {};
  io_service();
  ~io_service();
  [[nodiscard]] schedule_operation schedule() noexcept { return {}; }
  template <typename REP, typename PERIOD>
  [[nodiscard]] timed_schedule_operation
  schedule_after(const std::chrono::duration<REP, PERIOD> &,
                 cancellation_token = {}) noexcept {
    return {};
  }
  unsigned long long process_events();
  void stop() noexcept;
};

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_IO_SERVICE_HPP
