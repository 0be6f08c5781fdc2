//===- sync_wait.hpp - Waits for a coroutine with the thread ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_SYNC_WAIT_HPP
#define MOCKS_CPPCORO_CPPCORO_SYNC_WAIT_HPP

#include <cppcoro/detail/mock_await.hpp>

namespace cppcoro {
template <typename AWAITABLE>
auto sync_wait(AWAITABLE &&) ->
    typename awaitable_traits<AWAITABLE &&>::await_result_t {
  throw;
}
} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_SYNC_WAIT_HPP
