//===- acceptor.hpp - Connections that come in ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_ACCEPTOR_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_ACCEPTOR_HPP

#include <boost/cobalt/io/stream_socket.hpp>

namespace boost::cobalt::io {

struct acceptor {
  acceptor(const cobalt::executor & = this_thread::get_executor());
  acceptor(endpoint, const cobalt::executor & = this_thread::get_executor());
  system::result<void> bind(endpoint);
  system::result<void> listen(int Backlog = 0);
  struct accept_stream_op final : op<system::error_code, stream_socket> {};
  [[nodiscard]] accept_stream_op accept() { return {}; }
};

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_ACCEPTOR_HPP
