//===- mock_sender.hpp - Senders and awaiters of libunifex's mock --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_MOCK_SENDER_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_MOCK_SENDER_HPP

#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace unifex {

struct unit {};

namespace _mock {

/// An awaiter whose value is never made: nothing here is run.
template <typename T> struct _awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { throw; }
};

/// What a sender of one value has in common; only a promise can await it.
template <typename T> struct _sender {
  using _value = T;
};

template <typename S>
concept sender = requires { typename std::remove_cvref_t<S>::_value; };
template <sender S> using value_t = typename std::remove_cvref_t<S>::_value;
template <typename T>
using non_void_t = std::conditional_t<std::is_void_v<T>, unit, T>;
template <typename T> struct _tuple_of {
  using type = std::tuple<T>;
};
template <> struct _tuple_of<void> {
  using type = std::tuple<>;
};

} // namespace _mock

template <typename S>
concept typed_sender = _mock::sender<S>;

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_MOCK_SENDER_HPP
