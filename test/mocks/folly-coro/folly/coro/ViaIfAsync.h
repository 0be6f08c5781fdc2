//===- ViaIfAsync.h - How a promise takes what is awaited -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_VIAIFASYNC_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_VIAIFASYNC_H

#include <coroutine>
#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Error.h>
#include <tuple>
#include <vector>

namespace folly::coro {

namespace detail {

/// An awaiter whose value is never made: nothing here is run.
template <typename T> struct Awaiter {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};
template <typename T> struct ReadyAwaiter {
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};

template <typename A>
concept Awaiting = requires(A &&Awaitable) {
  static_cast<A &&>(Awaitable).await_ready();
} || requires(A &&Awaitable) {
  static_cast<A &&>(Awaitable).operator co_await();
} || requires(A &&Awaitable) {
  operator co_await(static_cast<A &&>(Awaitable));
};

struct ViaIfAsyncFunction {
  template <typename A>
  decltype(auto) operator()(Executor::KeepAlive<> On, A &&Awaitable) const {
    if constexpr (requires { co_viaIfAsync(On, static_cast<A &&>(Awaitable)); })
      return co_viaIfAsync(On, static_cast<A &&>(Awaitable));
    else if constexpr (requires { Awaitable.viaIfAsync(On); })
      return Awaitable.viaIfAsync(On);
    else
      return static_cast<A &&>(Awaitable);
  }
};

template <Awaiting A> decltype(auto) awaiterOf(A &&Awaitable) {
  if constexpr (requires { static_cast<A &&>(Awaitable).await_ready(); })
    return static_cast<A &&>(Awaitable);
  else if constexpr (requires {
                       static_cast<A &&>(Awaitable).operator co_await();
                     })
    return static_cast<A &&>(Awaitable).operator co_await();
  else
    return operator co_await(static_cast<A &&>(Awaitable));
}

} // namespace detail

template <typename A>
using semi_await_result_t =
    decltype(detail::awaiterOf(detail::ViaIfAsyncFunction()(
                                   Executor::KeepAlive<>(), std::declval<A>()))
                 .await_resume());

namespace detail {

template <typename T>
using lift_unit_t = std::conditional_t<std::is_void_v<T>, Unit, T>;
template <typename A>
using plain_result_t = std::remove_cvref_t<semi_await_result_t<A>>;

template <typename A> class TryAwaitable {
public:
  friend Awaiter<Try<plain_result_t<A>>>
  co_viaIfAsync(Executor::KeepAlive<>, TryAwaitable &&) noexcept {
    return {};
  }
};
template <typename A> class NothrowAwaitable {
public:
  friend Awaiter<semi_await_result_t<A>>
  co_viaIfAsync(Executor::KeepAlive<>, NothrowAwaitable &&) noexcept {
    return {};
  }
};

inline ReadyAwaiter<void> co_viaIfAsync(Executor::KeepAlive<>,
                                        co_reschedule_on_current_executor_) {
  return {};
}

/// What the promises of tasks and generators have in common.
class BasePromise {
public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}
  std::suspend_always yield_value(co_error) { return {}; }

  template <typename Awaitable> decltype(auto) await_transform(Awaitable &&A) {
    return ViaIfAsyncFunction()(Executor::KeepAlive<>(),
                                static_cast<Awaitable &&>(A));
  }
  ReadyAwaiter<Executor *> await_transform(co_current_executor_t) noexcept {
    return {};
  }
  ReadyAwaiter<const CancellationToken &>
  await_transform(co_current_cancellation_token_t) noexcept {
    return {};
  }
  ReadyAwaiter<void> await_transform(co_safe_point_t) noexcept { return {}; }
};

template <typename T> class ValuePromise : public BasePromise {
public:
  template <typename U = T> void return_value(U &&Value) {
    static_assert(std::is_convertible_v<U &&, T>);
    (void)Value;
  }
};
template <> class ValuePromise<void> : public BasePromise {
public:
  void return_void() noexcept {}
};

} // namespace detail

template <typename A>
detail::TryAwaitable<std::remove_cvref_t<A>> co_awaitTry(A &&) {
  return {};
}
template <typename A>
detail::NothrowAwaitable<std::remove_cvref_t<A>> co_nothrow(A &&) {
  return {};
}

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_VIAIFASYNC_H
