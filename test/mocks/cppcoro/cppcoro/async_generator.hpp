//===- async_generator.hpp - A generator that may wait between values --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_ASYNC_GENERATOR_HPP
#define MOCKS_CPPCORO_CPPCORO_ASYNC_GENERATOR_HPP

#include <cppcoro/detail/mock_await.hpp>
#include <cppcoro/generator.hpp>

namespace cppcoro {

template <typename T> class async_generator;

namespace detail {
template <typename T>
class async_generator_promise final : public mock_promise_base {
public:
  async_generator<T> get_return_object() noexcept;
  std::suspend_always yield_value(std::remove_reference_t<T> &&) noexcept {
    return {};
  }
  void return_void() noexcept {}
};
template <typename T> class async_generator_iterator : public mock_iterator<T> {
public:
  auto operator++() noexcept {
    return mock_awaiter<async_generator_iterator &>();
  }
};
} // namespace detail

template <typename T> class [[nodiscard]] async_generator {
public:
  using promise_type = detail::async_generator_promise<T>;
  async_generator() noexcept {}
  async_generator(async_generator &&) noexcept {}
  ~async_generator() {}
  auto begin() noexcept {
    return detail::mock_awaiter<detail::async_generator_iterator<T>>();
  }
  auto end() noexcept { return detail::async_generator_iterator<T>(); }
};

template <typename T>
async_generator<T>
detail::async_generator_promise<T>::get_return_object() noexcept {
  return {};
}

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_ASYNC_GENERATOR_HPP
