//===- shared_task.hpp - The lazy task that several may await ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_SHARED_TASK_HPP
#define MOCKS_CPPCORO_CPPCORO_SHARED_TASK_HPP

#include <cppcoro/detail/mock_await.hpp>

namespace cppcoro {

template <typename T = void> class shared_task;

namespace detail {
template <typename T> class shared_task_promise final : public mock_promise<T> {
public:
  shared_task<T> get_return_object() noexcept;
};
} // namespace detail

template <typename T> class [[nodiscard]] shared_task {
public:
  using promise_type = detail::shared_task_promise<T>;
  using value_type = T;

  shared_task() noexcept {}
  shared_task(const shared_task &) noexcept {}
  shared_task(shared_task &&) noexcept {}
  ~shared_task() {}
  bool is_ready() const noexcept { return false; }
  auto operator co_await() const noexcept {
    return detail::mock_awaiter<std::add_lvalue_reference_t<T>>();
  }
};

template <typename T>
shared_task<T> detail::shared_task_promise<T>::get_return_object() noexcept {
  return {};
}

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_SHARED_TASK_HPP
