//===- async_mutex.hpp - A mutex that suspends ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_ASYNC_MUTEX_HPP
#define MOCKS_CPPCORO_CPPCORO_ASYNC_MUTEX_HPP

#include <cppcoro/detail/mock_await.hpp>
#include <mutex>

namespace cppcoro {

class async_mutex;

class async_mutex_lock {
public:
  explicit async_mutex_lock(async_mutex &, std::adopt_lock_t) noexcept {}
  async_mutex_lock(async_mutex_lock &&) noexcept {}
  ~async_mutex_lock() {}
};

class async_mutex_lock_operation {
public:
  explicit async_mutex_lock_operation(async_mutex &) noexcept {}
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return false; }
  void await_resume() const noexcept {}
};

class async_mutex_scoped_lock_operation : public async_mutex_lock_operation {
public:
  using async_mutex_lock_operation::async_mutex_lock_operation;
  [[nodiscard]] async_mutex_lock await_resume() const noexcept;
};

class async_mutex {
public:
  async_mutex() noexcept;
  ~async_mutex();
  bool try_lock() noexcept;
  async_mutex_lock_operation lock_async() noexcept {
    return async_mutex_lock_operation(*this);
  }
  async_mutex_scoped_lock_operation scoped_lock_async() noexcept {
    return async_mutex_scoped_lock_operation(*this);
  }
  void unlock();
};

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_ASYNC_MUTEX_HPP
