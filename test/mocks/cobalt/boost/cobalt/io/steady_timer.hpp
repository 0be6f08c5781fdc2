//===- steady_timer.hpp - A timer with Cobalt's executor --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_STEADY_TIMER_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_STEADY_TIMER_HPP

#include <boost/cobalt/io/ops.hpp>
#include <boost/cobalt/this_thread.hpp>
#include <chrono>

namespace boost::cobalt::io {

struct steady_timer {
  typedef std::chrono::steady_clock clock_type;
  typedef typename clock_type::duration duration;
  typedef typename clock_type::time_point time_point;

  steady_timer(const cobalt::executor & = this_thread::get_executor());
  steady_timer(const time_point &,
               const cobalt::executor & = this_thread::get_executor());
  steady_timer(const duration &,
               const cobalt::executor & = this_thread::get_executor());
  void cancel();
  time_point expiry() const;
  void reset(const time_point &);
  void reset(const duration &);
  [[nodiscard]] wait_op wait() { return {}; }
};

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_STEADY_TIMER_HPP
