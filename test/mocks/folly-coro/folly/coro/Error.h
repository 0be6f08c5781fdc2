//===- Error.h - Ways to end a task without a throw -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_ERROR_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_ERROR_H

#include <folly/ExceptionWrapper.h>
#include <folly/OperationCancelled.h>

namespace folly::coro {

class co_error final {
public:
  explicit co_error(exception_wrapper) noexcept {}
  template <class Ex>
    requires(!std::is_same_v<Ex, exception_wrapper>)
  explicit co_error(Ex) noexcept {}
};

class co_stopped_may_throw_t final {
public:
  /* implicit */ operator co_error() const {
    return co_error(exception_wrapper());
  }
};
inline constexpr co_stopped_may_throw_t co_stopped_may_throw{};
[[deprecated(
    "Use co_stopped_may_throw")]] inline constexpr co_stopped_may_throw_t
    co_cancelled{};

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_ERROR_H
