//===- async_mutex.hpp - A mutex that suspends ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_ASYNC_MUTEX_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_ASYNC_MUTEX_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {
inline namespace v1 {

class async_mutex {
  class lock_sender : public _mock::_sender<void> {};

public:
  async_mutex() noexcept;
  ~async_mutex();
  [[nodiscard]] bool try_lock() noexcept;
  [[nodiscard]] lock_sender async_lock() noexcept { return {}; }
  void unlock() noexcept;
};

} // namespace v1
} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_ASYNC_MUTEX_HPP
