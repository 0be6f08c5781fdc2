//===- async_scope.hpp - The scope with cancellation ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_V1_ASYNC_SCOPE_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_V1_ASYNC_SCOPE_HPP

#include <unifex/inplace_stop_token.hpp>
#include <unifex/on.hpp>
#include <unifex/spawn_detached.hpp>
#include <unifex/spawn_future.hpp>

namespace unifex {
inline namespace v1 {

struct async_scope {
  async_scope() noexcept {}
  ~async_scope() {}
  template <_mock::sender Sender> auto spawn(Sender &&S) {
    return spawn_future(static_cast<Sender &&>(S), *this);
  }
  template <typename Scheduler, _mock::sender Sender>
  auto spawn_on(Scheduler &&On, Sender &&S) {
    return spawn(on((Scheduler &&)On, (Sender &&)S));
  }
  template <_mock::sender Sender> void detached_spawn(Sender &&) {}
  template <typename Scheduler, _mock::sender Sender>
  void detached_spawn_on(Scheduler &&, Sender &&) {}
  [[nodiscard]] auto complete() noexcept { return _mock::_sender<void>(); }
  [[nodiscard]] auto cleanup() noexcept { return _mock::_sender<void>(); }
  inplace_stop_token get_stop_token() noexcept { return {}; }
  void request_stop() noexcept {}
};

} // namespace v1
} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_V1_ASYNC_SCOPE_HPP
