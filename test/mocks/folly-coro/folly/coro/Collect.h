//===- Collect.h - Several at once, with or without a limit -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_COLLECT_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_COLLECT_H

#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>

namespace folly::coro {

namespace detail {
template <typename A>
using collect_all_component_t = lift_unit_t<plain_result_t<A>>;
template <typename A>
using collect_all_try_component_t = Try<plain_result_t<A>>;
template <typename R>
using range_reference_t = decltype(*std::begin(std::declval<R &>()));
template <typename A>
using vector_result_t =
    std::conditional_t<std::is_void_v<semi_await_result_t<A>>, void,
                       std::vector<collect_all_component_t<A>>>;
template <typename A>
using try_vector_t = std::vector<collect_all_try_component_t<A>>;
} // namespace detail

template <typename... As>
auto collectAll(As... Awaitables)
    -> Task<std::tuple<detail::collect_all_component_t<As>...>>;
template <typename... As>
auto collectAllTry(As... Awaitables)
    -> Task<std::tuple<detail::collect_all_try_component_t<As>...>>;

template <typename R>
auto collectAllRange(R Awaitables)
    -> Task<detail::vector_result_t<detail::range_reference_t<R>>>;
template <typename A>
auto collectAllRange(std::vector<A> Awaitables)
    -> Task<detail::vector_result_t<A>>;
template <typename R>
auto collectAllTryRange(R Awaitables)
    -> Task<detail::try_vector_t<detail::range_reference_t<R>>>;
template <typename A>
auto collectAllTryRange(std::vector<A> Awaitables)
    -> Task<detail::try_vector_t<A>>;

template <typename R>
auto collectAllWindowed(R Awaitables, std::size_t MaxConcurrency)
    -> Task<detail::vector_result_t<detail::range_reference_t<R>>>;
template <typename A>
auto collectAllWindowed(std::vector<A> Awaitables, std::size_t MaxConcurrency)
    -> Task<detail::vector_result_t<A>>;
template <typename R>
auto collectAllTryWindowed(R Awaitables, std::size_t MaxConcurrency)
    -> Task<detail::try_vector_t<detail::range_reference_t<R>>>;
template <typename A>
auto collectAllTryWindowed(std::vector<A> Awaitables,
                           std::size_t MaxConcurrency)
    -> Task<detail::try_vector_t<A>>;

template <typename A, typename... As>
auto collectAny(A &&First, As &&...Others)
    -> Task<std::pair<std::size_t,
                      Try<std::common_type_t<detail::plain_result_t<A>,
                                             detail::plain_result_t<As>...>>>>;
template <typename... As>
auto collectAnyNoDiscard(As &&...Awaitables)
    -> Task<std::tuple<detail::collect_all_try_component_t<As>...>>;
template <typename A>
auto collectAnyRange(std::vector<A> Awaitables)
    -> Task<std::pair<size_t, Try<detail::collect_all_component_t<A>>>>;

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_COLLECT_H
