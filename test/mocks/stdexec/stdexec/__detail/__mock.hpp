//===- __mock.hpp - Senders and awaiters of stdexec's mock ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_STDEXEC___DETAIL___MOCK_HPP
#define MOCKS_STDEXEC_STDEXEC___DETAIL___MOCK_HPP

#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

namespace __mock {

/// An awaiter whose value is never made: nothing here is run.
template <class T> struct __awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { throw; }
};

/// What a sender of one value has in common; only a promise can await it.
template <class T> struct __sender {
  using __value = T;
};

template <class S>
concept sender = requires { typename std::remove_cvref_t<S>::__value; };
template <sender S> using value_t = typename std::remove_cvref_t<S>::__value;
template <class T>
using __as_tuple = std::conditional_t<
    std::is_void_v<T>, std::tuple<>,
    std::tuple<std::conditional_t<std::is_void_v<T>, int, T>>>;
template <class T> struct __joined {
  using type = T;
};
template <> struct __joined<std::tuple<>> {
  using type = void;
};
template <class T> struct __joined<std::tuple<T>> {
  using type = T;
};
template <class F, class T> struct __result {
  using type = std::invoke_result_t<F, T>;
};
template <class F> struct __result<F, void> {
  using type = std::invoke_result_t<F>;
};

template <class T> struct __return_value {
  template <class U>
    requires std::is_convertible_v<U, T>
  void return_value(U &&) {}
};
template <> struct __return_value<void> {
  void return_void() noexcept {}
};
template <class Task, class T> struct __promise : __return_value<T> {
  Task get_return_object() noexcept { return Task(); }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}
  template <sender S> auto await_transform(S &&) {
    return __awaiter<value_t<S>>();
  }
};

} // namespace __mock

template <class S>
concept sender = __mock::sender<S>;

} // namespace stdexec

#endif // MOCKS_STDEXEC_STDEXEC___DETAIL___MOCK_HPP
