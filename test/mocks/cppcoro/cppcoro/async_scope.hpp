//===- async_scope.hpp - Background tasks, joined ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_ASYNC_SCOPE_HPP
#define MOCKS_CPPCORO_CPPCORO_ASYNC_SCOPE_HPP

#include <cppcoro/detail/mock_await.hpp>

namespace cppcoro {

// The library's does not compile with a compiler of today.
class async_scope {
public:
  async_scope() noexcept {}
  ~async_scope() {}
  template <typename AWAITABLE> void spawn(AWAITABLE &&) {}
  [[nodiscard]] auto join() noexcept { return detail::mock_awaiter<void>(); }
};

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_ASYNC_SCOPE_HPP
