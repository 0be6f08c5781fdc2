//===- ScopeExit.h - Asynchronous work when a task ends ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_SCOPEEXIT_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_SCOPEEXIT_H

#include <folly/coro/ViaIfAsync.h>

namespace folly::coro {

namespace detail {
template <typename... Args> class [[nodiscard]] ScopeExitTask {
public:
  ScopeExitTask(ScopeExitTask &&) noexcept {}
  ~ScopeExitTask() {}
  friend ReadyAwaiter<std::tuple<Args &...>>
  co_viaIfAsync(Executor::KeepAlive<>, ScopeExitTask &&) noexcept {
    return {};
  }

  ScopeExitTask() {}
};
} // namespace detail

class co_scope_exit_fn {
public:
  template <typename Action, typename... Args>
  detail::ScopeExitTask<std::decay_t<Args>...> operator()(Action &&,
                                                          Args &&...) const {
    return {};
  }
};
inline constexpr co_scope_exit_fn co_scope_exit{};

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_SCOPEEXIT_H
