//===- run.hpp - Runs a task with a loop of its own -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_RUN_HPP
#define MOCKS_COBALT_BOOST_COBALT_RUN_HPP

#include <boost/cobalt/task.hpp>

namespace boost::cobalt {
template <typename T> T run(task<T>);
} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_RUN_HPP
