//===- loop.hh - Loops over futures, bounded or not -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_LOOP_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_LOOP_HH

#include <seastar/core/future.hh>

namespace seastar {

template <typename Iterator, typename Sentinel, typename Func>
  requires std::is_invocable_v<Func, decltype(*std::declval<Iterator &>())>
future<> parallel_for_each(Iterator, Sentinel, Func &&) noexcept {
  return {};
}
template <typename Range, typename Func>
future<> parallel_for_each(Range &&, Func &&) {
  return {};
}
template <typename Iterator, typename Sentinel, typename Func>
  requires std::is_invocable_v<Func, decltype(*std::declval<Iterator &>())>
future<> max_concurrent_for_each(Iterator, Sentinel, size_t, Func &&) noexcept {
  return {};
}
template <typename Range, typename Func>
future<> max_concurrent_for_each(Range &&, size_t, Func &&) noexcept {
  return {};
}
template <typename Range, typename Func>
future<> do_for_each(Range &, Func) noexcept {
  return {};
}
template <typename Stop, typename Func> future<> do_until(Stop, Func) noexcept {
  return {};
}
template <typename Func> future<> keep_doing(Func) noexcept { return {}; }

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_LOOP_HH
