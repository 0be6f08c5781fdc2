//===- generator.hpp - The synchronous generator ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_GENERATOR_HPP
#define MOCKS_CPPCORO_CPPCORO_GENERATOR_HPP

#include <cppcoro/detail/mock_await.hpp>

namespace cppcoro {

template <typename T> class generator;

namespace detail {
template <typename T> class generator_promise : public mock_promise_base {
public:
  generator<T> get_return_object() noexcept;
  std::suspend_always yield_value(std::remove_reference_t<T> &&) noexcept {
    return {};
  }
  void return_void() {}
  template <typename U> std::suspend_never await_transform(U &&) = delete;
};
template <typename T> struct mock_iterator {
  mock_iterator &operator++() { return *this; }
  T &operator*() const { throw; }
  bool operator==(const mock_iterator &) const { return true; }
};
} // namespace detail

template <typename T> class [[nodiscard]] generator {
public:
  using promise_type = detail::generator_promise<T>;
  generator() noexcept {}
  generator(generator &&) noexcept {}
  ~generator() {}
  detail::mock_iterator<T> begin() { return {}; }
  detail::mock_iterator<T> end() noexcept { return {}; }
};

template <typename T>
generator<T> detail::generator_promise<T>::get_return_object() noexcept {
  return {};
}

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_GENERATOR_HPP
