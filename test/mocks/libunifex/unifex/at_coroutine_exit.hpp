//===- at_coroutine_exit.hpp - Asynchronous work when a task ends --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_AT_COROUTINE_EXIT_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_AT_COROUTINE_EXIT_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _at_coroutine_exit {
template <typename... Ts>
struct [[nodiscard]] _cleanup_task : _mock::_sender<std::tuple<Ts &...>> {};
inline constexpr struct _fn {
  template <typename Action, typename... Ts>
  auto operator()(Action &&, Ts &&...) const {
    return _cleanup_task<std::decay_t<Ts>...>();
  }
} at_coroutine_exit{};
} // namespace _at_coroutine_exit
using _at_coroutine_exit::at_coroutine_exit;

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_AT_COROUTINE_EXIT_HPP
