//===- stream_socket.hpp - A connection -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_STREAM_SOCKET_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_STREAM_SOCKET_HPP

#include <boost/cobalt/io/endpoint.hpp>
#include <boost/cobalt/io/stream.hpp>
#include <boost/cobalt/this_thread.hpp>

namespace boost::cobalt::io {

struct socket {
  struct connect_op final : op<system::error_code> {};
  [[nodiscard]] system::result<void> close();
  [[nodiscard]] system::result<void> cancel();
  bool is_open() const;
  [[nodiscard]] connect_op connect(endpoint) { return {}; }
};

struct stream_socket final : socket, stream {
  stream_socket(const cobalt::executor & = this_thread::get_executor());
  stream_socket(stream_socket &&);
  [[nodiscard]] write_op write_some(const_buffer_sequence) override {
    return {};
  }
  [[nodiscard]] read_op read_some(mutable_buffer_sequence) override {
    return {};
  }
};

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_STREAM_SOCKET_HPP
