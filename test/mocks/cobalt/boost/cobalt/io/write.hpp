//===- write.hpp - Writes all of a buffer -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_WRITE_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_WRITE_HPP

#include <boost/cobalt/io/stream.hpp>

namespace boost::cobalt::io {

struct write_all final : op<system::error_code, std::size_t> {};

template <typename Stream>
[[nodiscard]] write_all write(Stream &, const_buffer_sequence) {
  return {};
}

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_WRITE_HPP
