//===- Future.h - Futures, next to empty ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_FUTURES_FUTURE_H
#define MOCKS_FOLLY_CORO_FOLLY_FUTURES_FUTURE_H

#include <chrono>
#include <coroutine>
#include <folly/Executor.h>
#include <folly/Try.h>
#include <stdexcept>

namespace folly {

using HighResDuration = std::chrono::microseconds;

class FutureException : public std::logic_error {
public:
  using std::logic_error::logic_error;
};
class FutureTimeout : public FutureException {
public:
  FutureTimeout() : FutureException("timed out") {}
};
class Timekeeper;

template <class T> class Future;

template <class T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept = default;
  T get() &&;
  T get(HighResDuration) &&;
  Try<T> getTry() &&;
  SemiFuture &wait() &;
  SemiFuture &&wait() &&;
  Future<T> via(Executor::KeepAlive<>) &&;
  bool isReady() const;
};

template <class T> class Future {
public:
  Future(Future &&) noexcept = default;
  T get() &&;
  T get(HighResDuration) &&;
  T getVia(DrivableExecutor *) &&;
  Future &wait() &;
  Future &&wait() &&;
  bool isReady() const;
  SemiFuture<T> semi() &&;
};

namespace detail {
template <class T> struct FutureAwaiter {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();
};
} // namespace detail

template <class T>
detail::FutureAwaiter<T> operator co_await(Future<T> &&) noexcept {
  return {};
}

template <class T>
detail::FutureAwaiter<T> co_viaIfAsync(Executor::KeepAlive<>,
                                       SemiFuture<T> &&) noexcept {
  return {};
}

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_FUTURES_FUTURE_H
