//===- sleep.hpp - Sleeping without a thread --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_SLEEP_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_SLEEP_HPP

#include <boost/cobalt/io/ops.hpp>
#include <chrono>

namespace boost::cobalt {

namespace detail::io {
// Neither can be moved, so that a race wants them named.
struct steady_sleep final : op<system::error_code> {
  steady_sleep(const std::chrono::steady_clock::duration &) {}
  steady_sleep(const std::chrono::steady_clock::time_point &) {}
  steady_sleep(steady_sleep &&) = delete;
};
struct system_sleep final : op<system::error_code> {
  system_sleep(const std::chrono::system_clock::time_point &) {}
  system_sleep(system_sleep &&) = delete;
};
} // namespace detail::io

namespace io {
[[nodiscard]] inline auto sleep(const std::chrono::steady_clock::duration &D) {
  return ::boost::cobalt::detail::io::steady_sleep{D};
}
[[nodiscard]] inline auto
sleep(const std::chrono::steady_clock::time_point &T) {
  return ::boost::cobalt::detail::io::steady_sleep{T};
}
[[nodiscard]] inline auto
sleep(const std::chrono::system_clock::time_point &T) {
  return ::boost::cobalt::detail::io::system_sleep{T};
}
template <typename Rep, typename Period>
[[nodiscard]] inline auto sleep(const std::chrono::duration<Rep, Period> &D) {
  return sleep(
      std::chrono::duration_cast<std::chrono::steady_clock::duration>(D));
}
} // namespace io

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_IO_SLEEP_HPP
