//===- Task.h - The lazy task and its executor ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_TASK_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_TASK_H

#include <folly/coro/Invoke.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/coro/WithCancellation.h>
#include <folly/futures/Future.h>

namespace folly::coro {

template <typename T = void> class Task;
template <typename T = void> class TaskWithExecutor;

namespace detail {

template <typename T> class TaskPromise final : public ValuePromise<T> {
public:
  Task<T> get_return_object() noexcept;
};

namespace adl {
void co_withExecutor();
struct WithExecutorFunction {
  template <typename Awaitable>
  auto operator()(Executor::KeepAlive<> On, Awaitable A) const
      -> decltype(co_withExecutor(On, std::move(A))) {
    return co_withExecutor(On, std::move(A));
  }
};
} // namespace adl

} // namespace detail

namespace folly_cpo__ {
inline constexpr detail::adl::WithExecutorFunction co_withExecutor{};
}
using namespace folly_cpo__;

template <typename T> class [[nodiscard]] TaskWithExecutor {
public:
  TaskWithExecutor(TaskWithExecutor &&) noexcept {}
  TaskWithExecutor &operator=(TaskWithExecutor) noexcept { return *this; }
  ~TaskWithExecutor() {}

  SemiFuture<detail::lift_unit_t<T>> start() &&;
  template <typename F>
  void start(F &&TryCallback, CancellationToken Token = {}) && {
    (void)sizeof(TryCallback), (void)Token;
  }
  SemiFuture<detail::lift_unit_t<T>> startInlineUnsafe() &&;
  Executor *executor() const noexcept { return nullptr; }

  detail::Awaiter<T> operator co_await() && noexcept { return {}; }
  friend TaskWithExecutor co_withCancellation(CancellationToken,
                                              TaskWithExecutor &&T_) noexcept {
    return std::move(T_);
  }

private:
  friend class Task<T>;
  TaskWithExecutor() noexcept {}
};

template <typename T> class [[nodiscard]] Task {
public:
  using promise_type = detail::TaskPromise<T>;

  Task(const Task &) = delete;
  Task(Task &&) noexcept {}
  Task &operator=(Task) noexcept { return *this; }
  ~Task() {}

  friend TaskWithExecutor<T> co_withExecutor(Executor::KeepAlive<>,
                                             Task From) noexcept {
    return std::move(From).bound();
  }
  [[deprecated("prefer co_withExecutor")]] TaskWithExecutor<T>
  scheduleOn(Executor::KeepAlive<>) && noexcept {
    return std::move(*this).bound();
  }
  SemiFuture<detail::lift_unit_t<T>> semi() &&;

  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>,
                                          Task &&) noexcept {
    return {};
  }
  friend Task co_withCancellation(CancellationToken, Task &&From) noexcept {
    return std::move(From);
  }

private:
  friend promise_type;
  Task() noexcept {}
  TaskWithExecutor<T> bound() && { return {}; }
};

template <typename T>
Task<T> detail::TaskPromise<T>::get_return_object() noexcept {
  return {};
}

template <class T> Task<T> makeTask(T Value) { co_return Value; }
inline Task<void> makeTask() { co_return; }
template <class T> Task<T> makeErrorTask(exception_wrapper);

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_TASK_H
