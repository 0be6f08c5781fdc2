//===- shared_mutex.hpp - Readers and writers that suspend ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_SHARED_MUTEX_HPP
#define MOCKS_LIBCORO_CORO_SHARED_MUTEX_HPP

#include <coro/mutex.hpp>
#include <coro/task.hpp>
#include <memory>

namespace coro {

template <typename executor_type> class shared_mutex {
public:
  explicit shared_mutex(std::unique_ptr<executor_type> &) {}
  ~shared_mutex() {}
  [[nodiscard]] auto scoped_lock_shared(coro::task<void>) -> coro::task<void> {
    return {};
  }
  [[nodiscard]] auto scoped_lock(coro::task<void>) -> coro::task<void> {
    return {};
  }
  [[nodiscard]] auto lock_shared() -> coro::task<void> { return {}; }
  [[nodiscard]] auto lock() -> coro::task<void> { return {}; }
  [[nodiscard]] auto unlock_shared() -> coro::task<void> { return {}; }
  [[nodiscard]] auto unlock() -> coro::task<void> { return {}; }
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_SHARED_MUTEX_HPP
