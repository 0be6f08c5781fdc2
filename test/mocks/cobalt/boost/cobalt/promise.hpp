//===- promise.hpp - The eager task, cancelled when dropped -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_PROMISE_HPP
#define MOCKS_COBALT_BOOST_COBALT_PROMISE_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/op.hpp>

namespace boost::cobalt {

template <typename Return> struct promise;

namespace detail {
template <typename Return>
struct cobalt_promise : mock_promise<std::suspend_never, Return> {
  [[nodiscard]] promise<Return> get_return_object();
};
} // namespace detail

template <typename Return> struct [[nodiscard]] promise {
  promise(promise &&) noexcept {}
  promise &operator=(promise &&) noexcept { return *this; }
  ~promise() {}
  auto operator co_await() { return detail::mock_awaiter<Return>(); }
  void operator+() && {}
  void cancel(asio::cancellation_type = asio::cancellation_type::all) {}
  bool ready() const { return false; }
  explicit operator bool() const { return true; }
  bool attached() const { return true; }
  void detach() {}
  void attach() {}
  Return get();
  using promise_type = detail::cobalt_promise<Return>;

private:
  friend promise_type;
  promise() {}
};

template <typename Return>
promise<Return> detail::cobalt_promise<Return>::get_return_object() {
  return {};
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_PROMISE_HPP
