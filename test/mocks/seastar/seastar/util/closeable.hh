//===- closeable.hh - Objects whose end is a future -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_UTIL_CLOSEABLE_HH
#define MOCKS_SEASTAR_SEASTAR_UTIL_CLOSEABLE_HH

#include <concepts>
#include <seastar/core/future.hh>

namespace seastar {

template <typename Object>
concept closeable = requires(Object O) {
  { O.close() } -> std::same_as<future<>>;
};
template <typename Object>
concept stoppable = requires(Object O) {
  { O.stop() } -> std::same_as<future<>>;
};

template <typename Object>
  requires closeable<Object>
class [[nodiscard]] deferred_close {
public:
  deferred_close(Object &) noexcept {}
  deferred_close(deferred_close &&) noexcept {}
  ~deferred_close() {}
  void close_now() noexcept {}
  void cancel() noexcept {}
};
template <typename Object>
  requires stoppable<Object>
class [[nodiscard]] deferred_stop {
public:
  deferred_stop(Object &) noexcept {}
  deferred_stop(deferred_stop &&) noexcept {}
  ~deferred_stop() {}
  void cancel() noexcept {}
};

template <closeable Closeable, std::invocable<Closeable &> Func>
  requires std::is_nothrow_move_constructible_v<Closeable>
futurize_t<std::invoke_result_t<Func, Closeable &>>
with_closeable(Closeable &&, Func) noexcept {
  return {};
}
template <stoppable Stoppable, std::invocable<Stoppable &> Func>
  requires std::is_nothrow_move_constructible_v<Stoppable>
futurize_t<std::invoke_result_t<Func, Stoppable &>>
with_stoppable(Stoppable &&, Func) noexcept {
  return {};
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_UTIL_CLOSEABLE_HH
