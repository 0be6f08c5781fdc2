//===- config.hpp - The executor of Cobalt's mock ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_CONFIG_HPP
#define MOCKS_COBALT_BOOST_COBALT_CONFIG_HPP

// Cobalt stands on the real Boost.Asio, and so does its mock.
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

namespace boost::cobalt {
using executor = boost::asio::any_io_executor;
} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_CONFIG_HPP
