//===- endpoint.hpp - Where to connect to -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_ENDPOINT_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_ENDPOINT_HPP

namespace boost::cobalt::io {
struct endpoint {};
} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_ENDPOINT_HPP
