//===- ops.hpp - Results of reads, writes and waits -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_OPS_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_OPS_HPP

#include <boost/cobalt/op.hpp>

namespace boost::cobalt::io {
struct write_op final : op<system::error_code, std::size_t> {};
struct read_op final : op<system::error_code, std::size_t> {};
struct write_at_op final : op<system::error_code, std::size_t> {};
struct read_at_op final : op<system::error_code, std::size_t> {};
struct wait_op final : op<system::error_code> {};
} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_OPS_HPP
