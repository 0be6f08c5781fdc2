//===- parallel_for_each.hh - A loop at once, to be awaited at once --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_COROUTINE_PARALLEL_FOR_EACH_HH
#define MOCKS_SEASTAR_SEASTAR_COROUTINE_PARALLEL_FOR_EACH_HH

#include <seastar/core/coroutine.hh>

namespace seastar::coroutine {

template <typename Func>
class [[nodiscard("must co_await an parallel_for_each() object")]]
parallel_for_each final : public internal::awaiter<true, void> {
public:
  template <typename Range, typename Func1>
  explicit parallel_for_each(Range &&, Func1 &&) noexcept {}
};
template <typename Range, typename Func>
parallel_for_each(Range &&, Func &&) -> parallel_for_each<Func>;

} // namespace seastar::coroutine

#endif // MOCKS_SEASTAR_SEASTAR_COROUTINE_PARALLEL_FOR_EACH_HH
