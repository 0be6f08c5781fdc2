//===- task.hpp - The lazy task, returning to its scheduler -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_TASK_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_TASK_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _task {

// unifex::task is an alias of a nested class, as in the library.
template <typename T, bool nothrow> struct _task {
  struct [[nodiscard]] type;
};

template <typename T> struct _return_value_or_void {
  template <typename U>
    requires std::is_convertible_v<U, T>
  void return_value(U &&) {}
};
template <> struct _return_value_or_void<void> {
  void return_void() noexcept {}
};

template <typename T, bool nothrow> struct _promise {
  struct type final : _return_value_or_void<T> {
    typename _task<T, nothrow>::type get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept {}

    template <typename Value> auto await_transform(Value &&) {
      return _mock::_awaiter<_mock::value_t<Value>>();
    }
  };
};

template <typename T, bool nothrow>
struct _task<T, nothrow>::type : _mock::_sender<T> {
  using promise_type = typename _promise<T, nothrow>::type;
  type(type &&) noexcept {}
  ~type() {}

private:
  friend promise_type;
  type() noexcept {}
};

template <typename T, bool nothrow>
typename _task<T, nothrow>::type
_promise<T, nothrow>::type::get_return_object() noexcept {
  return {};
}

} // namespace _task

template <typename T> using task = typename _task::_task<T, false>::type;
template <typename T> using nothrow_task = typename _task::_task<T, true>::type;

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_TASK_HPP
