//===- read.hpp - Reads until a buffer is full ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_READ_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_READ_HPP

#include <boost/cobalt/io/stream.hpp>

namespace boost::cobalt::io {

struct read_all final : op<system::error_code, std::size_t> {};

template <typename Stream>
[[nodiscard]] read_all read(Stream &, mutable_buffer_sequence) {
  return {};
}

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_READ_HPP
