//===- race.hpp - The first of several --------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_RACE_HPP
#define MOCKS_COBALT_BOOST_COBALT_RACE_HPP

#include <boost/cobalt/detail/mock-several.hpp>
#include <random>

namespace boost::cobalt {

namespace detail {
struct left_race_tag {};

template <asio::cancellation_type Ct, typename URBG, typename... Args>
struct race_variadic_impl
    : mock_several<std::conditional_t<
          mock_all_void<Args...>, std::size_t,
          variant2::variant<void_as_monostate<co_await_result_t<Args>>...>>> {
  // An operation given as a temporary cannot be moved into the race.
  static_assert(((std::is_lvalue_reference_v<Args> ||
                  std::is_move_constructible_v<Args>) &&
                 ...));
};
template <asio::cancellation_type Ct, typename URBG, typename Range>
struct race_ranged_impl
    : mock_several<std::conditional_t<
          std::is_void_v<mock_element_t<Range>>, std::size_t,
          std::pair<std::size_t, void_as_monostate<mock_element_t<Range>>>>> {};
} // namespace detail

template <asio::cancellation_type Ct = asio::cancellation_type::all,
          awaitable... Promise>
auto race(Promise &&...)
    -> detail::race_variadic_impl<Ct, std::default_random_engine &,
                                  Promise...> {
  return {};
}
template <asio::cancellation_type Ct = asio::cancellation_type::all,
          detail::mock_range PromiseRange>
auto race(PromiseRange &&)
    -> detail::race_ranged_impl<Ct, std::default_random_engine &,
                                PromiseRange> {
  return {};
}
template <asio::cancellation_type Ct = asio::cancellation_type::all,
          awaitable... Promise>
auto left_race(Promise &&...)
    -> detail::race_variadic_impl<Ct, detail::left_race_tag, Promise...> {
  return {};
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_RACE_HPP
