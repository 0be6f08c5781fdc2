//===- task.hpp - The lazy task ---------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_TASK_HPP
#define MOCKS_STDEXEC_EXEC_TASK_HPP

#include <stdexec/execution.hpp>

namespace experimental::execution {

namespace __task {

template <class T> class default_task_context {};

template <class T, class Context>
class [[nodiscard]] basic_task : public stdexec::__mock::__sender<T> {
public:
  using promise_type = stdexec::__mock::__promise<basic_task, T>;
  using __wants_scheduler = void;
  basic_task(basic_task &&) noexcept {}
  ~basic_task() {}

private:
  friend promise_type;
  basic_task() noexcept {}
};

} // namespace __task

template <class T> using default_task_context = __task::default_task_context<T>;
template <class T, class Context = default_task_context<T>>
using basic_task = __task::basic_task<T, Context>;
template <class T> using task = basic_task<T, default_task_context<T>>;

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_TASK_HPP
