//===- fake-asio.h - Boost.Asio's names, next to empty ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef FAKE_ASIO_H
#define FAKE_ASIO_H

#include <fake-std.h>

#ifndef BOOST_ASIO_VERSION
#define BOOST_ASIO_VERSION 102600
#endif

namespace boost {
namespace asio {

struct any_io_executor {};
struct io_context {
  struct executor_type {};
};

template <class Executor = any_io_executor> struct use_awaitable_t {};
inline constexpr use_awaitable_t<> use_awaitable;
struct detached_t {};
inline constexpr detached_t detached;
struct deferred_t {};
inline constexpr deferred_t deferred;
template <class Signature> class deferred_async_operation {};

namespace this_coro {
struct executor_t {};
inline constexpr executor_t executor;
} // namespace this_coro

template <class T, class Executor = any_io_executor> class awaitable {
public:
  awaitable(awaitable &&) noexcept;
  ~awaitable();
  bool await_ready() const noexcept;
  template <class Promise> void await_suspend(std::coroutine_handle<Promise>);
  T await_resume();
};

namespace detail {
template <class Executor> struct frame_base {
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  template <class T>
  awaitable<T, Executor> await_transform(awaitable<T, Executor>);
  struct executor_awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    Executor await_resume() noexcept;
  };
  executor_awaiter await_transform(this_coro::executor_t);
};
template <class T, class Executor> struct frame : frame_base<Executor> {
  awaitable<T, Executor> get_return_object();
  void return_value(T);
};
template <class Executor> struct frame<void, Executor> : frame_base<Executor> {
  awaitable<void, Executor> get_return_object();
  void return_void();
};
} // namespace detail

template <class Clock> struct basic_waitable_timer {
  template <class... Args> explicit basic_waitable_timer(Args &&...);
  awaitable<void> async_wait(use_awaitable_t<>);
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;

namespace ip {
struct tcp {
  struct socket {};
};
} // namespace ip

} // namespace asio
} // namespace boost

template <class T, class Executor, class... Args>
struct std::coroutine_traits<boost::asio::awaitable<T, Executor>, Args...> {
  using promise_type = boost::asio::detail::frame<T, Executor>;
};

/// Marks the place of a test; `task` is work that can be forgotten.
void here();
boost::asio::awaitable<void> task();
boost::asio::awaitable<int> number();

#endif // FAKE_ASIO_H
