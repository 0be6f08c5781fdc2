//===- spawn_detached.hpp - A sender that nobody waits for but a scope --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_SPAWN_DETACHED_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_SPAWN_DETACHED_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _spawn_detached {
struct _spawn_detached_fn {
  template <_mock::sender Sender, typename Scope>
  void operator()(Sender &&, Scope &) const {}
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_SPAWN_DETACHED_HPP
