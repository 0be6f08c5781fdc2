//===- task.hpp - The lazy task ---------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_TASK_HPP
#define MOCKS_COBALT_BOOST_COBALT_TASK_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/op.hpp>

namespace boost::cobalt {

template <typename Return> struct task;

namespace detail {
template <typename Return>
struct task_promise : mock_promise<std::suspend_always, Return> {
  [[nodiscard]] task<Return> get_return_object();
};
} // namespace detail

template <typename Return> struct [[nodiscard]] task {
  task(task &&) noexcept {}
  task &operator=(task &&) noexcept { return *this; }
  task(const task &) = delete;
  ~task() {}
  auto operator co_await() { return detail::mock_awaiter<Return>(); }
  using promise_type = detail::task_promise<Return>;

private:
  friend promise_type;
  task() {}
};

template <typename Return>
task<Return> detail::task_promise<Return>::get_return_object() {
  return {};
}

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_TASK_HPP
