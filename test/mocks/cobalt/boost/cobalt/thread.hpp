//===- thread.hpp - A coroutine with a thread of its own --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_THREAD_HPP
#define MOCKS_COBALT_BOOST_COBALT_THREAD_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/op.hpp>

namespace boost::cobalt {

namespace detail {
struct thread_promise;
}

struct thread {
  thread(thread &&) noexcept = default;
  ~thread() {}
  void cancel(asio::cancellation_type = asio::cancellation_type::all) {}
  auto operator co_await() & { return detail::mock_awaiter<void>(); }
  auto operator co_await() && { return detail::mock_awaiter<void>(); }
  void join();
  bool joinable() const;
  void detach();
  executor get_executor() const;
  using promise_type = detail::thread_promise;

private:
  friend detail::thread_promise;
  thread() {}
};

struct detail::thread_promise : mock_promise<std::suspend_always, void> {
  thread get_return_object() { return {}; }
};

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_THREAD_HPP
