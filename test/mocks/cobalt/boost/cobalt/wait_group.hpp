//===- wait_group.hpp - Promises that are waited for together ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_WAIT_GROUP_HPP
#define MOCKS_COBALT_BOOST_COBALT_WAIT_GROUP_HPP

#include <boost/cobalt/promise.hpp>

namespace boost::cobalt {

namespace detail {
struct race_wrapper {
  mock_awaiter<std::size_t> operator co_await() { return {}; }
};
struct gather_wrapper {
  mock_awaiter<void> operator co_await() { return {}; }
};
} // namespace detail

struct wait_group {
  explicit wait_group(
      asio::cancellation_type Normal = asio::cancellation_type::none,
      asio::cancellation_type Exception = asio::cancellation_type::all);
  void push_back(promise<void>);
  std::size_t size() const;
  std::size_t reap();
  void cancel(asio::cancellation_type = asio::cancellation_type::all);
  auto wait_one() -> detail::race_wrapper { return {}; }
  detail::gather_wrapper wait() { return {}; }
  detail::mock_awaiter<void> operator co_await() { return {}; }
  detail::gather_wrapper await_exit(std::exception_ptr) { return {}; }
};

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_WAIT_GROUP_HPP
