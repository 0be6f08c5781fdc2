//===- when_any.hpp - The first of several ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_WHEN_ANY_HPP
#define MOCKS_LIBCORO_CORO_WHEN_ANY_HPP

#include <coro/detail/mock_await.hpp>
#include <coro/task.hpp>
#include <ranges>
#include <stop_token>
#include <variant>

namespace coro {

template <typename... awaitable_type>
  requires(!std::ranges::range<awaitable_type> && ...)
[[nodiscard]] auto when_any(std::stop_source, awaitable_type...)
    -> coro::task<std::variant<detail::mock_result_t<awaitable_type>...>> {
  return {};
}
template <std::ranges::range range_type>
[[nodiscard]] auto when_any(range_type) -> coro::task<
    detail::mock_result_t<std::ranges::range_value_t<range_type>>> {
  return {};
}

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_WHEN_ANY_HPP
