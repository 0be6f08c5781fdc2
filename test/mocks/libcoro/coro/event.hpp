//===- event.hpp - Something to wait for ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_EVENT_HPP
#define MOCKS_LIBCORO_CORO_EVENT_HPP

#include <coro/detail/mock_await.hpp>

namespace coro {

class event {
public:
  struct awaiter : detail::mock_awaiter<void> {};
  explicit event(bool InitiallySet = false) noexcept;
  ~event();
  auto set() noexcept -> void;
  auto reset() noexcept -> void;
  auto operator co_await() const noexcept -> awaiter { return {}; }
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_EVENT_HPP
