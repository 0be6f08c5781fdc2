//===- task.hpp - The lazy task ---------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_TASK_HPP
#define MOCKS_LIBCORO_CORO_TASK_HPP

#include <coro/detail/mock_await.hpp>

namespace coro {

template <typename return_type = void> class task;

namespace detail {
template <typename T> struct promise final : public promise_base {
  auto get_return_object() noexcept -> task<T>;
  template <typename U>
    requires std::is_convertible_v<U &&, T>
  auto return_value(U &&) -> void {}
};
template <> struct promise<void> : public promise_base {
  auto get_return_object() noexcept -> task<void>;
  auto return_void() noexcept -> void {}
};
} // namespace detail

template <typename return_type> class [[nodiscard]] task {
public:
  using promise_type = detail::promise<return_type>;

  task() noexcept {}
  task(task &&) noexcept {}
  task(const task &) = delete;
  auto operator=(task &&) noexcept -> task & { return *this; }
  ~task() {}
  auto is_ready() const noexcept -> bool { return false; }
  auto resume() -> bool { return false; }
  auto destroy() -> bool { return false; }
  auto operator co_await() const & noexcept {
    return detail::mock_awaiter<return_type>();
  }
  auto operator co_await() const && noexcept {
    return detail::mock_awaiter<return_type>();
  }
};

template <typename T>
auto detail::promise<T>::get_return_object() noexcept -> task<T> {
  return {};
}
inline auto detail::promise<void>::get_return_object() noexcept -> task<void> {
  return {};
}

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_TASK_HPP
