//===- maybe_yield.hh - Gives way if it is time to --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_COROUTINE_MAYBE_YIELD_HH
#define MOCKS_SEASTAR_SEASTAR_COROUTINE_MAYBE_YIELD_HH

#include <seastar/core/coroutine.hh>

namespace seastar::coroutine {

class [[nodiscard("must co_await an maybe_yield() object")]] maybe_yield {
public:
  auto operator co_await() { return internal::awaiter<true, void>(); }
};

} // namespace seastar::coroutine

#endif // MOCKS_SEASTAR_SEASTAR_COROUTINE_MAYBE_YIELD_HH
