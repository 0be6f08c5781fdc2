//===- mock-several.hpp - What join, gather and race have in common --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_DETAIL_MOCK_SEVERAL_HPP
#define MOCKS_COBALT_BOOST_COBALT_DETAIL_MOCK_SEVERAL_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/result.hpp>
#include <boost/variant2/variant.hpp>
#include <memory_resource>
#include <tuple>
#include <type_traits>
#include <vector>

namespace boost::cobalt::detail {

template <typename T>
using void_as_monostate =
    std::conditional_t<std::is_void_v<T>, variant2::monostate, T>;
template <typename Range>
using mock_element_t =
    co_await_result_t<std::decay_t<decltype(*std::declval<Range>().begin())>>;
template <typename T> using pmr_vector = std::pmr::vector<T>;
template <typename... Args>
constexpr bool mock_all_void = (std::is_void_v<co_await_result_t<Args>> && ...);

template <typename R> struct mock_several {
  auto operator co_await() && { return mock_awaiter<R>(); }
};

template <typename T>
concept mock_range =
    awaitable<std::decay_t<decltype(*std::declval<T>().begin())>>;

} // namespace boost::cobalt::detail

#endif // MOCKS_COBALT_BOOST_COBALT_DETAIL_MOCK_SEVERAL_HPP
