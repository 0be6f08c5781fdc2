//===- gather.hpp - Several at once, a result for each ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_GATHER_HPP
#define MOCKS_COBALT_BOOST_COBALT_GATHER_HPP

#include <boost/cobalt/detail/mock-several.hpp>

namespace boost::cobalt {

namespace detail {
template <typename... Args>
struct gather_variadic_impl
    : mock_several<std::tuple<
          system::result<co_await_result_t<Args>, std::exception_ptr>...>> {
  gather_variadic_impl(gather_variadic_impl &&) = delete;
  gather_variadic_impl() = default;
};
template <typename Range>
struct gather_ranged_impl
    : mock_several<pmr_vector<
          system::result<mock_element_t<Range>, std::exception_ptr>>> {};
} // namespace detail

template <awaitable... Promise> auto gather(Promise &&...) {
  return detail::gather_variadic_impl<Promise...>();
}
template <detail::mock_range PromiseRange> auto gather(PromiseRange &&) {
  return detail::gather_ranged_impl<PromiseRange>();
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_GATHER_HPP
