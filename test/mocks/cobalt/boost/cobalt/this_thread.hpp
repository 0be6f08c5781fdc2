//===- this_thread.hpp - The executor of the thread -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_THIS_THREAD_HPP
#define MOCKS_COBALT_BOOST_COBALT_THIS_THREAD_HPP

#include <boost/assert/source_location.hpp>
#include <boost/cobalt/config.hpp>

namespace boost::cobalt::this_thread {
executor &get_executor(const boost::source_location & = BOOST_CURRENT_LOCATION);
bool has_executor();
void set_executor(executor) noexcept;
} // namespace boost::cobalt::this_thread

#endif // MOCKS_COBALT_BOOST_COBALT_THIS_THREAD_HPP
