//===- WithCancellation.h - A task with a token of one's own ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_WITHCANCELLATION_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_WITHCANCELLATION_H

#include <folly/CancellationToken.h>

namespace folly::coro {

namespace detail::adl {
void co_withCancellation();
struct WithCancellationFunction {
  template <typename Awaitable>
  auto operator()(const CancellationToken &Token, Awaitable &&A) const
      -> decltype(co_withCancellation(Token, static_cast<Awaitable &&>(A))) {
    return co_withCancellation(Token, static_cast<Awaitable &&>(A));
  }
};
} // namespace detail::adl

// Out of the way of argument-dependent look-up, as the library's own objects.
namespace folly_cpo__ {
inline constexpr detail::adl::WithCancellationFunction co_withCancellation{};
}
using namespace folly_cpo__;

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_WITHCANCELLATION_H
