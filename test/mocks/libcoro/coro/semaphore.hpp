//===- semaphore.hpp - A semaphore that suspends ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_SEMAPHORE_HPP
#define MOCKS_LIBCORO_CORO_SEMAPHORE_HPP

#include <coro/task.hpp>

namespace coro {

enum class semaphore_acquire_result { acquired, shutdown };

template <std::ptrdiff_t max_value> class semaphore {
public:
  explicit semaphore(const std::ptrdiff_t) {}
  ~semaphore() {}
  [[nodiscard]] auto acquire() -> coro::task<semaphore_acquire_result> {
    return {};
  }
  [[nodiscard]] auto release() -> coro::task<void> { return {}; }
  auto try_acquire() -> bool { return true; }
  [[nodiscard]] auto shutdown() noexcept -> coro::task<void> { return {}; }
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_SEMAPHORE_HPP
