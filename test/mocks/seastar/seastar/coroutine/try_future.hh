//===- try_future.hh - Ends the coroutine with a future's error --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_COROUTINE_TRY_FUTURE_HH
#define MOCKS_SEASTAR_SEASTAR_COROUTINE_TRY_FUTURE_HH

#include <seastar/core/coroutine.hh>

namespace seastar {

namespace internal {
template <bool CheckPreempt, typename T>
class [[nodiscard]] try_future_awaiter : public awaiter<CheckPreempt, T> {};
} // namespace internal

namespace coroutine {
template <typename T = void> inline auto try_future(future<T> &&) noexcept {
  return seastar::internal::try_future_awaiter<true, T>();
}
} // namespace coroutine

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_COROUTINE_TRY_FUTURE_HH
