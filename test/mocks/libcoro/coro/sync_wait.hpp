//===- sync_wait.hpp - Waits for a coroutine with the thread ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_SYNC_WAIT_HPP
#define MOCKS_LIBCORO_CORO_SYNC_WAIT_HPP

#include <coro/detail/mock_await.hpp>

namespace coro {
template <typename awaitable_type>
auto sync_wait(awaitable_type &&) -> detail::mock_result_t<awaitable_type> {
  throw;
}
} // namespace coro

#endif // MOCKS_LIBCORO_CORO_SYNC_WAIT_HPP
