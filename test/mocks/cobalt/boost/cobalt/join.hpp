//===- join.hpp - Several at once, the first error wins ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_JOIN_HPP
#define MOCKS_COBALT_BOOST_COBALT_JOIN_HPP

#include <boost/cobalt/detail/mock-several.hpp>

namespace boost::cobalt {

namespace detail {
template <typename... Args>
struct join_variadic_impl
    : mock_several<std::conditional_t<
          mock_all_void<Args...>, void,
          std::tuple<void_as_monostate<co_await_result_t<Args>>...>>> {
  // References to what is joined keep it from being moved, as in the library.
  join_variadic_impl(join_variadic_impl &&) = delete;
  join_variadic_impl() = default;
};
template <typename Range>
struct join_ranged_impl
    : mock_several<std::conditional_t<
          std::is_void_v<mock_element_t<Range>>, void,
          pmr_vector<void_as_monostate<mock_element_t<Range>>>>> {};
} // namespace detail

template <awaitable... Promise> auto join(Promise &&...) {
  return detail::join_variadic_impl<Promise...>();
}
template <detail::mock_range PromiseRange> auto join(PromiseRange &&) {
  return detail::join_ranged_impl<PromiseRange>();
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_JOIN_HPP
