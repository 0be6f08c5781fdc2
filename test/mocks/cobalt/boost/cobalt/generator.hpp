//===- generator.hpp - The generator, eager as well -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_GENERATOR_HPP
#define MOCKS_COBALT_BOOST_COBALT_GENERATOR_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/op.hpp>

namespace boost::cobalt {

template <typename Yield, typename Push = void> struct generator;

namespace detail {
template <typename Yield, typename Push>
struct generator_promise : mock_promise<std::suspend_never, Yield> {
  [[nodiscard]] generator<Yield, Push> get_return_object();
  template <typename U> mock_awaiter<Push> yield_value(U &&) { return {}; }
};
} // namespace detail

template <typename Yield, typename Push> struct [[nodiscard]] generator {
  generator(generator &&) noexcept {}
  ~generator() {}
  auto operator co_await() { return detail::mock_awaiter<Yield>(); }
  explicit operator bool() const { return true; }
  void cancel(asio::cancellation_type = asio::cancellation_type::all) {}
  bool ready() const { return false; }
  Yield get();
  using promise_type = detail::generator_promise<Yield, Push>;

private:
  friend promise_type;
  generator() {}
};

template <typename Yield, typename Push>
generator<Yield, Push>
detail::generator_promise<Yield, Push>::get_return_object() {
  return {};
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_GENERATOR_HPP
