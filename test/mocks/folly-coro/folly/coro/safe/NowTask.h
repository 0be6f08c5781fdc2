//===- NowTask.h - A task that must be awaited where it is made --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_SAFE_NOWTASK_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_SAFE_NOWTASK_H

#include <folly/coro/Task.h>

namespace folly::coro {

template <typename T = void> class now_task;
template <typename T = void> class now_task_with_executor;
template <typename T = void> using NowTask = now_task<T>;
template <typename T = void>
using NowTaskWithExecutor = now_task_with_executor<T>;

namespace detail {
template <typename T> class now_task_promise final : public ValuePromise<T> {
public:
  now_task<T> get_return_object() noexcept;
};
} // namespace detail

template <typename T> class [[nodiscard]] now_task_with_executor final {
public:
  now_task_with_executor(now_task_with_executor &&) = delete;
  now_task_with_executor() = default;
  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>,
                                          now_task_with_executor &&) noexcept {
    return {};
  }
};

template <typename T> class [[nodiscard]] now_task final {
public:
  using promise_type = detail::now_task_promise<T>;
  now_task(now_task &&) = delete;
  ~now_task() {}

  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>,
                                          now_task &&) noexcept {
    return {};
  }

private:
  friend promise_type;
  now_task() noexcept {}
};

template <typename T>
now_task<T> detail::now_task_promise<T>::get_return_object() noexcept {
  return {};
}

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_SAFE_NOWTASK_H
