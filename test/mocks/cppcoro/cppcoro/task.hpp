//===- task.hpp - The lazy task ---------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_TASK_HPP
#define MOCKS_CPPCORO_CPPCORO_TASK_HPP

#include <cppcoro/detail/mock_await.hpp>

namespace cppcoro {

template <typename T = void> class task;

namespace detail {
template <typename T> class task_promise final : public mock_promise<T> {
public:
  task<T> get_return_object() noexcept;
};
} // namespace detail

template <typename T> class [[nodiscard]] task {
public:
  using promise_type = detail::task_promise<T>;
  using value_type = T;

  task() noexcept {}
  task(task &&) noexcept {}
  task(const task &) = delete;
  task &operator=(task &&) noexcept { return *this; }
  ~task() {}
  bool is_ready() const noexcept { return false; }
  auto operator co_await() const & noexcept {
    return detail::mock_awaiter<std::add_lvalue_reference_t<T>>();
  }
  auto operator co_await() const && noexcept {
    return detail::mock_awaiter<detail::mock_rvalue_t<T>>();
  }
  auto when_ready() const noexcept { return detail::mock_awaiter<void>(); }
};

template <typename T>
task<T> detail::task_promise<T>::get_return_object() noexcept {
  return {};
}

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_TASK_HPP
