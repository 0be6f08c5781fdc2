//===- when_all.hpp - Several at once, each with its own result --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_WHEN_ALL_HPP
#define MOCKS_LIBCORO_CORO_WHEN_ALL_HPP

#include <coro/detail/mock_await.hpp>
#include <ranges>
#include <tuple>
#include <vector>

namespace coro {

namespace detail {
template <typename return_type> class when_all_task {
public:
  auto return_value() & -> decltype(auto) {
    return static_cast<std::add_lvalue_reference_t<return_type>>(value());
  }
  auto return_value() && -> decltype(auto) {
    return static_cast<std::add_rvalue_reference_t<return_type>>(value());
  }

private:
  auto value() -> std::add_lvalue_reference_t<return_type> { throw; }
};
template <> class when_all_task<void> {
public:
  auto return_value() -> void {}
};
template <typename task_container_type> class when_all_ready_awaitable {
public:
  auto operator co_await() && noexcept {
    return mock_awaiter<task_container_type>();
  }
};
} // namespace detail

template <typename... awaitables_type>
  requires(!std::ranges::range<awaitables_type> && ...)
[[nodiscard]] auto when_all(awaitables_type...) {
  return detail::when_all_ready_awaitable<std::tuple<
      detail::when_all_task<detail::mock_result_t<awaitables_type>>...>>();
}
template <std::ranges::range range_type>
[[nodiscard]] auto when_all(range_type) {
  return detail::when_all_ready_awaitable<std::vector<detail::when_all_task<
      detail::mock_result_t<std::ranges::range_value_t<range_type>>>>>();
}

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_WHEN_ALL_HPP
