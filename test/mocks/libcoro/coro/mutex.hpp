//===- mutex.hpp - A mutex that suspends ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_MUTEX_HPP
#define MOCKS_LIBCORO_CORO_MUTEX_HPP

#include <coro/detail/mock_await.hpp>

namespace coro {

class mutex;

class scoped_lock {
public:
  enum class lock_strategy { adopt };
  explicit scoped_lock(class coro::mutex &,
                       lock_strategy = lock_strategy::adopt) {}
  scoped_lock(scoped_lock &&) noexcept {}
  ~scoped_lock() {}
  auto unlock() -> void {}
};

namespace detail {
template <typename return_type>
struct lock_operation : mock_awaiter<return_type> {
  explicit lock_operation(coro::mutex &) {}
};
} // namespace detail

class mutex {
public:
  explicit mutex() noexcept {}
  mutex(const mutex &) = delete;
  ~mutex() {}
  [[nodiscard]] auto scoped_lock()
      -> detail::lock_operation<class coro::scoped_lock> {
    return detail::lock_operation<class coro::scoped_lock>{*this};
  }
  [[nodiscard]] auto lock() -> detail::lock_operation<void> {
    return detail::lock_operation<void>{*this};
  }
  [[nodiscard]] auto try_lock() -> bool { return true; }
  auto unlock() -> void {}
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_MUTEX_HPP
