//===- as_future.hh - A future's outcome without a throw --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_COROUTINE_AS_FUTURE_HH
#define MOCKS_SEASTAR_SEASTAR_COROUTINE_AS_FUTURE_HH

#include <seastar/core/coroutine.hh>

namespace seastar {

namespace internal {
template <bool CheckPreempt, typename T>
class [[nodiscard]] as_future_awaiter
    : public awaiter<CheckPreempt, future<T>> {
public:
  as_future_awaiter() = default;
  as_future_awaiter(as_future_awaiter &&) = delete;
};
} // namespace internal

namespace coroutine {
template <typename T = void> inline auto as_future(future<T> &&) noexcept {
  return seastar::internal::as_future_awaiter<true, T>();
}
} // namespace coroutine

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_COROUTINE_AS_FUTURE_HH
