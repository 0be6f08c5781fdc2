//===- poll.hpp - What a descriptor is polled for ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_POLL_HPP
#define MOCKS_LIBCORO_CORO_POLL_HPP

#include <cstdint>
#include <sys/epoll.h>

namespace coro {
enum class poll_op : uint64_t {
  read = EPOLLIN,
  write = EPOLLOUT,
  read_write = EPOLLIN | EPOLLOUT
};
enum class poll_status { read, write, timeout, error, closed, cancelled };
} // namespace coro

#endif // MOCKS_LIBCORO_CORO_POLL_HPP
