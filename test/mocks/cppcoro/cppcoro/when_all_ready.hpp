//===- when_all_ready.hpp - Several at once, each with its own result --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_WHEN_ALL_READY_HPP
#define MOCKS_CPPCORO_CPPCORO_WHEN_ALL_READY_HPP

#include <cppcoro/detail/mock_await.hpp>
#include <tuple>
#include <vector>

namespace cppcoro {

namespace detail {
template <typename RESULT> class when_all_task {
public:
  decltype(auto) result() & {
    return static_cast<std::add_lvalue_reference_t<RESULT>>(value());
  }
  decltype(auto) result() && {
    return static_cast<std::add_rvalue_reference_t<RESULT>>(value());
  }

private:
  std::add_lvalue_reference_t<RESULT> value() { throw; }
};
template <> class when_all_task<void> {
public:
  void result() {}
};

template <typename TASK_CONTAINER> class when_all_ready_awaitable {
public:
  auto operator co_await() && noexcept {
    return mock_awaiter<TASK_CONTAINER &&>();
  }
};
template <typename A> using when_all_task_t = when_all_task<mock_result_t<A>>;
} // namespace detail

template <typename... AWAITABLES>
[[nodiscard]] auto when_all_ready(AWAITABLES &&...) {
  return detail::when_all_ready_awaitable<
      std::tuple<detail::when_all_task_t<AWAITABLES>...>>();
}
template <typename AWAITABLE>
[[nodiscard]] auto when_all_ready(std::vector<AWAITABLE>) {
  return detail::when_all_ready_awaitable<
      std::vector<detail::when_all_task_t<AWAITABLE>>>();
}

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_WHEN_ALL_READY_HPP
