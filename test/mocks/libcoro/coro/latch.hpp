//===- latch.hpp - A counter to wait for ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_LATCH_HPP
#define MOCKS_LIBCORO_CORO_LATCH_HPP

#include <coro/event.hpp>

namespace coro {

class latch {
public:
  latch(std::int64_t) noexcept;
  auto count_down(std::int64_t = 1) noexcept -> void;
  auto operator co_await() const noexcept -> event::awaiter { return {}; }
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_LATCH_HPP
