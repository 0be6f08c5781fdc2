//===- coroutine.hh - Functions that return a future as coroutines --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_COROUTINE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_COROUTINE_HH

#include <seastar/core/future.hh>

namespace seastar {

namespace internal {

class mock_promise_base {
public:
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}
};

// The library's promises transform nothing that is awaited.
template <typename T> class coroutine_traits_base {
public:
  class promise_type final : public mock_promise_base {
  public:
    template <typename U> void return_value(U &&) {}
    seastar::future<T> get_return_object() noexcept { return {}; }
  };
};
template <> class coroutine_traits_base<void> {
public:
  class promise_type final : public mock_promise_base {
  public:
    void return_void() noexcept {}
    seastar::future<> get_return_object() noexcept { return {}; }
  };
};

template <bool CheckPreempt, typename T> struct awaiter {
  bool await_ready() const noexcept { return false; }
  template <typename U> void await_suspend(std::coroutine_handle<U>) noexcept {}
  T await_resume() { throw; }
};

} // namespace internal

template <typename T>
internal::awaiter<true, T> operator co_await(future<T>) noexcept {
  return {};
}

namespace coroutine {

template <typename Func> class lambda {
  Func *To;

public:
  explicit lambda(Func &&F) : To(&F) {}
  template <typename... Args> decltype(auto) operator()(Args &&...As) const {
    return std::invoke(*To, std::forward<Args>(As)...);
  }
};

} // namespace coroutine
} // namespace seastar

template <typename T, typename... Args>
struct std::coroutine_traits<seastar::future<T>, Args...>
    : public seastar::internal::coroutine_traits_base<T> {};

#endif // MOCKS_SEASTAR_SEASTAR_CORE_COROUTINE_HH
