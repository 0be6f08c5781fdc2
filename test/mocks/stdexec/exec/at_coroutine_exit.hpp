//===- at_coroutine_exit.hpp - Asynchronous work when a task ends --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_AT_COROUTINE_EXIT_HPP
#define MOCKS_STDEXEC_EXEC_AT_COROUTINE_EXIT_HPP

#include <stdexec/execution.hpp>

namespace experimental::execution {

namespace __at_coro_exit {
template <class... Ts>
struct [[nodiscard]] __task : stdexec::__mock::__sender<std::tuple<Ts &...>> {};
struct __at_coro_exit_t {
  template <class Action, class... Ts>
  auto operator()(Action &&, Ts &&...) const {
    return __task<std::decay_t<Ts>...>();
  }
};
} // namespace __at_coro_exit

inline constexpr __at_coro_exit::__at_coro_exit_t at_coroutine_exit{};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_AT_COROUTINE_EXIT_HPP
