//===- spawn.hpp - A task for another executor ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_SPAWN_HPP
#define MOCKS_COBALT_BOOST_COBALT_SPAWN_HPP

#include <boost/asio/async_result.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/cobalt/task.hpp>

namespace boost::cobalt {

namespace detail {
template <typename T> struct mock_spawn_signature {
  using type = void(std::exception_ptr, T);
};
template <> struct mock_spawn_signature<void> {
  using type = void(std::exception_ptr);
};
struct async_initiate_spawn {
  template <typename Handler, typename T>
  void operator()(Handler &&, task<T>) {}
};
} // namespace detail

template <typename Context, typename T, typename CompletionToken>
  requires requires(Context &C) { C.get_executor(); }
auto spawn(Context &, task<T> &&Task, CompletionToken &&Token) {
  return asio::async_initiate<CompletionToken,
                              typename detail::mock_spawn_signature<T>::type>(
      detail::async_initiate_spawn{}, Token, std::move(Task));
}

template <std::convertible_to<executor> Executor, typename T,
          typename CompletionToken>
auto spawn(Executor, task<T> &&Task, CompletionToken &&Token) {
  return asio::async_initiate<CompletionToken,
                              typename detail::mock_spawn_signature<T>::type>(
      detail::async_initiate_spawn{}, Token, std::move(Task));
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_SPAWN_HPP
