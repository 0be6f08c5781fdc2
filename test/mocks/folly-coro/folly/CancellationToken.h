//===- CancellationToken.h - Cancellation, next to empty --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CANCELLATIONTOKEN_H
#define MOCKS_FOLLY_CORO_FOLLY_CANCELLATIONTOKEN_H

#include <utility>

namespace folly {

class CancellationToken {
public:
  CancellationToken() noexcept = default;
  bool isCancellationRequested() const noexcept { return false; }
  bool canBeCancelled() const noexcept { return false; }
};

class CancellationSource {
public:
  CancellationSource();
  CancellationToken getToken() const noexcept { return {}; }
  bool requestCancellation() const noexcept { return false; }
  bool isCancellationRequested() const noexcept { return false; }
};

class CancellationCallback {
public:
  template <typename Callable>
  CancellationCallback(const CancellationToken &, Callable &&);
  CancellationCallback(const CancellationCallback &) = delete;
  ~CancellationCallback();
};

struct cancellation_token_merge_fn {
  template <typename... Ts> CancellationToken operator()(Ts &&...) const {
    return {};
  }
};
inline constexpr cancellation_token_merge_fn cancellation_token_merge{};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_CANCELLATIONTOKEN_H
