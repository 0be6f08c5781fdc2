//===- stream.hpp - What can be read and written ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_STREAM_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_STREAM_HPP

#include <boost/cobalt/io/buffer.hpp>
#include <boost/cobalt/io/ops.hpp>

namespace boost::cobalt::io {

struct stream {
  virtual ~stream() = default;
  [[nodiscard]] virtual write_op write_some(const_buffer_sequence) = 0;
  [[nodiscard]] virtual read_op read_some(mutable_buffer_sequence) = 0;
};

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_STREAM_HPP
