//===- channel.hpp - A channel ----------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_CHANNEL_HPP
#define MOCKS_COBALT_BOOST_COBALT_CHANNEL_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/this_thread.hpp>

namespace boost::cobalt {

template <typename T> struct channel {
  explicit channel(std::size_t Limit = 0u,
                   executor = this_thread::get_executor());
  channel(channel &&) noexcept = delete;
  ~channel();
  bool is_open() const;
  void close();

private:
  struct read_op : detail::mock_awaiter<T> {};
  struct write_op : detail::mock_awaiter<void> {};

public:
  read_op read() { return {}; }
  write_op write(const T &&) { return {}; }
  write_op write(const T &) { return {}; }
};

template <> struct channel<void> {
  explicit channel(std::size_t Limit = 0u,
                   executor = this_thread::get_executor());
  channel(channel &&) noexcept = delete;
  ~channel();
  bool is_open() const;
  void close();

private:
  struct read_op : detail::mock_awaiter<void> {};
  struct write_op : detail::mock_awaiter<void> {};

public:
  read_op read() { return {}; }
  write_op write() { return {}; }
};

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_CHANNEL_HPP
