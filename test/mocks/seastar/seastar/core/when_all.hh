//===- when_all.hh - Several at once ----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_WHEN_ALL_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_WHEN_ALL_HH

#include <iterator>
#include <seastar/core/future.hh>
#include <vector>

namespace seastar {

namespace internal {
template <typename F, typename = void> struct mock_future_of {
  using type = std::remove_cvref_t<F>;
};
template <typename F>
struct mock_future_of<F, std::enable_if_t<std::is_invocable_v<F>>> {
  using type = futurize_t<std::invoke_result_t<F>>;
};
template <typename F> using mock_future_t = typename mock_future_of<F>::type;
template <typename F>
using mock_value_t =
    std::conditional_t<std::is_void_v<typename mock_future_t<F>::value_type>,
                       std::tuple<>,
                       std::tuple<typename mock_future_t<F>::value_type>>;
} // namespace internal

template <typename... FutOrFuncs>
inline auto when_all(FutOrFuncs &&...) noexcept {
  return future<std::tuple<internal::mock_future_t<FutOrFuncs>...>>();
}
template <typename Iterator>
  requires is_future<
      std::remove_reference_t<decltype(*std::declval<Iterator>())>>::value
inline future<std::vector<typename std::iterator_traits<Iterator>::value_type>>
when_all(Iterator, Iterator) noexcept {
  return {};
}
template <typename... FutOrFuncs>
inline auto when_all_succeed(FutOrFuncs &&...) noexcept {
  return future<decltype(std::tuple_cat(
      std::declval<internal::mock_value_t<FutOrFuncs>>()...))>();
}

template <typename Iterator>
  requires is_future<
      std::remove_reference_t<decltype(*std::declval<Iterator>())>>::value
inline auto when_all_succeed(Iterator, Iterator) noexcept {
  using T = typename std::iterator_traits<Iterator>::value_type::value_type;
  return future<std::conditional_t<std::is_void_v<T>, void, std::vector<T>>>();
}
template <typename T>
inline future<std::vector<T>>
when_all_succeed(std::vector<future<T>> &&) noexcept {
  return {};
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_WHEN_ALL_HH
