//===- all.hh - Several at once, to be awaited at once ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_COROUTINE_ALL_HH
#define MOCKS_SEASTAR_SEASTAR_COROUTINE_ALL_HH

#include <concepts>
#include <seastar/core/coroutine.hh>
#include <seastar/core/when_all.hh>

namespace seastar::coroutine {

template <typename... Futures>
class [[nodiscard("must co_await an all() object")]] all {
public:
  template <typename... Func> explicit all(Func &&...) {}
  auto operator co_await() {
    return internal::awaiter<
        true, decltype(std::tuple_cat(
                  std::declval<internal::mock_value_t<Futures>>()...))>();
  }
};
template <typename... Func>
explicit all(Func &&...) -> all<std::invoke_result_t<Func>...>;

} // namespace seastar::coroutine

#endif // MOCKS_SEASTAR_SEASTAR_COROUTINE_ALL_HH
