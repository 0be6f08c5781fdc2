//===- semaphore.hh - Semaphores and their units ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_SEMAPHORE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_SEMAPHORE_HH

#include <seastar/core/abort_source.hh>
#include <seastar/core/future.hh>
#include <seastar/core/lowres_clock.hh>
#include <seastar/core/timed_out_error.hh>

namespace seastar {

class broken_semaphore : public std::exception {};
class semaphore_timed_out : public timed_out_error {};
class semaphore_aborted : public abort_requested_exception {};
struct semaphore_default_exception_factory {};

template <typename ExceptionFactory, typename Clock = steady_clock_type>
class basic_semaphore {
public:
  using duration = typename Clock::duration;
  using time_point = typename Clock::time_point;
  explicit basic_semaphore(size_t) noexcept {}
  basic_semaphore(basic_semaphore &&) noexcept = default;
  future<> wait(size_t = 1) noexcept { return {}; }
  void signal(size_t = 1) noexcept {}
  bool try_wait(size_t = 1) noexcept { return true; }
  size_t available_units() const noexcept { return 0; }
  void broken() noexcept {}
};

template <typename ExceptionFactory, typename Clock = steady_clock_type>
class semaphore_units {
public:
  semaphore_units() noexcept {}
  semaphore_units(semaphore_units &&) noexcept {}
  ~semaphore_units() noexcept {}
  void return_all() noexcept {}
};

template <typename ExceptionFactory, typename Clock = steady_clock_type>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &, size_t) noexcept {
  return {};
}
template <typename ExceptionFactory, typename Clock = steady_clock_type>
future<semaphore_units<ExceptionFactory, Clock>> get_units(
    basic_semaphore<ExceptionFactory, Clock> &, size_t,
    typename basic_semaphore<ExceptionFactory, Clock>::duration) noexcept {
  return {};
}

template <typename ExceptionFactory, typename Func,
          typename Clock = steady_clock_type>
futurize_t<std::invoke_result_t<Func>>
with_semaphore(basic_semaphore<ExceptionFactory, Clock> &, size_t,
               Func &&) noexcept {
  return {};
}

using semaphore = basic_semaphore<semaphore_default_exception_factory>;

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_SEMAPHORE_HH
