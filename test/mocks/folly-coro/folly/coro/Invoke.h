//===- Invoke.h - Keeps a coroutine lambda alive ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_INVOKE_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_INVOKE_H

#include <functional>

namespace folly::coro {

struct co_invoke_fn {
  template <typename F, typename... A>
  constexpr auto operator()(F &&Function, A &&...Arguments) const
      -> std::invoke_result_t<F, A...> {
    return std::invoke(static_cast<F &&>(Function),
                       static_cast<A &&>(Arguments)...);
  }
};

namespace folly_cpo__ {
inline constexpr co_invoke_fn co_invoke{};
}
using namespace folly_cpo__;

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_INVOKE_H
