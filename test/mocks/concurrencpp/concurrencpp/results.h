//===- results.h - Eager and lazy results, none of them nodiscard --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CONCURRENCPP_CONCURRENCPP_RESULTS_H
#define MOCKS_CONCURRENCPP_CONCURRENCPP_RESULTS_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace concurrencpp {

class executor;
struct executor_tag {};
struct null_result {};
enum class result_status { idle, value, exception };

template <class type> class result;
template <class type> class lazy_result;
template <class type> class shared_result;
template <class type> class generator;

namespace errors {
struct errors_base : public std::runtime_error {
  using runtime_error::runtime_error;
};
struct empty_result : public errors_base {
  using errors_base::errors_base;
};
struct broken_task : public errors_base {
  using errors_base::errors_base;
};
struct runtime_shutdown : public errors_base {
  using errors_base::errors_base;
};
} // namespace errors

namespace details {

/// An awaiter whose value is never made: nothing here is run.
template <class type> struct mock_awaitable {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  type await_resume() { throw; }
};

// The library's promises transform nothing that is awaited.
template <class start> struct mock_promise_base {
  start initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}
};
template <class start, class type>
struct mock_promise : mock_promise_base<start> {
  template <class given_type> void return_value(given_type &&) {}
};
template <class start>
struct mock_promise<start, void> : mock_promise_base<start> {
  void return_void() noexcept {}
};

template <class type>
struct initialy_resumed_promise : mock_promise<std::suspend_never, type> {
  result<type> get_return_object() noexcept;
};
struct initialy_resumed_null_result_promise
    : mock_promise<std::suspend_never, void> {
  null_result get_return_object() noexcept { return {}; }
};
template <class type>
struct lazy_promise : mock_promise<std::suspend_always, type> {
  lazy_result<type> get_return_object() noexcept;
};

} // namespace details

template <class type> class result {
public:
  result() noexcept {}
  result(result &&) noexcept {}
  result &operator=(result &&) noexcept { return *this; }
  ~result() noexcept {}
  explicit operator bool() const noexcept { return true; }
  result_status status() const { return result_status::idle; }
  void wait() {}
  template <class duration_type, class ratio_type>
  result_status wait_for(std::chrono::duration<duration_type, ratio_type>) {
    return result_status::idle;
  }
  template <class clock_type, class duration_type>
  result_status wait_until(std::chrono::time_point<clock_type, duration_type>) {
    return result_status::idle;
  }
  type get() { throw; }
  auto operator co_await() { return details::mock_awaitable<type>(); }
  auto resolve() { return details::mock_awaitable<result>(); }
};

template <class type> class lazy_result {
public:
  lazy_result() noexcept {}
  lazy_result(lazy_result &&) noexcept {}
  ~lazy_result() noexcept {}
  explicit operator bool() const noexcept { return true; }
  auto operator co_await() { return details::mock_awaitable<type>(); }
  auto resolve() { return details::mock_awaitable<lazy_result>(); }
  result<type> run() { return {}; }
};

// No coroutine returns it: it is made of a result.
template <class type> class shared_result {
public:
  shared_result() noexcept {}
  shared_result(result<type>) {}
  shared_result(const shared_result &) noexcept {}
  ~shared_result() noexcept {}
  explicit operator bool() const noexcept { return true; }
  void wait() {}
  std::add_lvalue_reference_t<type> get() { throw; }
  auto operator co_await() {
    return details::mock_awaitable<std::add_lvalue_reference_t<type>>();
  }
};

namespace details {
template <class type>
result<type> initialy_resumed_promise<type>::get_return_object() noexcept {
  return {};
}
template <class type>
lazy_result<type> lazy_promise<type>::get_return_object() noexcept {
  return {};
}
template <class type> struct generator_promise {
  generator<type> get_return_object() noexcept { return {}; }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  std::suspend_always yield_value(const type &) noexcept { return {}; }
  void unhandled_exception() noexcept {}
  void return_void() noexcept {}
};
template <class type> struct generator_iterator {
  generator_iterator &operator++() { return *this; }
  type &operator*() const { throw; }
  bool operator==(const generator_iterator &) const { return true; }
};
} // namespace details

template <class type> class generator {
public:
  using promise_type = details::generator_promise<type>;
  generator() noexcept {}
  generator(generator &&) noexcept {}
  ~generator() noexcept {}
  details::generator_iterator<type> begin() { return {}; }
  details::generator_iterator<type> end() noexcept { return {}; }
};

template <class sequence_type> struct when_any_result {
  std::size_t index;
  sequence_type results;
};

template <class executor_type, class... result_types>
lazy_result<std::tuple<std::decay_t<result_types>...>>
when_all(std::shared_ptr<executor_type>, result_types &&...) {
  return {};
}
template <class executor_type, class iterator_type>
  requires requires(iterator_type it) { ++it; }
lazy_result<
    std::vector<typename std::iterator_traits<iterator_type>::value_type>>
when_all(std::shared_ptr<executor_type>, iterator_type, iterator_type) {
  return {};
}
template <class executor_type, class... result_types>
lazy_result<when_any_result<std::tuple<result_types...>>>
when_any(std::shared_ptr<executor_type>, result_types &&...) {
  return {};
}

template <class executor_type> auto resume_on(std::shared_ptr<executor_type>) {
  return details::mock_awaitable<void>();
}

} // namespace concurrencpp

template <class type, class... arguments>
struct std::coroutine_traits<concurrencpp::result<type>, arguments...> {
  using promise_type = concurrencpp::details::initialy_resumed_promise<type>;
};
template <class... arguments>
struct std::coroutine_traits<concurrencpp::null_result, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_resumed_null_result_promise;
};
template <class type, class... arguments>
struct std::coroutine_traits<concurrencpp::lazy_result<type>, arguments...> {
  using promise_type = concurrencpp::details::lazy_promise<type>;
};

#endif // MOCKS_CONCURRENCPP_CONCURRENCPP_RESULTS_H
