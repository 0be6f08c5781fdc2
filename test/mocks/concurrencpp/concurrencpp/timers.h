//===- timers.h - Timers ----------------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CONCURRENCPP_CONCURRENCPP_TIMERS_H
#define MOCKS_CONCURRENCPP_CONCURRENCPP_TIMERS_H

#include <concurrencpp/results.h>

namespace concurrencpp {

class timer {
public:
  timer() noexcept;
  timer(timer &&) noexcept;
  ~timer() noexcept;
  void cancel();
};

class timer_queue : public std::enable_shared_from_this<timer_queue> {
public:
  ~timer_queue() noexcept;
  void shutdown();
  template <class callable_type, class... argument_types>
  timer make_timer(std::chrono::milliseconds, std::chrono::milliseconds,
                   std::shared_ptr<executor>, callable_type &&,
                   argument_types &&...) {
    return {};
  }
  lazy_result<void> make_delay_object(std::chrono::milliseconds,
                                      std::shared_ptr<executor>);
};

} // namespace concurrencpp

#endif // MOCKS_CONCURRENCPP_CONCURRENCPP_TIMERS_H
