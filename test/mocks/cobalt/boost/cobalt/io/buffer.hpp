//===- buffer.hpp - Buffers -------------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_BUFFER_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_BUFFER_HPP

#include <boost/asio/buffer.hpp>

namespace boost::cobalt::io {

using asio::buffer;
using asio::const_buffer;
using asio::mutable_buffer;

struct mutable_buffer_sequence {
  mutable_buffer_sequence(asio::mutable_buffer) {}
};
struct const_buffer_sequence {
  const_buffer_sequence(asio::const_buffer) {}
};

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_BUFFER_HPP
