//===- future.hh - The eager future and its promise -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_FUTURE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_FUTURE_HH

#include <algorithm>
#include <coroutine>
#include <exception>
#include <functional>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

namespace seastar {

template <typename T = void> class future;
template <typename T> class promise;

template <typename T> struct is_future : std::false_type {};
template <typename T> struct is_future<future<T>> : std::true_type {};

template <typename T> struct futurize {
  using type = future<T>;
};
template <typename T> struct futurize<future<T>> {
  using type = future<T>;
};
template <typename T> using futurize_t = typename futurize<T>::type;

namespace internal {
template <typename Func, typename T> struct mock_continuation {
  using type = futurize_t<std::invoke_result_t<Func, T>>;
};
template <typename Func> struct mock_continuation<Func, void> {
  using type = futurize_t<std::invoke_result_t<Func>>;
};
} // namespace internal

/// Nothing here is run: what would have a value does not return.
template <typename T> class [[nodiscard]] future {
public:
  using value_type = T;
  future(future &&) noexcept {}
  future(const future &) = delete;
  future &operator=(future &&) noexcept { return *this; }
  ~future() {}

  T get() { throw; }
  void wait() noexcept {}
  bool available() const noexcept { return false; }
  bool failed() const noexcept { return false; }
  std::exception_ptr get_exception() noexcept { return {}; }
  void ignore_ready_future() noexcept {}

  template <typename Func>
  typename internal::mock_continuation<Func, T>::type then(Func &&) noexcept {
    return {};
  }
  template <typename Func>
  futurize_t<std::invoke_result_t<Func, future>>
  then_wrapped(Func &&) noexcept {
    return {};
  }
  template <typename Func> future finally(Func &&) noexcept { return {}; }
  template <typename Func> future handle_exception(Func &&) noexcept {
    return {};
  }
  template <typename Func> future handle_exception_type(Func &&) noexcept {
    return {};
  }
  future<> discard_result() noexcept;

  future() noexcept {}
};

template <typename T> future<> future<T>::discard_result() noexcept {
  return {};
}

template <typename T = void> class promise {
public:
  future<T> get_future() noexcept { return {}; }
  template <typename... A> void set_value(A &&...) noexcept {}
  template <typename E> void set_exception(E &&) noexcept {}
};

template <typename T = void, typename... A>
future<T> make_ready_future(A &&...) noexcept {
  return {};
}
template <typename T = void, typename E>
future<T> make_exception_future(E &&) noexcept {
  return {};
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_FUTURE_HH
