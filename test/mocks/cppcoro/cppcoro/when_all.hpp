//===- when_all.hpp - Several at once, the first error is thrown --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_WHEN_ALL_HPP
#define MOCKS_CPPCORO_CPPCORO_WHEN_ALL_HPP

#include <cppcoro/detail/mock_await.hpp>
#include <tuple>
#include <vector>

namespace cppcoro {

namespace detail {
template <typename R> class mock_when_all_awaitable {
public:
  auto operator co_await() && { return mock_awaiter<R>(); }
};
template <typename A>
using mock_lifted_t = std::conditional_t<std::is_void_v<mock_result_t<A>>,
                                         void_value, mock_result_t<A>>;
template <typename A>
using mock_vector_t = std::conditional_t<std::is_void_v<mock_result_t<A>>, void,
                                         std::vector<mock_lifted_t<A>>>;
} // namespace detail

template <typename... AWAITABLES>
[[nodiscard]] auto when_all(AWAITABLES &&...) {
  return detail::mock_when_all_awaitable<
      std::tuple<detail::mock_lifted_t<AWAITABLES>...>>();
}
template <typename AWAITABLE>
[[nodiscard]] auto when_all(std::vector<AWAITABLE>) {
  return detail::mock_when_all_awaitable<detail::mock_vector_t<AWAITABLE>>();
}

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_WHEN_ALL_HPP
