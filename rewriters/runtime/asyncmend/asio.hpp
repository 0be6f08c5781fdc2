//===- asio.hpp - What Asio's coroutines lack -------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Helpers that asyncmend's rewriters put into code for Boost.Asio or standalone
// Asio, 1.22 or newer, in C++20. Nothing here depends on the tool.
//
//   for_each_limited(range, limit, fn)      a task per item, `limit` at a time
//   wait_for_all_limited(ops, limit)        the same for deferred operations
//   with_teardown(body, teardown)           an awaited release on every way out
//   with_timeout(task, duration)            a deadline that keeps errors
//   rethrow_errors(errors...)               all that several tasks ended with
//   async_mutex                             a lock that is awaited
//   sleep_for(duration), sleep_until(time)  timers
//   scope_exit                              a release that is not awaited
//
// All of them may be used on one thread, on a strand, and on a pool of threads.
// Of Boost's and the standalone Asio the one is meant that was included before
// (see asio-flavour.hpp).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_ASIO_HPP
#define ASYNCMEND_ASIO_HPP

#include "asio-errors.hpp"
#include "asio-fan-out.hpp"
#include "asio-flavour.hpp"
#include <chrono>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace asyncmend {
inline namespace ASYNCMEND_FLAVOUR {

/// Calls a function when the scope ends, however it ends. What it throws ends
/// the program, as with any destructor.
template <typename Function> class [[nodiscard]] scope_exit {
public:
  explicit scope_exit(Function f) : function(std::move(f)) {}
  scope_exit(const scope_exit &) = delete;
  scope_exit &operator=(const scope_exit &) = delete;
  ~scope_exit() { reset(); }

  /// Calls the function now, and not again.
  void reset() {
    if (std::exchange(armed, false))
      function();
  }

  /// Gives the call up.
  void release() noexcept { armed = false; }

private:
  Function function;
  bool armed = true;
};

/// Awaits `body()` and then, on every way out of it (a value, an exception, a
/// cancellation), `teardown()`, which no cancellation reaches. The result is
/// that of the body; its exception wins over one of the teardown. A
/// cancellation that arrives meanwhile is kept: the caller's next co_await
/// throws it. Both functions are called once, and may hold references to the
/// caller's locals.
template <typename Body, typename Teardown>
auto with_teardown(Body body, Teardown teardown)
    -> std::invoke_result_t<Body &> {
  using traits = detail::traits_of<Body>;
  using E = typename traits::executor_type;
  std::exception_ptr error;
  detail::kept<typename traits::value_type> result;
  try {
    if constexpr (std::is_void_v<typename traits::value_type>)
      co_await body();
    else
      result.emplace(co_await body());
  } catch (...) {
    error = std::current_exception();
  }
  // A coroutine of its own has a cancellation state of its own, to which no
  // slot leads; waiting for it must not throw in the state of this one.
  const bool throws = co_await net::this_coro::throw_if_cancelled();
  co_await net::this_coro::throw_if_cancelled(false);
  const E ex = co_await net::this_coro::executor;
  try {
    co_await net::co_spawn(
        ex, teardown(),
        net::bind_cancellation_slot(net::cancellation_slot(),
                                    net::use_awaitable_t<E>()));
  } catch (...) {
    if (!error)
      error = std::current_exception();
  }
  co_await net::this_coro::throw_if_cancelled(throws);
  if (error)
    std::rethrow_exception(error);
  if constexpr (!std::is_void_v<typename traits::value_type>)
    co_return std::move(*result);
}

/// Waits for a duration of any unit, rounded up to the clock's.
template <typename Rep, typename Period>
net::awaitable<void> sleep_for(std::chrono::duration<Rep, Period> duration) {
  net::steady_timer timer(
      co_await net::this_coro::executor,
      std::chrono::ceil<net::steady_timer::duration>(duration));
  co_await timer.async_wait(net::use_awaitable);
}

/// Waits for a point in time of any clock.
template <typename Clock, typename Duration>
net::awaitable<void>
sleep_until(std::chrono::time_point<Clock, Duration> time) {
  net::basic_waitable_timer<Clock> timer(
      co_await net::this_coro::executor,
      std::chrono::ceil<typename Clock::duration>(time));
  co_await timer.async_wait(net::use_awaitable);
}

namespace detail {

/// On one strand: a task, and the timer that cancels it. The timer is what
/// the race itself waits for; the task's end makes it wait no longer.
template <typename T, typename E> class timed_race {
public:
  timed_race(E executor, net::steady_timer::duration limit)
      : ex(executor), timer(executor, limit) {}

  net::awaitable<T, E> run(net::awaitable<T, E> task) {
    co_await net::this_coro::throw_if_cancelled(false);
    net::co_spawn(ex, keep(std::move(task)),
                  net::bind_cancellation_slot(signal.slot(),
                                              [this](std::exception_ptr e) {
                                                error = e;
                                                done = true;
                                                timer.cancel();
                                              }));
    bool expired = false;
    while (!done) {
      error_code ec;
      co_await timer.async_wait(
          net::redirect_error(net::use_awaitable_t<E>(), ec));
      if (done)
        break;
      expired = expired || !ec;
      timer.expires_at(net::steady_timer::time_point::max());
      signal.emit(net::cancellation_type::terminal);
    }
    if (expired)
      throw system_error(net::error::timed_out);
    if (error)
      std::rethrow_exception(error);
    if constexpr (!std::is_void_v<T>)
      co_return std::move(*result);
  }

private:
  net::awaitable<void, E> keep(net::awaitable<T, E> task) {
    if constexpr (std::is_void_v<T>)
      co_await std::move(task);
    else
      result.emplace(co_await std::move(task));
  }

  E ex;
  net::steady_timer timer;
  net::cancellation_signal signal;
  kept<T> result;
  std::exception_ptr error;
  bool done = false;
};

} // namespace detail

/// Awaits a task for at most that long: then the task is cancelled, waited
/// for, and system_error(timed_out) is thrown. What the task throws before
/// comes through at once. A task that takes no notice of cancellation is
/// waited for all the same. T needs no default constructor.
template <typename T, typename E, typename Rep, typename Period>
net::awaitable<T, E> with_timeout(net::awaitable<T, E> task,
                                  std::chrono::duration<Rep, Period> limit) {
  const E own = co_await net::this_coro::executor;
  const E ex = detail::own_strand<E>(own);
  const auto ticks = std::chrono::ceil<net::steady_timer::duration>(limit);
  detail::kept<T> result;
  auto race = [&]() -> net::awaitable<void, E> {
    detail::timed_race<T, E> both(ex, ticks);
    if constexpr (std::is_void_v<T>)
      co_await both.run(std::move(task));
    else
      result.emplace(co_await both.run(std::move(task)));
  };
  co_await net::co_spawn(ex, race(), net::use_awaitable_t<E>());
  if constexpr (!std::is_void_v<T>)
    co_return std::move(*result);
}

/// A mutex for coroutines: who waits is suspended, and served in order. It
/// may be held across a co_await, and by coroutines of different threads.
/// Waiting can be cancelled. It must outlive its locks.
class async_mutex {
public:
  explicit async_mutex(net::any_io_executor ex) : slots(std::move(ex), 1) {}

  /// Unlocks when it goes out of scope.
  class [[nodiscard]] lock {
  public:
    explicit lock(async_mutex &m) : owner(&m) {}
    lock(lock &&other) noexcept : owner(std::exchange(other.owner, nullptr)) {}
    lock &operator=(lock other) noexcept {
      std::swap(owner, other.owner);
      return *this;
    }
    ~lock() { unlock(); }

    void unlock() {
      if (auto *m = std::exchange(owner, nullptr))
        m->slots.try_receive([](error_code, int) {});
    }

  private:
    async_mutex *owner;
  };

  /// `auto lock = co_await mutex.scoped_lock();`
  net::awaitable<lock> scoped_lock() {
    co_await slots.async_send(error_code(), 0, net::use_awaitable);
    co_return lock(*this);
  }

private:
  // With two arguments: Asio 1.22 cannot compile a channel with one.
  net::experimental::concurrent_channel<void(error_code, int)> slots;
};

} // namespace ASYNCMEND_FLAVOUR
} // namespace asyncmend

#endif // ASYNCMEND_ASIO_HPP
