//===- exception.hh - Ends the coroutine with an error ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_COROUTINE_EXCEPTION_HH
#define MOCKS_SEASTAR_SEASTAR_COROUTINE_EXCEPTION_HH

#include <seastar/core/coroutine.hh>

namespace seastar::coroutine {

struct exception {
  explicit exception(std::exception_ptr) noexcept {}
};
[[nodiscard]] inline exception
return_exception_ptr(std::exception_ptr E) noexcept {
  return exception(E);
}
template <typename T> [[nodiscard]] exception return_exception(T &&E) noexcept {
  return exception(std::make_exception_ptr(E));
}

} // namespace seastar::coroutine

namespace seastar {
inline internal::awaiter<true, void>
operator co_await(coroutine::exception) noexcept {
  return {};
}
} // namespace seastar

namespace seastar::coroutine {
using seastar::operator co_await;
} // namespace seastar::coroutine

#endif // MOCKS_SEASTAR_SEASTAR_COROUTINE_EXCEPTION_HH
