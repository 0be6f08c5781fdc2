//===- generator.hpp - The synchronous generator ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_GENERATOR_HPP
#define MOCKS_LIBCORO_CORO_GENERATOR_HPP

#include <coro/detail/mock_await.hpp>

namespace coro {

template <typename T> class generator;

namespace detail {
template <typename T> class generator_promise : public promise_base {
public:
  auto get_return_object() noexcept -> generator<T>;
  auto yield_value(std::remove_reference_t<T> &&) noexcept
      -> std::suspend_always {
    return {};
  }
  auto return_void() noexcept -> void {}
  template <typename U>
  auto await_transform(U &&) -> std::suspend_never = delete;
};
template <typename T> struct mock_iterator {
  auto operator++() -> mock_iterator & { return *this; }
  auto operator*() const -> T & { throw; }
  bool operator==(const mock_iterator &) const { return true; }
};
} // namespace detail

template <typename T> class generator {
public:
  using promise_type = detail::generator_promise<T>;
  generator() noexcept {}
  generator(generator &&) noexcept {}
  ~generator() {}
  auto begin() { return detail::mock_iterator<T>(); }
  auto end() noexcept { return detail::mock_iterator<T>(); }
};

template <typename T>
auto detail::generator_promise<T>::get_return_object() noexcept
    -> generator<T> {
  return {};
}

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_GENERATOR_HPP
