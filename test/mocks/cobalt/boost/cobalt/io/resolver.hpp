//===- resolver.hpp - Names to endpoints ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_IO_RESOLVER_HPP
#define MOCKS_COBALT_BOOST_COBALT_IO_RESOLVER_HPP

#include <boost/cobalt/io/endpoint.hpp>
#include <boost/cobalt/io/ops.hpp>
#include <boost/cobalt/this_thread.hpp>
#include <string_view>
#include <vector>

namespace boost::cobalt::io {

using endpoint_sequence = std::vector<endpoint>;

struct resolver {
  resolver(const executor & = this_thread::get_executor());
  struct resolve_op_ final : op<system::error_code, endpoint_sequence> {};
  [[nodiscard]] auto resolve(std::string_view, std::string_view) {
    return resolve_op_();
  }
};

struct lookup final : op<system::error_code, endpoint_sequence> {
  lookup(std::string_view, std::string_view,
         const executor & = this_thread::get_executor()) {}
};

} // namespace boost::cobalt::io

#endif // MOCKS_COBALT_BOOST_COBALT_IO_RESOLVER_HPP
