//===- spawn_future.hpp - A sender in a scope, with its result --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_SPAWN_FUTURE_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_SPAWN_FUTURE_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _spawn_future {
template <typename T> struct [[nodiscard]] future : _mock::_sender<T> {
  future() noexcept {}
  future(future &&) noexcept {}
  ~future() {}
};
struct _spawn_future_fn {
  template <_mock::sender Sender, typename Scope>
  auto operator()(Sender &&, Scope &) const {
    return future<_mock::value_t<Sender>>();
  }
};
} // namespace _spawn_future
inline constexpr _spawn_future::_spawn_future_fn spawn_future{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_SPAWN_FUTURE_HPP
